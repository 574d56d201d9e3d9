using System.Diagnostics;
using System.Globalization;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Sweeps;

/// <summary>Shards as processes of this machine.</summary>
/// <param name="program">The <c>workbench</c> program.</param>
/// <param name="jobs">How many at once.</param>
public sealed class LocalShards(WorkbenchProgram program, int jobs) : IShardRunner
{
    /// <inheritdoc/>
    public string Where => jobs == 1 ? "one after the other on this machine" : $"{jobs} at a time on this machine";

    /// <inheritdoc/>
    public async Task RunAsync(SweepFolder folder, IReadOnlyList<int> shards, Action done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(done);
        var gate = new Lock();
        await Parallel.ForEachAsync(shards, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, async (shard, token) =>
        {
            await StartAsync(folder, shard, token).ConfigureAwait(false);
            lock (gate) done();
        }).ConfigureAwait(false);
    }

    private async Task StartAsync(SweepFolder folder, int shard, CancellationToken cancellation)
    {
        var start = program.Start(["sweep-shard", folder.Path, shard.ToString(CultureInfo.InvariantCulture), "--attended"]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        try
        {
            var said = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await File.WriteAllTextAsync(Path.Combine(folder.Logs, $"shard-{shard:00000}.log"), said, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
