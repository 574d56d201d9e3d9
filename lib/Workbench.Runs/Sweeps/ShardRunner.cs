namespace Workbench.Runs.Sweeps;

/// <summary>Starts the workers of shards somewhere. It neither reads nor writes results: files tell what is done.</summary>
public interface IShardRunner
{
    /// <summary>Where the shards run, as a sentence names it.</summary>
    string Where { get; }

    /// <summary>Runs shards; returns when none of them runs or waits any more.</summary>
    /// <param name="folder">The sweep.</param>
    /// <param name="shards">The shards to run.</param>
    /// <param name="done">Hears, from time to time, how many of all shards are there.</param>
    /// <param name="cancellation">Ends what it started.</param>
    Task RunAsync(SweepFolder folder, IReadOnlyList<int> shards, Action done, CancellationToken cancellation);
}
