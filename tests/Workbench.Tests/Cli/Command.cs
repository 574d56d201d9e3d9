using System.Diagnostics;
using System.Text;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>The built <c>workbench</c> command, run as a user runs it.</summary>
internal static class Command
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "workbench.dll");

    /// <summary>Runs the command to its end.</summary>
    public static Task<Ended> RunAsync(string folder, params string[] arguments) => RunAsync(folder, new Dictionary<string, string?>(), arguments);

    /// <summary>Runs the command to its end, with variables of its own.</summary>
    public static async Task<Ended> RunAsync(string folder, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        using var running = Start(folder, variables, arguments);
        return await running.EndAsync();
    }

    /// <summary>Starts the command.</summary>
    public static Running Start(string folder, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        var mark = Guid.NewGuid().ToString("N");
        start.Environment["WORKBENCH_TEST"] = mark;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new Running(Process.Start(start)!, mark);
    }
}

/// <summary>A command that has ended.</summary>
internal sealed record Ended(int Code, string Out, string Errors, double Seconds);

/// <summary>A command that runs.</summary>
internal sealed class Running : IDisposable
{
    private readonly Process process;
    private readonly string mark;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly StringBuilder said = new();
    private readonly Task<string> results;
    private readonly Task talk;

    public Running(Process process, string mark)
    {
        this.process = process;
        this.mark = mark;
        process.StandardInput.Close();
        results = process.StandardOutput.ReadToEndAsync();
        talk = Task.Run(async () =>
        {
            while (await process.StandardError.ReadLineAsync() is { } line)
            {
                lock (said) said.AppendLine(line);
            }
        });
    }

    public async Task<Ended> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2));
        await talk;
        return new Ended(process.ExitCode, await results, said.ToString(), clock.Elapsed.TotalSeconds);
    }

    /// <summary>Waits until it has said something on standard error.</summary>
    public async Task HearAsync(string words)
    {
        while (!Heard(words))
        {
            if (process.HasExited && talk.IsCompleted && !Heard(words)) Assert.Fail($"It ended without saying '{words}': {said}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a signal such as <c>INT</c> or <c>KILL</c>.</summary>
    public void Signal(string name)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Signals are those of Linux and macOS.");
        using var kill = Process.Start("kill", ["-" + name, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Whether it, or a process that it started, is still there half a minute later.</summary>
    public async Task<bool> LeavesAProcessAsync()
    {
        if (!Directory.Exists("/proc")) Assert.Skip("Processes are found in /proc, which only Linux has.");
        var clock = Stopwatch.StartNew();
        // A worker that was just being started finds its runner gone when its own start is over, which a busy machine delays.
        while (clock.Elapsed < TimeSpan.FromSeconds(30) && Alive()) await Task.Delay(50, TestContext.Current.CancellationToken);
        return Alive();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private bool Heard(string words)
    {
        lock (said) return said.ToString().Contains(words, StringComparison.Ordinal);
    }

    private bool Alive() => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out _) && File.ReadAllText(Path.Combine(folder, "environ")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
