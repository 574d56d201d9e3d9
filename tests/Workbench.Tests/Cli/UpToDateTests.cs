using Workbench.Runs.Reuse;
using Xunit;

namespace Workbench.Tests.Cli;

public sealed class UpToDateTests
{
    private const string Platforms = "using LiveCommerce.Data;\nvar platforms = CuratedData.Open().Platforms.Rows.Count;\nplatforms";

    [Fact]
    public async Task Only_what_changed_runs_again_and_the_reason_is_told()
    {
        using var place = new SmallWorkbench().WithCurated()
            .With("01-platforms", SmallWorkbench.CSharp("var top = 1;", "parameters"), SmallWorkbench.CSharp(Platforms))
            .With("02-claims", SmallWorkbench.CSharp("using LiveCommerce.Data;\nDateTime.UtcNow.Ticks + CuratedData.Open().Claims.Rows.Count"));
        Assert.Equal(1, (await Command.RunAsync(place.Path, "status")).Code);
        var first = await Command.RunAsync(place.Path, "run");
        var claims = place.Executed("02-claims").ToJsonString();
        var nothing = await Command.RunAsync(place.Path, "run");
        var status = await Command.RunAsync(place.Path, "status");

        Assert.True(first.Code == 0, first.Errors);
        Assert.Equal("01-platforms  up to date (same cells, data, library, parameters)", nothing.Errors.Split('\n')[0].Trim());
        Assert.Single(place.RunFolders);
        Assert.Equal(0, status.Code);

        var file = place.File("data", "curated", "platforms.csv");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("NYSE:BABA", "BABA", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Command.RunAsync(place.Path, "check", "data", "--seal");
        var dry = await Command.RunAsync(place.Path, "run", "--dry-run");
        var second = await Command.RunAsync(place.Path, "run");

        Assert.Contains("01-platforms  runs: data/curated/platforms.csv changed", dry.Out, StringComparison.Ordinal);
        Assert.Contains("02-claims  up to date", dry.Out, StringComparison.Ordinal);
        Assert.Equal(2, place.RunFolders.Count);
        Assert.Equal(0, second.Code);
        Assert.Equal(claims, place.Executed("02-claims").ToJsonString());
        Assert.Contains("01-platforms  runs: parameter top is 2, was its default", (await Command.RunAsync(place.Path, "run", "--dry-run", "-p", "top", "2")).Out, StringComparison.Ordinal);
        Assert.Contains("02-claims  runs: --force", (await Command.RunAsync(place.Path, "run", "--dry-run", "--force")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_failed_is_never_up_to_date()
    {
        using var place = new SmallWorkbench().With("01-fails", SmallWorkbench.CSharp("throw new Exception();"));
        await Command.RunAsync(place.Path, "run");

        Assert.Contains("01-fails  runs: no earlier run", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csharp", "using LiveCommerce.Data.Store;\nusing var store = SessionStore.Open(\"duckdb:mi\" + \"ne.csv\");\nstore.Kols().Count")]
    [InlineData("csharp", "using LiveCommerce.Data.Store;\nusing var store = SessionStore.Open($\"duckdb:{Environment.CurrentDirectory}\");\nstore.Engine.Query(\"select count(*) as n from sessions\")[\"n\"][0]", "sessions.csv")]
    [InlineData("csharp", "new[] { \"mine\" + \".csv\" }.Select(name => LiveCommerce.Data.Store.FileFrame.Read(name)).First().Rows.Count")]
    [InlineData("sql", "select count(*) as n from 'mine.csv'")]
    [InlineData("sql", "select count(*) as n from read_csv('*.csv')")]
    public async Task A_file_that_the_library_or_a_query_reads_counts_as_an_input(string language, string code, string name = "mine.csv")
    {
        using var place = new SmallWorkbench().With("01-reads", SmallWorkbench.CSharp(language == "sql" ? "#!sql\n" + code : code));
        var file = place.File("notebooks", name);
        await File.WriteAllLinesAsync(file, File.ReadLines(Store.Panel.Csv).Take(50), TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "run");
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains($"01-reads reads {name}, which no data package describes", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("01-reads  up to date", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);

        await File.WriteAllLinesAsync(file, File.ReadLines(Store.Panel.Csv).Take(51), TestContext.Current.CancellationToken);
        Assert.Contains($"01-reads  runs: {name} changed", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_beside_the_notebook_is_told_and_counts_as_an_input()
    {
        using var place = new SmallWorkbench().With("01-reads", SmallWorkbench.CSharp("File.ReadAllText(\"notes.txt\")"));
        await File.WriteAllTextAsync(place.File("notebooks", "notes.txt"), "one", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "run");
        Assert.Contains("01-reads names notes.txt, which no data package describes", ended.Errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(place.File("notebooks", "notes.txt"), "two", TestContext.Current.CancellationToken);
        Assert.Contains("01-reads  runs: notes.txt changed", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_path_a_cell_computes_is_told_too_in_both_languages()
    {
        using var place = new SmallWorkbench()
            .With("01-csharp", SmallWorkbench.CSharp("var name = \"no\" + \"tes\";\nforeach (var kind in new[] { \"txt\" }) Console.Write(File.ReadAllText(Path.Combine(\"..\", name + \".\" + kind)));"))
            .With("02-fsharp", SmallWorkbench.FSharp("let name = \"no\" + \"tes\"\nlet text = File.ReadAllText(Path.Combine(\"..\", name + \".txt\"))\nuse reader = new StreamReader(\"..\" + \"/mo\" + \"re.txt\")\ntext + reader.ReadToEnd()"))
            .With("03-writes", SmallWorkbench.CSharp("File.WriteAllText(Path.GetTempFileName(), \"x\");"));
        var notes = place.File("notes.txt");
        await File.WriteAllTextAsync(notes, "one", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(place.File("more.txt"), "more", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "run");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("01-csharp reads ../notes.txt, which no data package describes; it counts as an input.", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("02-fsharp reads ../notes.txt, which", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("02-fsharp reads ../more.txt, which", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("03-writes reads", ended.Errors, StringComparison.Ordinal);
        var inputs = place.Json("manifest.json")["inputs"]!.AsArray().ToDictionary(input => input!["path"]!.GetValue<string>(), input => input!["hash"]!.GetValue<string>());
        Assert.Equal(LiveCommerce.Data.Package.DataPackage.HashOf("one"u8.ToArray()), inputs["../notes.txt"]);
        Assert.Equal(0, (await Command.RunAsync(place.Path, "status")).Code);

        await File.WriteAllTextAsync(notes, "two", TestContext.Current.CancellationToken);
        Assert.Contains("01-csharp  runs: ../notes.txt changed", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_read_without_the_library_counts_as_the_table()
    {
        using var place = new SmallWorkbench().WithCurated().With("01-reads", SmallWorkbench.CSharp("var folder = Path.Combine(\"..\", \"data\", \"curated\");\nFile.ReadLines(Path.Combine(folder, \"claims.csv\")).Count()"));
        var ended = await Command.RunAsync(place.Path, "run");

        Assert.DoesNotContain("which no data package describes", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("livestream-commerce-facts/claims.csv", place.Json("manifest.json")["inputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_names_the_sdk_and_the_values_that_each_notebook_ran_with()
    {
        using var place = new SmallWorkbench().With("01-takes", SmallWorkbench.CSharp("int top = 3;\nulong seed = 5;", "parameters"), SmallWorkbench.CSharp("top"));
        await Command.RunAsync(place.Path, "run", "-p", "top", "4");
        var manifest = place.Json("manifest.json");

        Assert.Matches(@"^10\.0\.\d+$", manifest["sdk"]!.GetValue<string>());
        Assert.Equal(("4", "5"), (manifest["notebooks"]![0]!["parameters"]!["top"]!.GetValue<string>(), manifest["notebooks"]![0]!["parameters"]!["seed"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Notebooks_that_run_at_the_same_time_come_in_their_order()
    {
        using var place = new SmallWorkbench().With("01-slow", SmallWorkbench.CSharp("Thread.Sleep(800);")).With("02-quick", SmallWorkbench.CSharp("2")).With("03-last", SmallWorkbench.FSharp("3"));
        var ended = await Command.RunAsync(place.Path, "run", "--jobs", "3");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Equal(["01-slow", "02-quick", "03-last"], place.Json("manifest.json")["notebooks"]!.AsArray().Select(notebook => notebook!["id"]!.GetValue<string>()));
    }

    public static TheoryData<NotebookKey, string?> Differences => new()
    {
        { Key(), null },
        { Key() with { Cells = [new("a", "1"), new("b", "changed")] }, "cell 2 b changed" },
        { Key() with { Cells = [new("a", "1"), new("c", "2"), new("b", "2")] }, "cell 2 c is new" },
        { Key() with { Cells = [new("a", "1")] }, "a cell was removed" },
        { Key() with { Cells = [new("b", "2"), new("a", "1")] }, "cells were moved" },
        { Key() with { Parameters = new Dictionary<string, string> { ["seed"] = "2" } }, "the seed changed" },
        { Key() with { Files = new Dictionary<string, string> { ["facts/rows.csv"] = "" } }, "facts/rows.csv is not in the data any more" },
        { Key() with { Library = "other" }, "the library changed" },
        { Key() with { Runner = "other" }, "the runner changed" },
    };

    [Theory]
    [MemberData(nameof(Differences), DisableDiscoveryEnumeration = true)]
    public void The_first_difference_of_two_keys_is_a_reason(NotebookKey now, string? reason) => Assert.Equal(reason, now.Difference(Key()));

    private static NotebookKey Key() => new(
        [new("a", "1"), new("b", "2")], new Dictionary<string, string> { ["seed"] = "1" }, new Dictionary<string, string> { ["facts/rows.csv"] = "f" }, "library", "runner");
}
