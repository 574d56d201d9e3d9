using System.Buffers.Binary;
using System.IO.Compression;
using LiveCommerce.Charts.Export;
using Workbench.Tests.Charts;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>Two runs of one small notebook on a copy of the facts in which a platform has a hostile name.</summary>
public sealed class WholeRun : IAsyncLifetime
{
    public const string Hostile = "</script><script>alert(1)</script>";

    private const string Shown = """
        using LiveCommerce;
        using LiveCommerce.Charts;
        using LiveCommerce.Data;
        using LiveCommerce.Data.Frames;
        using Microsoft.Data.Analysis;
        var data = CuratedData.Open();
        var names = Frame.Rows(data.Platforms, row => row.Text("name_en")).Take(3).ToArray();
        var origin = new Provenance { Sources = ["mogu_6k_fy20q4"] };
        Notebook.Display(new Prose("The first platform is " + names[0]));
        Notebook.Display(new Figure("names", "Lengths of names: " + names[0], Plot.Of(new { }, new object[] { new { type = "bar", x = names, y = names.Select(name => name.Length).ToArray() } }),
            new DataFrame(new StringDataFrameColumn("PlatformName", names), new DoubleDataFrameColumn("NameLength", names.Select(name => (double)name.Length))), "Bars of lengths.", origin));
        Notebook.Display(new Headline("first-name", new Estimate(names[0].Length, null, new Unit("letters", "letters"), new SampleSize(1), "count") { Provenance = origin }, names[0]));
        Frame.From(names.Select(name => new { PlatformName = name, NameLength = name.Length }))
        """;

    internal SmallWorkbench Place { get; } = new SmallWorkbench().WithCurated().With("01-names", SmallWorkbench.Markdown("# Names"), SmallWorkbench.CSharp(Shown), SmallWorkbench.FSharp("[1..3] |> List.sum"));

    internal Ended First { get; private set; } = null!;

