using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>One run of three notebooks, the second of which fails, looked at from all sides.</summary>
public sealed class FailingRun : IAsyncLifetime
{
    internal SmallWorkbench Place { get; } = new SmallWorkbench()
        .With("01-first", SmallWorkbench.Markdown("# First"), SmallWorkbench.CSharp("1 + 1"))
        .With("02-fails", SmallWorkbench.CSharp("Console.WriteLine(\"before the fault\");"), SmallWorkbench.CSharp("throw new InvalidOperationException(\"no such platform\");"), SmallWorkbench.CSharp("\"never\""))
        .With("03-last", SmallWorkbench.CSharp("throw new Exception(\"meant\");", "raises-exception"), SmallWorkbench.CSharp("\"end\""));

    internal Ended Ended { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Ended = await Command.RunAsync(Place.Path, "run");

    public ValueTask DisposeAsync()
    {
        Place.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class FailingRunTests(FailingRun run) : IClassFixture<FailingRun>
{
    [Fact]
    public void A_failed_cell_gives_exit_code_1() => Assert.Equal(1, run.Ended.Code);

    [Fact]
    public void The_notebook_is_saved_with_what_ran_and_with_the_error()
    {
        var cells = run.Place.Executed("02-fails")["cells"]!.AsArray();

        Assert.Contains("before the fault", cells[0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException", cells[1]!["outputs"]![0]!["ename"]!.GetValue<string>());
        Assert.Empty(cells[2]!["outputs"]!.AsArray());
    }

    [Fact]
    public void Notebooks_behind_it_still_run()
    {
        Assert.Contains("end", run.Place.Executed("03-last")["cells"]![1]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("2 of 3 notebooks", run.Ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_is_tagged_to_fail_does_not_stop_its_notebook() =>
        Assert.Equal("error", run.Place.Executed("03-last")["cells"]![0]!["outputs"]![0]!["output_type"]!.GetValue<string>());

    [Fact]
    public void The_talk_names_the_cell_and_the_line() =>
        Assert.Matches(@"02-fails\(cell 2 cell-2\): InvalidOperationException: no such platform\r?\n\s+at cell 2, line 1", run.Ended.Errors);

    [Fact]
    public async Task A_fault_of_the_data_that_stops_two_notebooks_is_told_once()
    {
        const string Opens = "LiveCommerce.Data.CuratedData.Open().Platforms";
        using var place = new SmallWorkbench().WithCurated().With("01-a", SmallWorkbench.CSharp(Opens)).With("02-b", SmallWorkbench.CSharp(Opens));
        var platforms = place.File("data", "curated", "platforms.csv");
        await File.AppendAllTextAsync(platforms, "weibo,Weibo\n", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "run", "--jobs", "1");

        Assert.Equal(1, ended.Code);
        Assert.Matches(@"01-a\(cell 1 cell-1\): the data has faults\r?\n.*platforms\.csv\(\d+,\d+\): error DATA", ended.Errors);
        Assert.Contains("02-b(cell 1 cell-1): the data has the faults told above", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_in_a_pipe_is_plain_lines()
    {
        Assert.Matches(@"(?m)^\[2/3\] 02-fails  cell 1/3  \d+\.\d s$", run.Ended.Errors);
        Assert.DoesNotContain("\u001b", run.Ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_alone_are_on_standard_output() =>
        Assert.Matches(@"\A2 of 3 notebooks, 0 figures, 0 numbers, 0 claims\r?\n\S+report\.html\r?\n\z", run.Ended.Out);

    [Fact]
    public void The_report_tells_of_the_failure() =>
        Assert.Contains("no such platform", File.ReadAllText(Path.Combine(run.Place.Latest, "report.html")), StringComparison.Ordinal);
}
