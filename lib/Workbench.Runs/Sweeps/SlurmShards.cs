using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Sweeps;

/// <summary>Shards as one job array of Slurm, over a folder that all nodes see.</summary>
/// <remarks>Needs <c>sbatch</c>, <c>squeue</c> and <c>scancel</c>, here or behind a command such as <c>ssh login</c>; no accounting database.</remarks>
/// <param name="program">The <c>workbench</c> program, at the same path on every node.</param>
/// <param name="jobs">How many tasks at once; 0 leaves it to Slurm.</param>
/// <param name="login">Words before each Slurm command, such as <c>ssh login</c>; empty to call them here.</param>
/// <param name="poll">Time between two looks at the queue.</param>
public sealed class SlurmShards(WorkbenchProgram program, int jobs, IReadOnlyList<string> login, TimeSpan poll) : IShardRunner
{
    /// <inheritdoc/>
    public string Where => "as a Slurm job array";

    /// <inheritdoc/>
    public async Task RunAsync(SweepFolder folder, IReadOnlyList<int> shards, Action done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(done);
        var script = Path.Combine(folder.Path, "job.sh");
        SweepFolder.WriteWhole(script, Script(folder));
        var array = "--array=" + Ranges(shards) + (jobs > 0 ? $"%{jobs}" : "");
        var submitted = await CallAsync(["sbatch", "--parsable", array, script], cancellation).ConfigureAwait(false);
        var job = submitted.Trim().Split(';')[0];
        if (!long.TryParse(job, CultureInfo.InvariantCulture, out _)) throw new SlurmException($"sbatch answered '{submitted.Trim()}'; expected the number of a job.");
        try
        {
            while (await WaitsAsync(job, cancellation).ConfigureAwait(false))
            {
                await Task.Delay(poll, cancellation).ConfigureAwait(false);
                done();
            }
        }
        catch (OperationCanceledException)
        {
            await CallAsync(["scancel", job], CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        done();
    }

    /// <summary>Shard numbers as Slurm writes an array: <c>0-4,7</c>.</summary>
    internal static string Ranges(IReadOnlyList<int> shards)
    {
        var parts = new List<string>();
        for (var i = 0; i < shards.Count;)
        {
            var last = i;
            while (last + 1 < shards.Count && shards[last + 1] == shards[last] + 1) last++;
            parts.Add(last == i ? $"{shards[i]}" : $"{shards[i]}-{shards[last]}");
            i = last + 1;
        }

        return string.Join(',', parts);
    }

    private string Script(SweepFolder folder) => $"""
        #!/bin/sh
        #SBATCH --job-name=workbench-sweep
        #SBATCH --output={folder.Logs}/shard-%5a.log
        #SBATCH --open-mode=truncate
        #SBATCH --ntasks=1
        exec {string.Join(' ', new[] { program.File }.Concat(program.First).Select(Quoted))} sweep-shard {Quoted(folder.Path)} "$SLURM_ARRAY_TASK_ID"

        """.ReplaceLineEndings("\n");

    private async Task<bool> WaitsAsync(string job, CancellationToken cancellation)
    {
        try
        {
            return (await CallAsync(["squeue", "--noheader", "--jobs", job, "--format=%i"], cancellation).ConfigureAwait(false)).Trim().Length > 0;
        }
        catch (SlurmException error) when (error.Message.Contains("Invalid job id", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task<string> CallAsync(string[] words, CancellationToken cancellation)
    {
        string[] all = [.. login, .. words];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return process.ExitCode == 0 ? output : throw new SlurmException($"{words[0]} ended with {process.ExitCode}: {(await errors.ConfigureAwait(false)).Trim()}");
        }
        catch (Win32Exception)
        {
            throw new SlurmException($"No '{all[0]}' on this machine. Install the Slurm client (Debian: slurm-client), name a login node with --login \"ssh NODE\", or run with --on local.");
        }
    }

    private static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

/// <summary>Slurm is not there or refuses.</summary>
public sealed class SlurmException(string message) : Exception(message);
