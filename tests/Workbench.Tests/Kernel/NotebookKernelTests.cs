using Workbench.Kernel;
using Xunit;

namespace Workbench.Tests.Kernel;

/// <summary>One engine for the tests of this file; each test uses names of its own.</summary>
public sealed class KernelFixture : IAsyncLifetime
{
    public NotebookKernel Kernel { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Kernel = await NotebookKernel.StartAsync();

    public ValueTask DisposeAsync() => Kernel.DisposeAsync();
}

[CollectionDefinition("kernel", DisableParallelization = true)]
public sealed class KernelCollection : ICollectionFixture<KernelFixture>;

[Collection("kernel")]
public sealed class NotebookKernelTests(KernelFixture fixture)
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("var a = 20;\na * 2", "40")]
    [InlineData("#!fsharp\nlet b = 3\nb * 7", "21")]
    [InlineData("#!fsharp\nSome 3", "Some 3")]
    [InlineData("#!fsharp\n[1; 2; 3]", "[1; 2; 3]")]
    [InlineData("0.1", "0.1")]
    [InlineData("new DateTime(2024, 6, 1)", "2024-06-01")]
    [InlineData("1234567", "1234567")]
    [InlineData("Math.PI", "3.141592653589793")]
    [InlineData("DateTimeOffset.Parse(\"2024-01-02T10:20:30+08:00\")", "2024-01-02 10:20:30 +08:00")]
    [InlineData("new object[] { 1, \"a\", null, 2024, new[] { 1, 2 } }", "[1, a, null, 2024, [1, 2]]")]
    [InlineData("new[,] { { 1, 2 }, { 3, 4 } }", "[[1, 2],\n [3, 4]]")]
    [InlineData("new { Day = new DateOnly(2024, 1, 2), None = (string)null }", "{ Day = 2024-01-02, None = null }")]
    [InlineData("record Shown(string Name, DateOnly Day);\nnew Shown(\"jd\", new DateOnly(2024, 1, 2))", "Shown { Name = jd, Day = 2024-01-02 }")]
    [InlineData("class Plain { public int A => 3; public string B => throw new Exception(\"no\"); public Plain Self => this; }\nnew Plain()", "Plain { A = 3, B = (Exception: no), Self = this }")]
    [InlineData("Task.FromResult(5)", "a task that has ended: 5")]
    [InlineData("return 5;", "5")]
    [InlineData("#!fsharp\nlet none : int option = None\nnone", "None")]
    [InlineData("#!fsharp\n[ System.DateTime(2024, 1, 2) ]", "[2024-01-02]")]
    [InlineData("#!fsharp\nlet twice (x: int) = string x\ntwice", "function Int32 -> String")]
    public async Task The_last_expression_is_the_result(string code, string text)
    {
        var outputs = await RunAsync(code);
        Assert.Equal(text, Assert.Single(outputs.OfType<ExecuteResult>()).Bundle.Find("text/plain")!.GetValue<string>());
    }

    [Theory]
    [InlineData("var silent = 1;")]
    [InlineData("Console.Write(\"\")")]
    [InlineData("#!fsharp\nlet silent = 1")]
    [InlineData("#!fsharp\n()")]
    public async Task A_cell_without_a_value_shows_none(string code) => Assert.Empty((await RunAsync(code)).OfType<ExecuteResult>());

    [Fact]
    public async Task Values_cross_by_reference_in_both_directions()
    {
        await RunAsync("var shared = new List<int> { 1 };");
        await RunAsync("#!fsharp\n#!share --from csharp shared\nshared.Add 2\nlet back = Map [ \"x\", shared.Count ]");
        Assert.Equal("2", Result(await RunAsync("shared.Count")));
        Assert.Equal("2", Result(await RunAsync("#!share --from fsharp back\nback[\"x\"]")));
    }

    [Fact]
    public async Task A_value_that_does_not_exist_is_named_with_the_nearest_one()
    {
        await RunAsync("var conversion = 1;");
        var error = Assert.Single((await RunAsync("#!fsharp\n#!share --from csharp conversoin")).OfType<CellError>());
        Assert.Contains("did you mean 'conversion'", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_a_cell_type_arrives_as_object_and_says_so()
    {
        await RunAsync("record Local(int X); var local = new Local(3);");
        var outputs = await RunAsync("#!fsharp\n#!share --from csharp local\nlocal.ToString()");
        Assert.Contains(outputs.OfType<StreamText>(), text => text.Name == "stderr" && text.Text.Contains("arrives as object", StringComparison.Ordinal));
        Assert.Equal("Local { X = 3 }", Result(outputs));
    }

    [Fact]
    public async Task Console_text_comes_in_order_in_both_languages()
    {
        var outputs = await RunAsync("Console.WriteLine(\"one\");\nConsole.Error.WriteLine(\"two\");\n#!fsharp\nprintfn \"three\"");
        Assert.Equal([("stdout", "one\n"), ("stderr", "two\n"), ("stdout", "three\n")], outputs.OfType<StreamText>().Select(text => (text.Name, text.Text)));
    }

    [Fact]
    public async Task A_compile_error_has_its_place_and_its_line()
    {
        var error = Assert.Single((await RunAsync("var x = 1;\nvar y = nowhere + x;")).OfType<CellError>());
        Assert.Equal("CS0103", error.Name);
        Assert.StartsWith("(2,9): error CS0103", error.Value, StringComparison.Ordinal);
        Assert.Equal("    var y = nowhere + x;", error.Traceback[1]);
    }

    [Fact]
    public async Task A_cell_that_throws_keeps_what_it_assigned_and_names_its_line()
    {
        var error = Assert.Single((await RunAsync("var before = 5;\nthrow new InvalidOperationException(\"no\");")).OfType<CellError>());
        Assert.Equal(("InvalidOperationException", "no"), (error.Name, error.Value));
        Assert.Contains(error.Traceback, line => line.Contains("line 2", StringComparison.Ordinal));
        Assert.Equal("5", Result(await RunAsync("before")));
    }

    [Theory]
    [InlineData("throw new InvalidOperationException(\"outer\", new ArgumentException(\"middle\", new Exception(\"inner\")));")]
    [InlineData("#!fsharp\nraise (System.Exception(\"outer\", System.Exception(\"middle\", exn \"inner\")))")]
    [InlineData("throw new AggregateException(\"outer\", new Exception(\"middle\"), new Exception(\"inner\"));")]
    public async Task Every_cause_of_an_error_is_told(string code)
    {
        var error = Assert.Single((await RunAsync(code)).OfType<CellError>());
        Assert.StartsWith("outer", error.Value, StringComparison.Ordinal);
        Assert.Equal(["middle", "inner"], error.Traceback.Where(line => line.Contains("because of", StringComparison.Ordinal)).Select(line => line.Split(": ")[1]));
    }

    [Theory]
    [InlineData("int Method(int x) => x;", "#!fsharp\n#!share --from csharp Method", "is a method of C#")]
    [InlineData("var named = 1;", "#!fsharp\n#!share --from csharp named --as type", "cannot be the name of a variable in F#")]
    [InlineData("#!fsharp\nlet named2 = 1", "#!share --from fsharp named2 --as 1x", "cannot be the name of a variable in C#")]
    public async Task What_cannot_be_shared_is_told_with_the_way_out(string first, string share, string told)
    {
        await RunAsync(first);
        var error = Assert.Single((await RunAsync(share)).OfType<CellError>());
        Assert.Equal("KERN102", error.Name);
        Assert.Contains(told, error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".ipynb", """{"cells":[{"cell_type":"markdown","metadata":{},"source":"# T"},{"cell_type":"code","metadata":{},"source":["var imported1 = 40;\n","var more1 = 1;"]},{"cell_type":"code","metadata":{"polyglot_notebook":{"kernelName":"fsharp"}},"source":"let added1 = 2"}],"metadata":{"kernelspec":{"language":"C#"}},"nbformat":4,"nbformat_minor":5}""", "#!share --from fsharp added1\nimported1 + added1", "42")]
    [InlineData(".dib", "#!meta\n\n{}\n\n#!markdown\n\n# T\n\n#!csharp\n\nvar imported2 = 40;\n\n#!fsharp\n\nlet added2 = 2\n", "#!share --from fsharp added2\nimported2 + added2", "42")]
    public async Task An_imported_notebook_runs_each_cell_in_its_language(string extension, string text, string code, string result)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("import-").FullName, "other" + extension);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.Empty((await RunAsync($"#!import {file}")).OfType<CellError>());
        Assert.Equal(result, Result(await RunAsync(code)));
    }

    [Theory]
    [InlineData("#r \"nuget: Humanizer.Core, abc\"", "'abc' is not a version")]
    [InlineData("#r \"nuget:\"", "not the name of a package")]
    public async Task A_package_reference_that_cannot_be_meant_is_told_at_once(string code, string told)
    {
        var error = Assert.Single((await RunAsync(code)).OfType<CellError>());
        Assert.Equal("KERN104", error.Name);
        Assert.Contains(told, error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_a_cell_loads_is_in_scope()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("load-").FullName, "part.csx");
        await File.WriteAllTextAsync(file, "var loaded = 41;", TestContext.Current.CancellationToken);
        Assert.Equal("42", Result(await RunAsync($"#load \"{file}\"\nloaded + 1")));
    }

    [Fact]
    public async Task A_query_with_two_columns_of_one_name_numbers_the_second() =>
        Assert.Contains("b_1", Result(await RunAsync("#!sql\nSELECT 1 AS b, 2 AS b")), StringComparison.Ordinal);

    [Fact]
    public async Task An_fsharp_error_has_its_place()
    {
        var error = Assert.Single((await RunAsync("#!fsharp\nlet q =\n  undefinedName")).OfType<CellError>());
        Assert.Equal("FS0039", error.Name);
        Assert.StartsWith("(3,3)", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_are_tables_in_html_text_and_data()
    {
        var bundle = Assert.Single((await RunAsync("using Microsoft.Data.Analysis;\nnew DataFrame(new StringDataFrameColumn(\"name\", new[] { \"<b>\", \"二\" }), new DoubleDataFrameColumn(\"v\", new[] { 1.5, 2 }))")).OfType<ExecuteResult>()).Bundle;
        Assert.Contains("&lt;b&gt;", bundle.Find("text/html")!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("2 rows, 2 columns", bundle.Find("text/plain")!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1.5, bundle.Find("application/vnd.dataresource+json")!["data"]![0]!["v"]!.GetValue<double>());
    }

    [Fact]
    public async Task Lists_of_records_are_tables_with_their_properties_as_columns()
    {
        var bundle = Assert.Single((await RunAsync("new[] { new { Platform = \"jd\", Share = 0.25 } }")).OfType<ExecuteResult>()).Bundle;
        Assert.Equal("Platform", bundle.Find("application/vnd.dataresource+json")!["schema"]!["fields"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Dictionaries_inside_records_are_shown_by_their_keys_and_values()
    {
        var bundle = Assert.Single((await RunAsync("new[] { new { Sums = Enumerable.Range(1, 20).ToDictionary(i => \"c\" + i, i => 1000L * i) } }")).OfType<ExecuteResult>()).Bundle;
        Assert.Contains(">c1: 1000; c2: 2000;", bundle.Find("text/html")!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("; c16: 16,000; …<", bundle.Find("text/html")!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("{ Sums = [a: 1, b: 2] }", Result(await RunAsync("new { Sums = new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2 } }")));
    }

    [Fact]
    public async Task A_formatter_of_the_user_wins()
    {
        await RunAsync("using Microsoft.DotNet.Interactive.Formatting;\npublic class Mine { }\nFormatter.Register<Mine>(_ => \"<i>mine</i>\", \"text/html\");");
        var bundle = Assert.Single((await RunAsync("new Mine()")).OfType<ExecuteResult>()).Bundle;
        Assert.Equal("<i>mine</i>", bundle.Find("text/html")!.GetValue<string>());
    }

    [Fact]
    public async Task Sql_runs_over_frames_in_scope_and_gives_a_frame()
    {
        await RunAsync("using Microsoft.Data.Analysis;\nvar sales = new DataFrame(new StringDataFrameColumn(\"p\", new[] { \"a\", \"a\", \"b\" }), new Int64DataFrameColumn(\"n\", new long[] { 1, 2, 4 }));");
        await RunAsync("#!sql --as totals\nSELECT p, sum(n) AS n FROM sales GROUP BY p ORDER BY p");
        Assert.Equal("3", Result(await RunAsync("totals.Rows[0][1]")));
    }

    [Fact]
    public async Task The_libraries_are_provided_at_once()
    {
        Assert.Empty(await RunAsync("#r \"nuget: LiveCommerce.Charts, *-*\""));
        Assert.Equal("46.2%", Result(await RunAsync("LiveCommerce.NumberText.Of(0.462, LiveCommerce.Unit.Share)")));
    }

    [Theory]
    [InlineData("var p = new Uri(\"http://a\");\nusing var reader = new System.IO.StringReader(\"x\");\nreader.ReadToEnd()", "x")]
    [InlineData("record P(int X, int Y); var p = new P(1, 2);\n(p with { X = 3 }).X", "3")]
    [InlineData("using var first = new System.IO.StringReader(\"1\"); using var second = new System.IO.StringReader(\"2\"); first.ReadLine() + second.ReadLine()", "12")]
    [InlineData("var told = 0;\n{\nusing var inner = new System.Threading.CancellationTokenSource();\ntold = 7;\n}\ntold", "7")]
    [InlineData("record Z(int X); var z = new Z(1);\n// words\nz with { X = 3 }", "Z { X = 3 }")]
    public async Task Script_gaps_are_closed(string code, string text) => Assert.Equal(text, Result(await RunAsync(code)));

    [Fact]
    public async Task A_cell_that_is_a_with_expression_works()
    {
        await RunAsync("record Q(int X); var q = new Q(1);");
        Assert.Equal("Q { X = 9 }", Result(await RunAsync("q with { X = 9 }")));
    }

    [Fact]
    public async Task An_unknown_magic_is_named_with_the_nearest_one()
    {
        var error = Assert.Single((await RunAsync("#!fshrap\n1")).OfType<CellError>());
        Assert.Contains("did you mean '#!fsharp'", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Display_shows_before_the_end_and_can_be_updated()
    {
        var outputs = await RunAsync("var shown = Notebook.Show(\"first\");\nshown.Update(\"second\");");
        var displays = outputs.OfType<DisplayData>().ToList();
        Assert.Equal([false, true], displays.Select(display => display.IsUpdate));
        Assert.Equal(displays[0].DisplayId, displays[1].DisplayId);
    }

    [Fact]
    public async Task A_text_kept_by_a_value_cell_is_shared_with_both_languages()
    {
        await RunAsync("#!value --name notes\n{ \"a\": 1 }");
        Assert.Equal("10", Result(await RunAsync("#!share --from value notes\nnotes.Length")));
        Assert.Equal("10", Result(await RunAsync("#!fsharp\n#!share --from value notes\nnotes.Length")));
    }

    [Fact]
    public async Task A_value_is_shown_as_the_content_that_a_cell_names()
    {
        var shown = Assert.Single((await RunAsync("display(\"<b>x</b>\", \"text/html\");\n")).OfType<DisplayData>()).Bundle;
        Assert.Equal("<b>x</b>", shown.Find("text/html")!.GetValue<string>());
        Assert.Equal("<i>y</i>", Assert.Single((await RunAsync("HTML(\"<i>y</i>\")")).OfType<ExecuteResult>()).Bundle.Find("text/html")!.GetValue<string>());
        Assert.Equal("$$x^2$$", Assert.Single((await RunAsync("#!fsharp\nMathString \"x^2\"")).OfType<ExecuteResult>()).Bundle.Find("text/latex")!.GetValue<string>());
    }

    [Fact]
    public async Task A_question_where_nobody_can_answer_names_the_way_out()
    {
        var error = Assert.Single((await RunAsync("Notebook.Input(\"?\")")).OfType<CellError>());
        Assert.Contains("make it a parameter", error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_without_a_front_end_is_given_in_words_beside_its_specification()
    {
        var bundle = Assert.Single((await RunAsync("#!fsharp\nopen Plotly.NET\nChart.Point(x = [ 1.0 ], y = [ 2.0 ])")).OfType<ExecuteResult>()).Bundle;
        Assert.NotNull(bundle.Find("application/vnd.plotly.v1+json")!["data"]);
        Assert.DoesNotContain("<script", bundle.Find("text/html")!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<List<CellOutput>> RunAsync(string code)
    {
        var sink = new Sink();
        await fixture.Kernel.ExecuteAsync(code, null, sink, TestContext.Current.CancellationToken);
        return sink.Outputs;
    }

    private static string Result(List<CellOutput> outputs) =>
        outputs.OfType<ExecuteResult>().Select(result => result.Bundle.Find("text/plain")!.GetValue<string>()).LastOrDefault()
        ?? throw new Xunit.Sdk.XunitException("no result; " + string.Join(" | ", outputs.Select(output => output.ToString())));
}
