using Xunit;

namespace Workbench.Tests.Cli;

public sealed class ParameterTests
{
    private const string CSharpDefaults = """
        var month = "2024-01"; // month of the panel
        var top = 5;
        var rate = 0.5;
        DateOnly since = new(2024, 1, 1);
        string[] platforms = ["douyin"];
        int? limit = null;
        var strict = false;
        """;

    [Fact]
    public async Task Values_take_the_place_of_the_defaults_in_C_sharp_and_reach_F_sharp_by_share()
    {
        using var place = Place();
        var ended = await RunAsync(place, "-p", "month", "2024-06", "-p", "top", "1", "-y", "{top: 7, platforms: [a \"b\", \"c\"], limit: 3}", "-p", "rate", "2", "-p", "since", "2024-06-30", "-p", "strict", "true");

        Assert.True(ended.Code == 0, ended.Errors);
        var notebook = await File.ReadAllTextAsync(place.File("out.ipynb"), TestContext.Current.CancellationToken);
        Assert.Contains("C# 2024-06 7 2 2024-06-30 a \\\"b\\\"|c 3 True", notebook, StringComparison.Ordinal);
        Assert.Contains("F# 2024-06 7", notebook, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(notebook, "\"(injected-)?parameters\""));
    }

    [Fact]
    public async Task Text_with_quotes_lines_and_signs_arrives_whole_in_both_languages()
    {
        const string Text = "say \"淘宝\" \\n\nsecond\tline {0} %d $ ' // no comment";
        using var place = new SmallWorkbench().With("01-text",
            SmallWorkbench.CSharp("var one = \"\";", "parameters"), SmallWorkbench.FSharp("let two = \"\"", "parameters"),
            SmallWorkbench.CSharp("Console.Write(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(one)));"),
            SmallWorkbench.FSharp("System.Console.Write(System.Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes two))"));
        var ended = await Command.RunAsync(place.Path, "run", "01", "out.ipynb", "-r", "one", Text, "-r", "two", Text);

        Assert.True(ended.Code == 0, ended.Errors);
        var notebook = await File.ReadAllTextAsync(place.File("out.ipynb"), TestContext.Current.CancellationToken);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(notebook, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Text))));
    }

    [Fact]
    public async Task Null_and_the_empty_list_are_values_in_F_sharp()
    {
        using var place = new SmallWorkbench().With("01-values",
            SmallWorkbench.FSharp("let limit: int option = Some 3 // at most\nlet names = [ \"a\" ]\nlet shares = [| 0.5 |]\nlet from = System.DateOnly(2024, 1, 1)", "parameters"),
            SmallWorkbench.FSharp("printf \"F# %A %A %A %s\" limit names shares (from.ToString \"yyyy-MM-dd\")"));
        var ended = await Command.RunAsync(place.Path, "run", "01", "out.ipynb", "-y", "{limit: null, names: [], shares: [1, 2.5], from: 2024-02-29}");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("F# None [] [|1.0; 2.5|] 2024-02-29", await File.ReadAllTextAsync(place.File("out.ipynb"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_before_a_cell_runs()
    {
        using var place = Place();
        var ended = await RunAsync(place, "-p", "mnth", "x", "-p", "top", "five", "-r", "rate", "1", "-p", "since", "30.06.2024", "-y", "{platforms: 3, strict: maybe}");

        Assert.Equal(5, ended.Code);
        Assert.Contains("-p: error PARAM101: unknown parameter 'mnth'; did you mean 'month'?", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("'top' was given \"five\" (-p); expected whole number, as its default 5 says", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("'rate' was given the text \"1\" (-r); expected number", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("'since' was given \"30.06.2024\"", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("'platforms' was given \"3\" (-y); expected list of text", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("'strict' was given \"maybe\" (-y); expected true or false", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("cell 1/", ended.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(place.File("out.ipynb")));
    }

    [Fact]
    public async Task A_file_of_parameters_is_read_and_a_later_word_wins_over_it()
    {
        using var place = Place();
        await File.WriteAllTextAsync(place.File("params.yaml"), "month: 2023-12\ntop: 9\n", TestContext.Current.CancellationToken);
        var ended = await RunAsync(place, "-p", "top", "1", "-f", "params.yaml", "-p", "month", "2024-02");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("C# 2024-02 9", await File.ReadAllTextAsync(place.File("out.ipynb"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_an_output_replaces_the_injected_cell_and_the_input_is_never_written()
    {
        using var place = Place();
        var before = await File.ReadAllBytesAsync(place.File("notebooks", "01-panel.ipynb"), TestContext.Current.CancellationToken);
        await RunAsync(place, "-p", "top", "8");
        var ended = await Command.RunAsync(place.Path, "run", "out.ipynb", "again.ipynb", "-p", "top", "6");
        var same = await Command.RunAsync(place.Path, "run", "again.ipynb", "again.ipynb");

        Assert.True(ended.Code == 0, ended.Errors);
        var again = await File.ReadAllTextAsync(place.File("again.ipynb"), TestContext.Current.CancellationToken);
        Assert.Contains("int top = 6;", again, StringComparison.Ordinal);
        Assert.DoesNotContain("int top = 8;", again, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(place.File("notebooks", "01-panel.ipynb"), TestContext.Current.CancellationToken));
        Assert.Equal(2, same.Code);
    }

    [Fact]
    public async Task Params_lists_name_type_default_and_help()
    {
        using var place = Place();
        var ended = await Command.RunAsync(place.Path, "params", "1");

        Assert.Equal(0, ended.Code);
        Assert.Matches(@"(?m)^01-panel\s+month\s+text\s+""2024-01""\s+month of the panel\r?$", ended.Out);
        Assert.Matches(@"(?m)^01-panel\s+since\s+day \(2024-06-30\)\s+new\(2024, 1, 1\)\r?$", ended.Out);
        Assert.Matches(@"(?m)^01-panel\s+platforms\s+list of text\s+\[""douyin""\]\r?$", ended.Out);
        Assert.Matches(@"(?m)^01-panel\s+limit\s+whole number or null\s+null\r?$", ended.Out);
    }

    [Fact]
    public async Task A_parameter_without_a_default_must_be_given()
    {
        using var place = new SmallWorkbench().With("01-needs", SmallWorkbench.CSharp("string month;", "parameters"), SmallWorkbench.CSharp("month"));

        var missing = await Command.RunAsync(place.Path, "run");
        Assert.Equal(5, missing.Code);
        Assert.Contains("01-needs(cell 1 cell-1): error PARAM107: no value for 'month'", missing.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await Command.RunAsync(place.Path, "run", "-p", "month", "2024-06")).Code);
    }

    [Fact]
    public async Task A_secret_reaches_the_cells_and_is_written_nowhere()
    {
        const string Value = "k3y \"with\" signs";
        using var place = new SmallWorkbench().With("01-secret", SmallWorkbench.CSharp("var api_key = \"\";", "parameters"),
            SmallWorkbench.CSharp("Console.WriteLine(api_key); Console.WriteLine(api_key.Length); throw new Exception(api_key);"));
        var ended = await Command.RunAsync(place.Path, new Dictionary<string, string?> { ["api_key"] = Value }, "run", "--secret", "api_key");
        var unset = await Command.RunAsync(place.Path, "run", "--secret", "no_such_key");

        Assert.Equal(1, ended.Code);
        Assert.Contains("16\\n", place.Executed("01-secret").ToJsonString(), StringComparison.Ordinal);
        var written = string.Concat(Directory.EnumerateFiles(place.Latest, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.DoesNotContain("k3y", written + ended.Errors + ended.Out, StringComparison.Ordinal);
        Assert.Equal(5, unset.Code);
        Assert.Contains("error PARAM105: 'no_such_key' is not set in the environment", unset.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_in_a_figure_or_in_HTML_JSON_or_Base64_is_not_written_either()
    {
        const string Value = "k3y of <mine> \"ü\"";
        using var place = new SmallWorkbench().With("01-secret", SmallWorkbench.CSharp("var api_key = \"\";", "parameters"), SmallWorkbench.CSharp("""
            using LiveCommerce; using LiveCommerce.Charts; using Microsoft.Data.Analysis;
            Notebook.Display(new Figure("shown", "A title that is long enough to be broken somewhere " + api_key + " and goes on " + api_key + " for a while", Plot.Of(new { }, new object[] { new { type = "bar", x = new[] { api_key, "b" }, y = new[] { 1, 2 } } }),
                new DataFrame(new StringDataFrameColumn(api_key, new[] { api_key, "b" })), api_key, new Provenance { Sources = ["none"] }));
            Console.WriteLine(System.Net.WebUtility.HtmlEncode(api_key)); Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(api_key)); Console.WriteLine(Uri.EscapeDataString(api_key));
            Console.WriteLine(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(api_key)));
            """));
        var ended = await Command.RunAsync(place.Path, new Dictionary<string, string?> { ["api_key"] = Value, ["WORKBENCH_BROWSER"] = "/nowhere" }, "run", "--secret", "api_key");
        var written = string.Concat(Directory.EnumerateFiles(place.Latest, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".html", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.DoesNotContain("k3y", written + File.ReadAllText(Path.Combine(place.Latest, "report.html")) + File.ReadAllText(Path.Combine(place.Latest, "figures", "shown.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Value)), written, StringComparison.Ordinal);
        Assert.Equal(2, place.Json("figures/shown.json")["spec"]!["data"]![0]!["x"]!.AsArray().Count);
    }

    private static SmallWorkbench Place() => new SmallWorkbench().With("01-panel",
        SmallWorkbench.CSharp(CSharpDefaults, "parameters"),
        SmallWorkbench.CSharp("Console.Write($\"C# {month} {top} {rate} {since:yyyy-MM-dd} {string.Join(\"|\", platforms)} {limit} {strict}\");"),
        SmallWorkbench.FSharp("#!share --from csharp month\n#!share --from csharp top\nprintf \"F# %s %d\" month top"));

    private static Task<Ended> RunAsync(SmallWorkbench place, params string[] parameters) => Command.RunAsync(place.Path, ["run", "01-panel.ipynb", "out.ipynb", .. parameters]);
}