    internal Ended Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var platforms = Place.File("data", "curated", "platforms.csv");
        var text = await File.ReadAllTextAsync(platforms);
        var name = text.Split('\n')[1].Split(',')[1];
        await File.WriteAllTextAsync(platforms, text.Replace("," + name + ",", "," + Hostile + ",", StringComparison.Ordinal));
        await Command.RunAsync(Place.Path, "check", "--seal");
        First = await Command.RunAsync(Place.Path, "run");
        Second = await Command.RunAsync(Place.Path, new Dictionary<string, string?> { ["LANG"] = "de_DE.UTF-8", ["LC_ALL"] = "de_DE.UTF-8", ["TZ"] = "Asia/Shanghai" }, "run", "--force");
    }

    public ValueTask DisposeAsync()
    {
        Place.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class WholeRunTests(WholeRun run) : IClassFixture<WholeRun>
{
    [Fact]
    public void It_ends_well() => Assert.True((run.First.Code, run.Second.Code) == (0, 0), run.First.Errors + run.Second.Errors);

    [Fact]
    public void Two_runs_of_the_same_inputs_differ_in_manifest_and_log_alone()
    {
        var folders = run.Place.RunFolders.Select(name => Path.Combine(run.Place.Runs, name)).ToList();
        var files = folders.Select(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).ToList()).ToList();

        Assert.Equal(2, folders.Count);
        Assert.Equal(files[0], files[1]);
        Assert.Contains(Path.Combine("figures", "names.html"), files[0]);
        Assert.All(files[0].Except(["manifest.json", "log.txt"]), file => Assert.Equal(File.ReadAllBytes(Path.Combine(folders[0], file)), File.ReadAllBytes(Path.Combine(folders[1], file))));
    }

    [Fact]
    public void Latest_is_the_newest_run() =>
        Assert.Equal(File.ReadAllText(Path.Combine(run.Place.Runs, run.Place.RunFolders[^1], "manifest.json")), File.ReadAllText(Path.Combine(run.Place.Latest, "manifest.json")));

    [Fact]
    public void The_manifest_names_the_tables_really_read()
    {
        var inputs = run.Place.Json("manifest.json")["inputs"]!.AsArray().Select(input => input!["path"]!.GetValue<string>()).ToList();

        Assert.Contains("livestream-commerce-facts/platforms.csv", inputs);
        Assert.DoesNotContain("livestream-commerce-facts/observations.csv", inputs);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_in_the_report_and_does_not_run()
    {
        await using var page = await BrowserPage.OpenAsync(Path.Combine(run.Place.Latest, "report.html"), 1100);

        Assert.Equal("", await page.HeardAsync());
        Assert.Equal("3", await page.TellAsync("document.scripts.length"));
        Assert.Contains(WholeRun.Hostile, await page.TellAsync("document.querySelector('section').innerText"), StringComparison.Ordinal);
        Assert.Equal("1", await page.TellAsync("document.querySelectorAll('.plot .main-svg .barlayer').length"));
        Assert.Contains(WholeRun.Hostile, await page.TellAsync("[...document.querySelectorAll('.xtick text')].map(text => text.textContent).join()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_name_does_not_run_in_the_page_of_a_figure()
    {
        await using var page = await BrowserPage.OpenAsync(Path.Combine(run.Place.Latest, "figures", "names.html"), 1100);

        Assert.Equal("", await page.HeardAsync());
        Assert.Contains(WholeRun.Hostile, await page.TellAsync("[...document.querySelectorAll('.xtick text')].map(text => text.textContent).join()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_telephone_nothing_sticks_out_of_the_report()
    {
        await using var page = await BrowserPage.OpenAsync(Path.Combine(run.Place.Latest, "report.html"), 390);

        Assert.Equal("390", await page.TellAsync("document.documentElement.scrollWidth"));
    }

    [Fact]
    public void Columns_are_headed_in_words() =>
        Assert.Contains("<th scope=\"col\">Platform name</th><th scope=\"col\">Name length</th>", File.ReadAllText(Path.Combine(run.Place.Latest, "report.html")), StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_browser_the_run_is_well_and_one_line_tells_what_is_missing()
    {
        var outside = run.Place.File("elsewhere");
        var ended = await Command.RunAsync(run.Place.Path, new Dictionary<string, string?> { ["WORKBENCH_BROWSER"] = "/nowhere/browser" }, "run", "--out", outside);

        Assert.Equal(0, ended.Code);
        Assert.Single(ended.Errors.Split('\n'), line => line.Contains("browser", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("/nowhere/browser", ended.Errors, StringComparison.Ordinal);
        Assert.Equal(["names.csv", "names.html", "names.json"], Directory.EnumerateFiles(Path.Combine(outside, "latest", "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".svg")]
    [InlineData(".pdf")]
    [InlineData(".html")]
    public async Task Trace_tells_the_origin_of_a_figure_also_after_it_was_renamed(string extension)
    {
        NeedsBrowser();
        var renamed = run.Place.File("a picture of mine" + extension.Replace(".", " ", StringComparison.Ordinal));
        File.Copy(Path.Combine(run.Place.Latest, "figures", "names" + extension), renamed, overwrite: true);
        var ended = await Command.RunAsync(run.Place.Path, "trace", renamed);

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Matches(@"(?m)^figure      names\r?$", ended.Out);
        Assert.Matches(@"(?m)^source      mogu_6k_fy20q4: .*https?://", ended.Out);
        Assert.Matches(@"(?m)^data        livestream-commerce-facts/platforms\.csv  sha256:\w{12}  as in data/ now\r?$", ended.Out);
        Assert.Contains(run.Place.RunFolders[^1], ended.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^repeat      workbench run 01-names\r?$", ended.Out);
    }

    [Fact]
    public async Task Trace_names_the_data_folder_that_the_figure_was_made_from()
    {
        var copy = run.Place.File("my data");
        CopyAll(run.Place.File("data"), copy);
        var table = Path.Combine(copy, "curated", "platforms.csv");
        await File.WriteAllTextAsync(table, (await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken)).Replace("NYSE:BABA", "BABA", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Command.RunAsync(run.Place.Path, "check", copy, "--seal");
        await Command.RunAsync(run.Place.Path, "run", "--data", copy, "--out", run.Place.File("other runs"));
        File.Copy(Path.Combine(run.Place.File("other runs"), "latest", "figures", "names.html"), run.Place.File("mine.html"));
        var found = await Command.RunAsync(run.Place.Path, "trace", "mine.html");
        Directory.Delete(copy, recursive: true);
        var lost = await Command.RunAsync(run.Place.Path, "trace", "mine.html");

        Assert.Matches(@"(?m)^data        livestream-commerce-facts/platforms\.csv  sha256:\w{12}  as in my data/ now\r?$", found.Out);
        Assert.Matches(@"(?m)^repeat      workbench run 01-names --data 'my data'\r?$", found.Out);
        Assert.Matches(@"(?m)^data        livestream-commerce-facts/platforms\.csv  sha256:\w{12}  not as in data/ now\r?$", lost.Out);
        Assert.Matches(@"(?m)^repeat      workbench run 01-names --data DIR\r?\nwhere       DIR is a data folder with the tables above", lost.Out);
    }

    [Fact]
    public async Task Trace_passes_no_command_on_that_no_run_writes()
    {
        await File.WriteAllTextAsync(run.Place.File("hostile.svg"), "<svg><metadata id=\"livecommerce\">" + System.Net.WebUtility.HtmlEncode(new FigureStamp { Figure = "f\u001b[2J", Command = "workbench run 01; rm -rf ~" }.ToJson()) + "</metadata></svg>", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(run.Place.Path, "trace", "hostile.svg");

        Assert.Matches(@"(?m)^repeat      not told: ", ended.Out);
        Assert.DoesNotContain('\u001b', ended.Out);
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) CopyAll(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    [Fact]
    public async Task Trace_finds_a_picture_inside_a_document_and_says_when_there_is_none()
    {
        NeedsBrowser();
        var document = run.Place.File("paper.docx");
        using (var zip = ZipFile.Open(document, ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine(run.Place.Latest, "figures", "names.png"), "word/media/image1.png");
            zip.CreateEntry("word/document.xml");
        }

        await File.WriteAllTextAsync(run.Place.File("no-figure.svg"), "<svg/>", TestContext.Current.CancellationToken);
        var found = await Command.RunAsync(run.Place.Path, "trace", document);
        var none = await Command.RunAsync(run.Place.Path, "trace", "no-figure.svg");

        Assert.Equal(0, found.Code);
        Assert.Contains("paper.docx: word/media/image1.png", found.Out, StringComparison.Ordinal);
        Assert.Contains("figure      names", found.Out, StringComparison.Ordinal);
        Assert.Equal(4, none.Code);
        Assert.Contains("no-figure.svg: error RUN005: no stamp", none.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_draws_a_figure_in_the_size_asked_for_with_its_stamp()
    {
        NeedsBrowser();
        var ended = await Command.RunAsync(run.Place.Path, "export", "--figure", "names", "--width", "90mm", "--height", "60mm", "--dpi", "200", "--background", "transparent", "--format", "svg,png,csv,xlsx", "--to", "for paper");
        Assert.True(ended.Code == 0, ended.Errors);
        var png = await File.ReadAllBytesAsync(run.Place.File("for paper", "names.png"), TestContext.Current.CancellationToken);

        Assert.Equal((709, 472), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Equal("workbench run 01-names", FigureStamp.Read(png)!.Command);
        Assert.Contains("width=\"90mm\"", await File.ReadAllTextAsync(run.Place.File("for paper", "names.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(4, ended.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Export_for_print_writes_the_words_of_the_figures_as_captions()
    {
        NeedsBrowser();
        var ended = await Command.RunAsync(run.Place.Path, "export", "--theme", "print", "--width", "85mm", "--format", "pdf", "--to", "journal");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("`names` **Lengths of names: &lt;/script>&lt;script>alert(1)&lt;/script>.** Source: mogu_6k_fy20q4.", await File.ReadAllTextAsync(run.Place.File("journal", "captions.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["captions.md", "names.pdf"], Directory.EnumerateFiles(run.Place.File("journal")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Export_of_a_figure_that_is_not_there_names_the_nearest()
    {
        var ended = await Command.RunAsync(run.Place.Path, "export", "--figure", "nams");

        Assert.Equal(2, ended.Code);
        Assert.Contains("no figure 'nams'; did you mean 'names'?", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_in_Markdown_cites_its_sources_and_shows_a_hostile_name_as_text()
    {
        Assert.Equal(0, (await Command.RunAsync(run.Place.Path, "report", "--format", "md", "--to", "report.md")).Code);
        var text = await File.ReadAllTextAsync(run.Place.File("report.md"), TestContext.Current.CancellationToken);

        Assert.Contains("[@mogu_6k_fy20q4]", text, StringComparison.Ordinal);
        Assert.Contains("**Figure 1.** Lengths of names: &lt;/script>&lt;script>alert(1)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_report_as_PDF_is_a_whole_document_and_its_sources_come_as_BibTeX_and_CSL()
    {
        NeedsBrowser();
        foreach (var format in new[] { "pdf", "bib", "csl" }) Assert.Equal(0, (await Command.RunAsync(run.Place.Path, "report", "--format", format, "--to", "report." + format)).Code);

        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync(run.Place.File("report.pdf"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Matches(@"@misc\{mogu_6k_fy20q4,\n  author = \{\{.+\}\},\n  title = ", await File.ReadAllTextAsync(run.Place.File("report.bib"), TestContext.Current.CancellationToken));
        Assert.Equal("mogu_6k_fy20q4", System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(run.Place.File("report.csl"), TestContext.Current.CancellationToken))![0]!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("plain", "plain")]
    public void A_spreadsheet_takes_no_text_of_data_for_a_formula(string text, string written)
    {
        var frame = new Microsoft.Data.Analysis.DataFrame(new Microsoft.Data.Analysis.StringDataFrameColumn("name", [text]), new Microsoft.Data.Analysis.DoubleDataFrameColumn("value", [-1.5]));
        var figure = new LiveCommerce.Charts.Figure("f", "t", LiveCommerce.Charts.Plot.Of(new { }, []), frame, "alt", LiveCommerce.Provenance.None).ToJson();

        Assert.Equal($"name,value\n{written},-1.5\n", LiveCommerce.Charts.PlottedRows.ToCsv(figure["rows"]!.AsObject()));
    }

    private static void NeedsBrowser()
    {
        if (BrowserProgram.Find().Program is null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("No browser draws here.");
    }
}
