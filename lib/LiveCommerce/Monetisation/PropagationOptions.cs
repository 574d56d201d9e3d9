using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>A declared rank correlation (Spearman) of two inputs.</summary>
/// <param name="First">Name of an input.</param>
/// <param name="Second">Name of another.</param>
/// <param name="Value">Between -1 and 1.</param>
public sealed record RankCorrelationOf(string First, string Second, double Value);

/// <summary>How uncertain inputs are drawn.</summary>
public sealed record PropagationOptions
{
    /// <summary>Draws, at least 1000.</summary>
    public int Draws { get; init; } = 100_000;

    /// <summary>Seed: one seed, one answer.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of the intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Rank correlations (Gaussian copula); inputs not named are independent.</summary>
    public IReadOnlyList<RankCorrelationOf> Correlations { get; init; } = [];

    /// <summary>How many blocks at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same options with another number of draws.</summary>
    public PropagationOptions WithDraws(int draws) => this with { Draws = draws };

    /// <summary>The same options with another seed.</summary>
    public PropagationOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same options with another level.</summary>
    public PropagationOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same options with one more rank correlation.</summary>
    public PropagationOptions WithCorrelation(string first, string second, double value) => this with { Correlations = [.. Correlations, new(first, second, value)] };

    /// <summary>The same options with another number of threads.</summary>
    public PropagationOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };

    internal PropagationOptions Checked()
    {
        Guard.Level(Level);
        Guard.AtLeast(Draws, 1000, nameof(Draws));
        return this;
    }
}
