namespace LiveCommerce.Competition.Calibration;

/// <summary>How approximate Bayesian computation is run.</summary>
public sealed record AbcOptions
{
    /// <summary>Particles of each generation.</summary>
    public int Particles { get; init; } = 500;

    /// <summary>Generations at most, the first from the prior.</summary>
    public int Generations { get; init; } = 6;

    /// <summary>Quantile of the distances that becomes the next tolerance, such as 0.5.</summary>
    public double Shrink { get; init; } = 0.5;

    /// <summary>Acceptance below which no further generation is begun.</summary>
    public double LeastAcceptance { get; init; } = 0.02;

    /// <summary>Runs from the prior that set the scale of the summaries and show which of them the parameters move.</summary>
    public int Pilot { get; init; } = 1000;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>Steps that progress counts at most: runs of the pilot, then particles of the later generations.</summary>
    public long Steps => Math.Max(Pilot, Particles) + (long)(Generations - 1) * Particles;

    /// <summary>The same with another number of particles.</summary>
    public AbcOptions WithParticles(int particles) => this with { Particles = particles };

    /// <summary>The same with another number of generations.</summary>
    public AbcOptions WithGenerations(int generations) => this with { Generations = generations };

    /// <summary>The same with another seed.</summary>
    public AbcOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another quantile of the distances as the next tolerance.</summary>
    public AbcOptions WithShrink(double shrink) => this with { Shrink = shrink };

    /// <summary>The same with another least acceptance.</summary>
    public AbcOptions WithLeastAcceptance(double leastAcceptance) => this with { LeastAcceptance = leastAcceptance };

    /// <summary>The same with another number of pilot runs.</summary>
    public AbcOptions WithPilot(int pilot) => this with { Pilot = pilot };

    /// <summary>The same with another number of threads.</summary>
    public AbcOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}
