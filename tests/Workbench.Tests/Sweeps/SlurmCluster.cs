using System.Diagnostics;
using Xunit;

namespace Workbench.Tests.Sweeps;

/// <summary>Slurm with two nodes on loopback, for as long as a test needs it; it ends with this process.</summary>
public sealed class SlurmCluster : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process? process;

    public SlurmCluster()
    {
        if (Missing() is { } missing)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") throw new InvalidOperationException(missing);
            Reason = missing;
            return;
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "Workbench.Tests", "Sweeps", "slurm.sh"), folder.Path, "17400"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException("Slurm did not start: " + process.StandardOutput.ReadToEnd());
    }

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Reason { get; }

    /// <summary>Variables of its clients.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?> { ["SLURM_CONF"] = folder.File("slurm.conf") };

    /// <summary>Skips the test, with the reason, where there is no Slurm.</summary>
    public void Need()
    {
        if (Reason is { } reason) Assert.Skip(reason);
    }

    /// <summary>Calls a Slurm client.</summary>
    public string Call(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["SLURM_CONF"] = folder.File("slurm.conf");
        using var call = Process.Start(start)!;
        var said = call.StandardOutput.ReadToEnd();
        call.WaitForExit();
        return said;
    }

    /// <summary>Kills a node with everything that runs on it.</summary>
    public void KillNode(int node)
    {
        var pid = File.ReadAllText(folder.File($"slurmd.node{node}.pid")).Trim();
        using var daemon = Process.GetProcessById(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));
        daemon.Kill(entireProcessTree: true);
        foreach (var step in Process.GetProcessesByName("slurmstepd").Where(step => File.ReadAllText($"/proc/{step.Id}/cmdline").Contains($"node{node}", StringComparison.Ordinal))) step.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(20))) process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        folder.Dispose();
    }

    private static string? Missing()
    {
        if (!OperatingSystem.IsLinux()) return "Slurm is tried on Linux only.";
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"];
        var missing = new[] { "slurmctld", "slurmd", "sbatch", "munged" }.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        return missing.Count > 0 ? $"No {string.Join(", ", missing)} on this machine (Debian: slurmctld slurmd slurm-client munge)."
            : !Environment.IsPrivilegedProcess ? "Slurm's daemons are started by root only." : null;
    }
}
