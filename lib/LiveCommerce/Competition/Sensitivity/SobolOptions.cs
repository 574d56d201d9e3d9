namespace LiveCommerce.Competition.Sensitivity;

/// <summary>How Sobol indices are computed.</summary>
public sealed record SobolOptions
{
    /// <summary>Rows of the design, a power of 2; the model runs rows x (inputs + 2) times, or rows x (2 inputs + 2) with pairs.</summary>
    public int Rows { get; init; } = 4096;

    /// <summary>Whether indices of pairs are computed too.</summary>
    public bool Pairs { get; init; }

    /// <summary>Bootstrap samples of the rows for the intervals.</summary>
    public int Bootstraps { get; init; } = 1000;

    /// <summary>Level of the intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Seed of the shift of the design and of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>Runs of the model that these options ask for.</summary>
    /// <param name="inputs">Inputs, at least 1.</param>
    public long RunsOf(int inputs) => (long)Rows * (Pairs && inputs > 1 ? 2 * inputs + 2 : inputs + 2);

    /// <summary>The same with another number of rows.</summary>
    public SobolOptions WithRows(int rows) => this with { Rows = rows };

    /// <summary>The same with indices of pairs.</summary>
    public SobolOptions WithPairs() => this with { Pairs = true };

    /// <summary>The same with another number of bootstrap samples.</summary>
    public SobolOptions WithBootstraps(int bootstraps) => this with { Bootstraps = bootstraps };

    /// <summary>The same with another seed.</summary>
    public SobolOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another level of the intervals.</summary>
    public SobolOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same with another number of threads.</summary>
    public SobolOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}
