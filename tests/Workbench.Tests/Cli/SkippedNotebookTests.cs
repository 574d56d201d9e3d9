using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>One run on data that serve one notebook of four.</summary>
public sealed class SkippingRun : IAsyncLifetime
{
    private const string Using = "using LiveCommerce.Data; using LiveCommerce.Data.Frames; using LiveCommerce.Data.Synthetic;\n";

    internal SmallWorkbench Place { get; } = new SmallWorkbench().WithCurated()
        .With("01-package", SmallWorkbench.Markdown("# Needs a package\n\nProse on results."), SmallWorkbench.CSharp("\"before the fault\""), SmallWorkbench.CSharp(Using + "SessionPanel.Open()"))
        .With("02-column", SmallWorkbench.Markdown("# Needs a column"), SmallWorkbench.CSharp(Using + "Frame.Rows(SessionPanel.Open().Sessions, row => row.Number(\"gmv_yuan\")!.Value).Count"), SmallWorkbench.CSharp("\"never\"", "skip-execution"))
        .Needing("02-column", "sessions/sessions.csv", "session_id=a*", "gmv_yuan", "platform_id=douyin")
        .With("03-fault", SmallWorkbench.CSharp("throw new InvalidOperationException(\"a fault of its own\");"))
        .With("04-well", SmallWorkbench.CSharp("1 + 1"));

    internal Ended Ended { get; private set; } = null!;

    internal Ended Alone { get; private set; } = null!;

    internal Ended Imported { get; private set; } = null!;

    internal Ended Lacking { get; private set; } = null!;

    internal Ended Again { get; private set; } = null!;

    internal Ended Status { get; private set; } = null!;

    internal Ended Dry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.Move(Place.File("data"), Place.File("own"));
        Directory.CreateDirectory(Place.File("data"));
        Ended = await Command.RunAsync(Place.Path, "run", "--data", "own");
        Alone = await Command.RunAsync(Place.Path, "run", "1", "4", "--data", "own", "--out", "alone");

        Directory.CreateDirectory(Place.File("data", "sessions"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "data", "sessions"))) File.Copy(file, Place.File("data", "sessions", Path.GetFileName(file)));
        await File.WriteAllTextAsync(Place.File("mine.csv"), "id,views\na,10\nb,20\n");
        await File.WriteAllTextAsync(Place.File("map.yaml"), "as: sessions\ncolumns:\n  session_id: {from: id}\n  viewers: {from: views}\n");
        Imported = await Command.RunAsync(Place.Path, "import", "mine.csv", "--as", "sessions", "--map", "map.yaml", "--to", "mine");
        Dry = await Command.RunAsync(Place.Path, "run", "2", "4", "--data", "mine", "--out", "lacking", "--dry-run");
        Lacking = await Command.RunAsync(Place.Path, "run", "2", "4", "--data", "mine", "--out", "lacking");
        Again = await Command.RunAsync(Place.Path, "run", "2", "4", "--data", "mine", "--out", "lacking");
        Status = await Command.RunAsync(Place.Path, "status", "2", "4", "--data", "mine", "--out", "lacking");
    }

    public ValueTask DisposeAsync()
    {
        Place.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class SkippedNotebookTests(SkippingRun run) : IClassFixture<SkippingRun>
{
    [Fact]
    public void A_package_that_the_data_do_not_have_is_the_reason_on_one_line() =>
        Assert.Matches(@"(?m)^01-package  skipped: needs the data package 'sessions'.* no data/sessions/datapackage\.json$", run.Ended.Errors);

    [Fact]
    public void A_notebook_at_fault_still_fails_the_run()
    {
        Assert.Equal(1, run.Ended.Code);
        Assert.Contains("a fault of its own", run.Ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Skips_alone_leave_exit_code_0_and_are_counted()
    {
        Assert.True(run.Alone.Code == 0, run.Alone.Errors);
        Assert.Contains("1 of 2 notebooks (1 skipped)", run.Alone.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_notebook_keeps_its_reason_and_no_half_of_its_results()
    {
        var notebook = run.Place.Executed("01-package");

        Assert.StartsWith("needs the data package 'sessions'", notebook["metadata"]!["workbench"]!["skipped"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("before the fault", notebook["cells"]![1]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_gives_title_and_reason_in_place_of_prose_on_results()
    {
        var report = File.ReadAllText(Path.Combine(run.Place.Latest, "report.html"));

        Assert.Contains("Needs a package", report, StringComparison.Ordinal);
        Assert.Contains("Not run with this data: it needs the data package", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Prose on results", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_holds_nothing_is_a_need_that_is_not_met()
    {
        Assert.True(run.Imported.Code == 0, run.Imported.Out + run.Imported.Errors);
        Assert.True(run.Lacking.Code == 0, run.Lacking.Errors);
        Assert.Matches(@"(?m)^02-column  skipped: needs gmv_yuan, platform_id ""douyin"", which sessions/sessions\.csv does not have\r?$", run.Lacking.Errors);
        Assert.DoesNotContain("02-column  cell", run.Lacking.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_and_dry_run_tell_a_need_that_is_not_met_as_the_run_does()
    {
        Assert.Equal((0, 0), (run.Dry.Code, run.Status.Code));
        Assert.All([run.Dry.Out, run.Status.Out], said => Assert.Contains("02-column  skipped: needs gmv_yuan", said, StringComparison.Ordinal));
        Assert.Contains("04-well  runs: no earlier run", run.Dry.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_skips_the_same_again_is_up_to_date()
    {
        Assert.Equal(run.Lacking.Out, run.Again.Out);
        Assert.Single(Directory.EnumerateDirectories(run.Place.File("lacking")).Select(folder => Path.GetFileName(folder)!), name => char.IsAsciiDigit(name[0]));
    }

    [Fact]
    public async Task A_need_that_names_no_table_or_column_is_a_fault_of_the_notebook()
    {
        using var place = new SmallWorkbench().WithCurated().With("01-misspelt", SmallWorkbench.CSharp("1")).Needing("01-misspelt", "curated/platforms.csv", "platform_id", "name_eng")
            .With("02-elsewhere", SmallWorkbench.CSharp("1")).Needing("02-elsewhere", "curated/platform.csv");
        var ended = await Command.RunAsync(place.Path, "check");

        Assert.Equal(7, ended.Code);
        Assert.Contains("notebooks/01-misspelt.ipynb: error NB106: it needs 'name_eng', which is no column of curated/platforms.csv; did you mean 'name_en'?", ended.Out, StringComparison.Ordinal);
        Assert.Contains("it needs curated/platform.csv, which is no table of the data; did you mean 'curated/platforms.csv'?", ended.Out, StringComparison.Ordinal);
    }
}
