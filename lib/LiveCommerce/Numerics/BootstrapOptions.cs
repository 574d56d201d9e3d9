namespace LiveCommerce.Numerics;

/// <summary>How a bootstrap is run.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Replicates; 2000 for intervals, 20,000 where the second digit of an end matters.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the interval.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>How many replicates at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with another number of replicates.</summary>
    public BootstrapOptions WithReplicates(int replicates) => this with { Replicates = replicates };

    /// <summary>The same with another seed.</summary>
    public BootstrapOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another level.</summary>
    public BootstrapOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same with another number of threads.</summary>
    public BootstrapOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}

/// <summary>What a bootstrap found.</summary>
/// <param name="Estimate">The statistic of the data as they are.</param>
/// <param name="StandardError">Standard deviation of the replicates.</param>
/// <param name="Bias">Mean of the replicates minus the estimate.</param>
/// <param name="Interval">The interval.</param>
/// <param name="Method">The method by name.</param>
/// <param name="Replicates">The replicates that were finite, sorted.</param>
/// <param name="Options">The options it was run with.</param>
public sealed record BootstrapResult(double Estimate, double StandardError, double Bias, Interval Interval, string Method, IReadOnlyList<double> Replicates, BootstrapOptions Options)
{
    /// <summary>Replicates in which the statistic was not finite, left out.</summary>
    public int Dropped { get; init; }

    /// <summary>Bias correction z0 of BCa; null for other methods.</summary>
    public double? BiasCorrection { get; init; }

    /// <summary>Acceleration of BCa; null for other methods.</summary>
    public double? Acceleration { get; init; }
}
