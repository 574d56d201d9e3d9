using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>A folder of runs that other machines write to as well, and whose clocks differ.</summary>
public sealed class SharedRunsTests
{
    private static readonly string Host = Environment.MachineName.ToLowerInvariant();

    [Fact]
    public async Task What_another_machine_may_still_write_stays_and_what_a_dead_process_left_goes()
    {
        using var place = new SmallWorkbench().With("01-well", SmallWorkbench.CSharp("1"));
        var gone = Unfinished(place, $"x@{Host}-{DeadProcess()}");
        var alive = Unfinished(place, $"x@{Host}-{Environment.ProcessId}");
        var other = Unfinished(place, $"x@another-machine-{DeadProcess()}");
        var old = Unfinished(place, $"y@another-machine-{DeadProcess()}");
        foreach (var entry in Directory.EnumerateFileSystemEntries(old).Append(old)) Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddDays(-2));
        var held = Unfinished(place, $"z@another-machine-{DeadProcess()}");
        await using var hold = new FileStream(Path.Combine(held, ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        foreach (var entry in Directory.EnumerateFileSystemEntries(held).Append(held)) Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddDays(-2));

        var inputs = Directory.CreateDirectory(Path.Combine(place.Runs, ".inputs")).FullName;
        var (kept, broken) = (Path.Combine(inputs, "00ff"), Path.Combine(inputs, $"00fe.{Host}-{DeadProcess()}"));
        foreach (var file in new[] { kept, broken })
        {
            await File.WriteAllTextAsync(file, "a,b", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        }

        Assert.Equal(0, (await Command.RunAsync(place.Path, "run")).Code);
        Assert.Equal([false, true, true, false, true], new[] { gone, alive, other, old, held }.Select(Directory.Exists));
        Assert.Equal([kept], Directory.EnumerateFiles(inputs));
    }

    [Fact]
    public async Task With_a_clock_that_was_set_back_runs_count_in_the_order_in_which_they_were_made()
    {
        using var place = new SmallWorkbench().With("01-number", SmallWorkbench.CSharp("var factor = 1;", "parameters"), SmallWorkbench.CSharp(
            "using LiveCommerce; Notebook.Display(new Headline(\"factor\", new Estimate(factor, null, new Unit(\"times\", \"times\"), new SampleSize(1), \"as given\"), \"The factor.\"));"));
        await Command.RunAsync(place.Path, "run");
        await Command.RunAsync(place.Path, "run", "-p", "factor", "2");
        var ahead = "20990101T000000Z" + place.RunFolders[^1][16..];
        Directory.Move(Path.Combine(place.Runs, place.RunFolders[^1]), Path.Combine(place.Runs, ahead));
        File.Delete(place.Latest);
        File.CreateSymbolicLink(place.Latest, ahead);
        var third = await Command.RunAsync(place.Path, "run", "-p", "factor", "3");
        var compared = await Command.RunAsync(place.Path, "compare");
        var again = await Command.RunAsync(place.Path, "run", "-p", "factor", "2");

        Assert.True(third.Code == 0, third.Errors);
        Assert.Contains($"run {ahead} bears a time that is still to come", third.Errors, StringComparison.Ordinal);
        Assert.Contains("01-number  runs: parameter factor is 3, was 2", third.Errors, StringComparison.Ordinal);
        Assert.StartsWith($"{ahead} → {place.RunFolders[1]}", compared.Out, StringComparison.Ordinal);
        Assert.Matches(@"large\s+factor\s+2 times\s+3 times", compared.Out);
        Assert.Contains("01-number  up to date", again.Errors, StringComparison.Ordinal);
        Assert.Equal(ahead, new DirectoryInfo(place.Latest).LinkTarget);
    }

    private static string Unfinished(SmallWorkbench place, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.Runs, ".partial-" + name)).FullName;
        File.WriteAllText(Path.Combine(folder, "numbers.json"), "[]");
        return folder;
    }

    private static int DeadProcess()
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }
}
