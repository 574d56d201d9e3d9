using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>Runs that are killed at points nobody chose.</summary>
public sealed class KilledRunTests
{
    private static readonly Dictionary<string, string?> Plain = [];

    /// <summary>How many kills; the variable makes it more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_KILLS"), out var more) ? more : 4;

    [Fact]
    public async Task Killed_at_random_no_half_run_looks_whole_no_earlier_run_is_lost_and_the_next_goes_on()
    {
        using var place = Place();
        var first = await Command.RunAsync(place.Path, "run");
        Assert.True(first.Code == 0, first.Errors);
        var known = Contents(place);
        var random = new Random(20240601);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var running = Command.Start(place.Path, Plain, "run", "--force");
            await Task.Delay(random.Next(50, (int)(first.Seconds * 1100)), TestContext.Current.CancellationToken);
            running.Signal("KILL");
            await running.EndAsync();

            Assert.False(await running.LeavesAProcessAsync());
            Assert.All(place.RunFolders.Where(name => name[0] != '.'), name => Whole(place, name));
            Assert.All(known, run => Assert.Equal(run.Value, Content(place, run.Key)));
            Whole(place, new DirectoryInfo(place.Latest).LinkTarget!);
            known = Contents(place);
        }

        Assert.Equal(0, (await Command.RunAsync(place.Path, "run", "--force")).Code);
        Assert.DoesNotContain(place.RunFolders, name => name[0] == '.');
    }

    [Fact]
    public async Task A_killed_worker_is_a_failure_with_its_reason_and_the_other_notebooks_run()
    {
        using var place = new SmallWorkbench()
            .With("01-long", SmallWorkbench.CSharp("System.IO.File.WriteAllText(\"worker.txt\", Environment.ProcessId.ToString());"), SmallWorkbench.CSharp("Thread.Sleep(60_000);"))
            .With("02-well", SmallWorkbench.CSharp("1"));
        using var running = Command.Start(place.Path, Plain, "run");
        await running.HearAsync("cell 2/2");
        using (var worker = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(place.File("notebooks", "worker.txt"), TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture))) worker.Kill();
        var ended = await running.EndAsync();

        Assert.Equal(1, ended.Code);
        Assert.Contains("01-long(cell 2 cell-2): WorkerLost", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("1 of 2 notebooks", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_at_once_each_have_a_folder_of_their_own()
    {
        using var place = Place();
        var both = await Task.WhenAll(Command.RunAsync(place.Path, "run", "--force"), Command.RunAsync(place.Path, "run", "--force"));

        Assert.All(both, ended => Assert.True(ended.Code == 0, ended.Errors));
        Assert.Equal(2, both.Select(ended => ended.Out).Distinct().Count());
        Assert.Equal(2, place.RunFolders.Count);
        Assert.All(place.RunFolders, name => Whole(place, name));
        Assert.Contains(new DirectoryInfo(place.Latest).LinkTarget, place.RunFolders);
    }

    [Fact]
    public async Task A_folder_that_takes_no_runs_is_told_before_any_cell_runs()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("/proc takes no folders on Linux.");
        using var place = Place();
        await File.WriteAllTextAsync(place.File("taken"), "", TestContext.Current.CancellationToken);
        foreach (var target in (string[])["/proc/runs", "taken"])
        {
            var ended = await Command.RunAsync(place.Path, "run", "--out", target);

            Assert.Equal(9, ended.Code);
            Assert.Contains("error RUN013: ", ended.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("cell 1/", ended.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_that_the_disk_does_not_take_ends_the_run_and_leaves_earlier_runs()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("The limit of a file's size is set by the shell.");
        using var place = Place();
        Assert.Equal(0, (await Command.RunAsync(place.Path, "run")).Code);
        var known = Contents(place);
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 4; exec dotnet exec \"$0\" run --force", Path.Combine(AppContext.BaseDirectory, "workbench.dll")]) { WorkingDirectory = place.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 9, await said);
        Assert.Single((await said).Split('\n'), line => line.Contains("error RUN013: ", StringComparison.Ordinal));
        Assert.Equal(known.Keys, place.RunFolders);
        Assert.All(known, run => Assert.Equal(run.Value, Content(place, run.Key)));
    }

    [Fact]
    public async Task A_place_with_blanks_and_Chinese_signs_is_a_place_like_others()
    {
        using var place = Place();
        var ended = await Command.RunAsync(place.Path, "run", "--out", "我的 运行 1");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("我的 运行 1", ended.Out, StringComparison.Ordinal);
        Assert.Matches(@"up to date", (await Command.RunAsync(place.Path, "status", "--out", "我的 运行 1")).Out);
    }

    private static SmallWorkbench Place() => new SmallWorkbench().With("01-text", SmallWorkbench.Markdown("# 文字"), SmallWorkbench.CSharp("string.Concat(Enumerable.Repeat(\"直播 \", 4000))"));

    private static void Whole(SmallWorkbench place, string name)
    {
        var run = Path.Combine(place.Runs, name);
        Assert.NotNull(JsonNode.Parse(File.ReadAllText(Path.Combine(run, "manifest.json")))!["notebooks"]);
        Assert.Contains("直播", File.ReadAllText(Path.Combine(run, "notebooks", "01-text.ipynb")), StringComparison.Ordinal);
        Assert.EndsWith("</html>", File.ReadAllText(Path.Combine(run, "report.html")).TrimEnd(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run, "log.txt")));
    }

    private static SortedDictionary<string, string> Contents(SmallWorkbench place) => new(place.RunFolders.Where(name => name[0] != '.').ToDictionary(name => name, name => Content(place, name)), StringComparer.Ordinal);

    private static string Content(SmallWorkbench place, string run) => string.Join('\n', Directory.EnumerateFiles(Path.Combine(place.Runs, run), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
}
