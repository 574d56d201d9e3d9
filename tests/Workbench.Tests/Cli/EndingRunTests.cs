using System.Text.Json.Nodes;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>How a run ends when it does not come to its own end.</summary>
public sealed class EndingRunTests
{
    private static readonly Dictionary<string, string?> Plain = [];

    [Fact]
    public async Task An_endless_loop_is_ended_at_the_time_limit_with_the_reason_saved()
    {
        using var place = new SmallWorkbench()
            .With("01-csharp", SmallWorkbench.CSharp("Console.WriteLine(\"begun\");"), SmallWorkbench.CSharp("while (true) { }"), SmallWorkbench.CSharp("\"never\""))
            .With("02-fsharp", SmallWorkbench.FSharp("while true do ()"));
        using var running = Command.Start(place.Path, Plain, "run", "--timeout", "3");
        var ended = await running.EndAsync();

        Assert.Equal(6, ended.Code);
        Assert.InRange(ended.Seconds, 3, 60);
        Assert.False(await running.LeavesAProcessAsync());
        Assert.Contains("begun", place.Executed("01-csharp")["cells"]![0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("The cell ran longer than 3 s and its process was ended.", place.Executed("01-csharp")["cells"]![1]!["outputs"]![0]!["evalue"]!.GetValue<string>());
        Assert.Empty(place.Executed("01-csharp")["cells"]![2]!["outputs"]!.AsArray());
        Assert.Equal("OutOfTime", place.Executed("02-fsharp")["cells"]![0]!["outputs"]![0]!["ename"]!.GetValue<string>());
    }

    [Fact]
    public async Task Fail_fast_leaves_the_notebooks_behind_the_failure_out()
    {
        using var place = new SmallWorkbench().With("01-fails", SmallWorkbench.CSharp("no such name")).With("02-well", SmallWorkbench.CSharp("1"));
        var ended = await Command.RunAsync(place.Path, "run", "--fail-fast");

        Assert.Equal(1, ended.Code);
        Assert.Equal(["01-fails.ipynb"], Directory.EnumerateFiles(Path.Combine(place.Latest, "notebooks")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_cell_that_ends_its_own_process_is_a_failure_with_a_reason()
    {
        using var place = new SmallWorkbench().With("01-leaves", SmallWorkbench.CSharp("Environment.Exit(0);")).With("02-well", SmallWorkbench.CSharp("1"));
        var ended = await Command.RunAsync(place.Path, "run");

        Assert.Equal(1, ended.Code);
        Assert.Contains("WorkerLost", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("1 of 2 notebooks", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_keeps_what_was_finished_and_the_next_run_goes_on_from_there()
    {
        using var place = new SmallWorkbench().With("01-quick", SmallWorkbench.CSharp("41 + 1")).With("02-long", SmallWorkbench.CSharp("\"begun\""), SmallWorkbench.CSharp("if (!File.Exists(\"go\")) Thread.Sleep(60_000);"));
        using var running = Command.Start(place.Path, Plain, "run", "--jobs", "1");
        await running.HearAsync("02-long  cell 2/2");
        running.Signal("INT");
        var ended = await running.EndAsync();

        Assert.Equal(130, ended.Code);
        Assert.False(await running.LeavesAProcessAsync());
        var kept = Assert.Single(place.RunFolders);
        Assert.EndsWith(".interrupted", kept, StringComparison.Ordinal);
        Assert.Contains($"Interrupted: what was finished is in {Path.Combine(place.Runs, kept)}", ended.Errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(place.Latest));
        var partial = await File.ReadAllTextAsync(Path.Combine(place.Runs, kept, "notebooks", "02-long.ipynb"), TestContext.Current.CancellationToken);
        Assert.Contains("begun", partial, StringComparison.Ordinal);
        Assert.Contains("\"Interrupted\"", partial, StringComparison.Ordinal);
        Assert.Equal(3, (await Command.RunAsync(place.Path, "export")).Code);

        await File.WriteAllTextAsync(place.File("notebooks", "go"), "", TestContext.Current.CancellationToken);
        var next = await Command.RunAsync(place.Path, "run");
        Assert.Equal(0, next.Code);
        Assert.Contains("01-quick  up to date", next.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(".interrupted", Assert.Single(place.RunFolders), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_a_cell_that_takes_the_token_shows_the_part_that_was_done()
    {
        using var place = new SmallWorkbench().With("01-long",
            SmallWorkbench.CSharp("var bar = Notebook.Progress(\"waits\", 10);\nThread.Sleep(1500);\nbar.Report(5);\nNotebook.Cancellation.WaitHandle.WaitOne();\nConsole.WriteLine(\"a part\");"), SmallWorkbench.CSharp("\"never\""));
        using var running = Command.Start(place.Path, Plain, "run");
        await running.HearAsync("01-long  cell 1/2  waits 50%");
        running.Signal("INT");

        Assert.Equal(130, (await running.EndAsync()).Code);
        var cells = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(place.Runs, Assert.Single(place.RunFolders), "notebooks", "01-long.ipynb"), TestContext.Current.CancellationToken))!["cells"]!;
        Assert.Contains("a part", cells[0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Interrupted", cells[0]!["outputs"]![1]!["ename"]!.GetValue<string>());
        Assert.Empty(cells[1]!["outputs"]!.AsArray());
    }

    [Fact]
    public async Task Progress_of_a_long_cell_is_told_and_is_no_output_of_the_notebook()
    {
        using var place = new SmallWorkbench().With("01-long", SmallWorkbench.CSharp("var bar = Notebook.Progress(\"futures\", 100);\nfor (var i = 1; i <= 100; i++) { Thread.Sleep(25); bar.Report(i); }\n\"done\""));
        var ended = await Command.RunAsync(place.Path, "run");

        Assert.Equal(0, ended.Code);
        Assert.Contains("01-long  cell 1/1  futures ", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("done", Assert.Single(place.Executed("01-long")["cells"]![0]!["outputs"]!.AsArray())!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_notebook_that_is_interrupted_is_written_as_far_as_it_came()
    {
        using var place = new SmallWorkbench().With("01-long", SmallWorkbench.CSharp("\"begun\""), SmallWorkbench.FSharp("System.Threading.Thread.Sleep 60000"));
        using var running = Command.Start(place.Path, Plain, "run", "notebooks/01-long.ipynb", "out.ipynb");
        await running.HearAsync("cell 2/2");
        running.Signal("INT");

        Assert.Equal(130, (await running.EndAsync()).Code);
        var written = await File.ReadAllTextAsync(place.File("out.ipynb"), TestContext.Current.CancellationToken);
        Assert.Contains("begun", written, StringComparison.Ordinal);
        Assert.Contains("\"Interrupted\"", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    public async Task A_notebook_that_imports_one_that_failed_is_skipped_with_the_reason_and_others_go_on(string jobs)
    {
        using var place = new SmallWorkbench()
            .With("01-fails", SmallWorkbench.CSharp("Thread.Sleep(300); throw new Exception(\"no\");"))
            .With("02-needs", SmallWorkbench.CSharp("#!import 01-fails.ipynb\n\"never\""))
            .With("03-alone", SmallWorkbench.CSharp("\"well\""))
            .With("04-uses", SmallWorkbench.CSharp("#!import \"03-alone.ipynb\"\n\"both\""));
        var ended = await Command.RunAsync(place.Path, "run", "--jobs", jobs);

        Assert.Equal(1, ended.Code);
        Assert.Contains("02-needs  skipped: imports 01-fails, which did not run to its end", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("2 of 4 notebooks (1 skipped)", ended.Out, StringComparison.Ordinal);
        Assert.Contains("both", place.Executed("04-uses").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_it_leaves_no_worker_and_no_run_that_looks_whole()
    {
        using var place = new SmallWorkbench().With("01-long", SmallWorkbench.CSharp("1"), SmallWorkbench.CSharp("while (true) { }"));
        using var running = Command.Start(place.Path, Plain, "run");
        await running.HearAsync("cell 2/2");
        running.Signal("KILL");
        await running.EndAsync();

        Assert.Empty(place.RunFolders);
        Assert.False(await running.LeavesAProcessAsync());
    }

    [Fact]
    public async Task What_a_killed_run_had_begun_to_write_goes_with_the_next_run_and_earlier_runs_stay()
    {
        using var place = new SmallWorkbench().With("01-well", SmallWorkbench.CSharp("1"));
        Assert.Equal(0, (await Command.RunAsync(place.Path, "run")).Code);
        var earlier = Assert.Single(place.RunFolders);
        var left = Path.Combine(place.Runs, $".partial-20240101T000000Z-000000000000@{Environment.MachineName.ToLowerInvariant()}-999999999");
        Directory.CreateDirectory(Path.Combine(left, "figures"));

        Assert.Equal(0, (await Command.RunAsync(place.Path, "run", "--force")).Code);
        Assert.False(Directory.Exists(left));
        Assert.Equal(2, place.RunFolders.Count);
        Assert.Contains(earlier, place.RunFolders);
    }
}
