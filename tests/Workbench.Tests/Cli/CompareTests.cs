using System.Text.Json.Nodes;
using Workbench.Runs.Compare;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>Two runs between which one row of the data, one parameter and nothing else changed.</summary>
public sealed class TwoRuns : IAsyncLifetime
{
    private const string Counted = """
        using LiveCommerce;
        using LiveCommerce.Data;
        using LiveCommerce.Data.Frames;
        var data = CuratedData.Open();
        var origin = new Provenance { Sources = ["mogu_6k_fy20q4"] };
        Estimate Of(double value, Interval interval = null) => new Estimate(value, interval, new Unit("platforms", "platforms"), new SampleSize(1), "count") { Provenance = origin };
        var listed = Frame.Rows(data.Platforms, row => row.Text("listed_ticker")).Count(ticker => ticker.Contains("BABA"));
        Notebook.Display(new Headline("listed", Of(listed), $"{listed} platforms are listed."));
        Notebook.Display(new Headline("scaled", Of(10 * factor, new Interval(5, 40, 0.95, IntervalKind.Confidence)), "Ten times the factor."));
        Notebook.Display(new Headline("both", Of(listed * factor), "Both together."));
        Notebook.Display(new Headline("still", Of(7), "Seven."));
        Notebook.Display(new ClaimVerdict("S9", factor > 1 ? Verdict.Supported : Verdict.Mixed, "factor above 1", "The factor decides.", [new Headline("factor", Of(factor), "The factor.")]));
        """;

    internal SmallWorkbench Place { get; } = new SmallWorkbench().WithCurated().With("01-counts", SmallWorkbench.CSharp("var factor = 1;", "parameters"), SmallWorkbench.CSharp(Counted));

    internal Ended Text { get; private set; } = null!;

    internal JsonNode Json { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var first = await Command.RunAsync(Place.Path, "run");
        var file = Place.File("data", "curated", "platforms.csv");
        var lines = (await File.ReadAllTextAsync(file)).Split('\n');
        var row = Array.FindIndex(lines, line => line.StartsWith("taobao_live,", StringComparison.Ordinal));
        lines[row] = lines[row].Replace("NYSE:BABA", "", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Join('\n', lines));
        await Command.RunAsync(Place.Path, "check", "data", "--seal");
        var second = await Command.RunAsync(Place.Path, "run", "-p", "factor", "3");
        Assert.True((first.Code, second.Code) == (0, 0), first.Errors + second.Errors);
        Text = await Command.RunAsync(Place.Path, "compare", "--fail-on", "large");
        Json = JsonNode.Parse((await Command.RunAsync(Place.Path, "compare", "--why", "--format", "json")).Out)!;
    }

