namespace LiveCommerce.Competition;

/// <summary>How an ensemble is run.</summary>
public sealed record EnsembleOptions
{
    /// <summary>Runs; 10,000 give a Monte Carlo error of at most one point.</summary>
    public int Runs { get; init; } = 10_000;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Runs whose whole path is kept for fans; at most <see cref="Runs"/>.</summary>
    public int PathsKept { get; init; } = 1000;

    /// <summary>How many at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with another number of runs.</summary>
    public EnsembleOptions WithRuns(int runs) => this with { Runs = runs };

    /// <summary>The same with another seed.</summary>
    public EnsembleOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another number of threads.</summary>
    public EnsembleOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };

    /// <summary>The same with another level of the intervals.</summary>
    public EnsembleOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same with another number of paths that are kept.</summary>
    public EnsembleOptions WithPathsKept(int pathsKept) => this with { PathsKept = pathsKept };
}