    public ValueTask DisposeAsync()
    {
        Place.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class CompareTests(TwoRuns runs) : IClassFixture<TwoRuns>
{
    [Fact]
    public void Numbers_come_in_the_order_of_their_change_and_those_inside_the_old_interval_are_noise()
    {
        var numbers = runs.Json["numbers"]!.AsArray();

        Assert.Equal(["both", "listed", "scaled"], numbers.Select(number => number!["id"]!.GetValue<string>()));
        Assert.Equal("noise", numbers.Single(number => number!["id"]!.GetValue<string>() == "scaled")!["size"]!.GetValue<string>());
        Assert.Equal(1, runs.Json["unmoved"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("listed", "platforms.csv row taobao_live")]
    [InlineData("scaled", "parameter factor")]
    [InlineData("both", "parameter factor, platforms.csv row taobao_live")]
    public void The_cause_of_each_change_is_named(string id, string causes)
    {
        var found = runs.Json["numbers"]!.AsArray().Single(number => number!["id"]!.GetValue<string>() == id)!["causes"]!.AsArray()
            .Select(cause => cause!["input"]!).Select(input => input["kind"]!.GetValue<string>() == "parameter" ? $"parameter {input["name"]}" : $"{Path.GetFileName(input["name"]!.GetValue<string>())} row {input["row"]}").Order(StringComparer.Ordinal);

        Assert.Equal(causes, string.Join(", ", found));
    }

    [Fact]
    public void A_verdict_that_changed_is_told_with_its_cause()
    {
        var claim = Assert.Single(runs.Json["claims"]!.AsArray())!;

        Assert.Equal(("S9", "mixed", "supported"), (claim["claim"]!.GetValue<string>(), claim["before"]!.GetValue<string>(), claim["after"]!.GetValue<string>()));
        Assert.Equal("factor", Assert.Single(claim["causes"]!.AsArray())!["input"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void The_inputs_that_changed_are_named_by_row_and_value()
    {
        Assert.Matches(@"data\s+livestream-commerce-facts/platforms\.csv\s+row taobao_live: listed_ticker NYSE:BABA; HKEX:9988 → ; HKEX:9988", runs.Text.Out);
        Assert.Matches(@"parameter\s+factor\s+1 \(its default\) → 3, in 01-counts", runs.Text.Out);
        Assert.Equal(2, runs.Json["inputs"]!.AsArray().Count);
    }

    [Fact]
    public void A_limit_that_is_reached_gives_exit_code_8() => Assert.Equal(8, runs.Text.Code);

    [Fact]
    public async Task A_notebook_that_one_run_lacks_is_named_and_nothing_of_it_is_compared()
    {
        using var place = new SmallWorkbench().With("01-both", SmallWorkbench.CSharp("var of = 1;", "parameters"), SmallWorkbench.CSharp(Shown("both"))).With("02-once", SmallWorkbench.CSharp(Shown("once").Replace("of,", "7,", StringComparison.Ordinal)))
            .With("03-fails", SmallWorkbench.CSharp(Shown("fails").Replace("of,", "7,", StringComparison.Ordinal)), SmallWorkbench.CSharp("if (Environment.GetEnvironmentVariable(\"FAILS\") is not null) throw new InvalidOperationException();"));
        await Command.RunAsync(place.Path, "run");
        await Command.RunAsync(place.Path, new Dictionary<string, string?> { ["FAILS"] = "1" }, "run", "1", "3", "--force", "-p", "of", "2");
        var ended = await Command.RunAsync(place.Path, "compare");

        Assert.Contains("1 moved (1 large), 0 did not. Not compared, as not both runs have all of them: 02-once, 03-fails.", ended.Out, StringComparison.Ordinal);
        Assert.Matches(@"02-once\s+not run in " + place.RunFolders[1], ended.Out);
        Assert.Matches(@"03-fails\s+failed in " + place.RunFolders[1], ended.Out);
        Assert.Contains("1 input changed", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_were_imported_anew_are_compared_row_by_row_and_named_as_the_cause()
    {
        using var place = new SmallWorkbench().With("01-buyers", SmallWorkbench.CSharp("""
            using LiveCommerce; using LiveCommerce.Data.Frames; using LiveCommerce.Data.Synthetic;
            var panel = SessionPanel.Open();
            var buyers = Frame.Rows(panel.Sessions, row => row.Count("orders")).Sum();
            Notebook.Display(new Headline("buyers", new Estimate(buyers, null, new Unit("people", "people"), new SampleSize(1), "sum") { Provenance = panel.Provenance }, "All buyers."));
            """));
        TemporaryFolder.Copy(Path.Combine(Repository.Root, "data", "sessions"), place.File("data", "sessions"));
        await File.WriteAllTextAsync(place.File("map.yaml"), "as: sessions\ncolumns:\n  session_id: {from: id}\n  orders: {from: buyers}\n", TestContext.Current.CancellationToken);
        foreach (var (month, rows) in new[] { ("may", "a,10\nb,20\n"), ("june", "a,10\nb,50\n") })
        {
            await File.WriteAllTextAsync(place.File(month + ".csv"), "id,buyers\n" + rows, TestContext.Current.CancellationToken);
            Assert.Equal(0, (await Command.RunAsync(place.Path, "import", month + ".csv", "--as", "sessions", "--map", "map.yaml", "--to", month + "-data")).Code);
            var ran = await Command.RunAsync(place.Path, "run", "--data", month + "-data");
            Assert.True(ran.Code == 0, ran.Errors);
        }

        var ended = await Command.RunAsync(place.Path, "compare", "--why");

        Assert.Matches(@"large\s+buyers\s+30 people\s+60 people\s+\+100\.0%\s+sessions\.csv, row b", ended.Out);
        Assert.Matches(@"package\s+imported-june/sessions\.csv\s+takes the place of imported-may/sessions\.csv", ended.Out);
        Assert.Matches(@"data\s+imported-june/sessions\.csv\s+row b: orders 20 → 50", ended.Out);
    }

    private static string Shown(string id) => $"using LiveCommerce; Notebook.Display(new Headline(\"{id}\", new Estimate(of, null, new Unit(\"times\", \"times\"), new SampleSize(1), \"as given\"), \"A number.\"));";

    [Fact]
    public async Task A_run_is_no_different_from_itself()
    {
        var name = runs.Place.RunFolders[0];
        var ended = await Command.RunAsync(runs.Place.Path, "compare", name, name, "--fail-on", "noise");

        Assert.Equal(0, ended.Code);
        Assert.Contains("Numbers: None of 4 moved.", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_there_gives_exit_code_3()
    {
        var ended = await Command.RunAsync(runs.Place.Path, "compare", "2019");

        Assert.Equal(3, ended.Code);
        Assert.Contains("error RUN006: no run '2019'", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_data_as_text()
    {
        var (before, after) = (RunFiles.Open(runs.Place.Runs, "before"), RunFiles.Open(runs.Place.Runs, "latest"));
        var comparison = RunComparison.Of(before, after) with { Inputs = [new InputChange("data", "<img src=x onerror=alert(1)>", "</td><script>alert(1)</script>")] };
        var page = ComparisonPage.Html(comparison, before, after);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/td&gt;&lt;script&gt;", page, StringComparison.Ordinal);
    }
}
