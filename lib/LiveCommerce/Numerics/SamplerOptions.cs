namespace LiveCommerce.Numerics;

/// <summary>How a posterior is sampled.</summary>
public sealed record SamplerOptions
{
    /// <summary>Independent chains; four let R-hat see a chain that went elsewhere.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>Steps per chain in which the sampler tunes itself; they are thrown away.</summary>
    public int Warmup { get; init; } = 1000;

    /// <summary>Draws kept per chain.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Steps per kept draw; 0 lets the sampler choose: 1 for Hamiltonian, 10 per parameter (at least 20) for Metropolis.</summary>
    public int Thin { get; init; }

    /// <summary>Acceptance aimed at, 0 to 1; 0 lets the sampler choose: 0.8 for Hamiltonian, 0.44 (one parameter) to 0.234 for Metropolis.</summary>
    public double TargetAcceptance { get; init; }

    /// <summary>Standard deviation of the chains' starts about the start given, in units of the parameters.</summary>
    public double StartSpread { get; init; } = 0.5;

    /// <summary>Longest Hamiltonian path: 2 to this power of steps.</summary>
    public int MaxTreeDepth { get; init; } = 10;

    /// <summary>Whether draws that fail the diagnostics are handed out, with a serious warning, instead of refused.</summary>
    public bool KeepUnconverged { get; init; }

    /// <summary>Seed; each chain has its own stream.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many chains at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with another seed.</summary>
    public SamplerOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another number of kept draws per chain.</summary>
    public SamplerOptions WithDraws(int draws) => this with { Draws = draws };

    /// <summary>The same with another warm-up.</summary>
    public SamplerOptions WithWarmup(int warmup) => this with { Warmup = warmup };

    /// <summary>The same with another number of chains.</summary>
    public SamplerOptions WithChains(int chains) => this with { Chains = chains };

    /// <summary>The same with another acceptance aimed at; nearer 1 for narrow valleys.</summary>
    public SamplerOptions WithTargetAcceptance(double targetAcceptance) => this with { TargetAcceptance = targetAcceptance };

    /// <summary>The same, with draws handed out even when the chains do not agree.</summary>
    public SamplerOptions KeepingUnconverged() => this with { KeepUnconverged = true };

    /// <summary>The same with another number of steps for each kept draw.</summary>
    public SamplerOptions WithThin(int thin) => this with { Thin = thin };

    /// <summary>The same with another spread of the starts.</summary>
    public SamplerOptions WithStartSpread(double startSpread) => this with { StartSpread = startSpread };

    /// <summary>The same with another longest path.</summary>
    public SamplerOptions WithMaxTreeDepth(int maxTreeDepth) => this with { MaxTreeDepth = maxTreeDepth };

    /// <summary>The same with another number of threads.</summary>
    public SamplerOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };

    internal void Check()
    {
        Guard.AtLeast(Chains, 1, nameof(Chains));
        Guard.AtLeast(Warmup, 20, nameof(Warmup));
        Guard.AtLeast(Draws, 8, nameof(Draws));
        Guard.AtLeast(Thin, 0, nameof(Thin));
        Guard.AtLeast(MaxTreeDepth, 1, nameof(MaxTreeDepth));
        if (TargetAcceptance != 0) Guard.Level(TargetAcceptance, nameof(TargetAcceptance));
        if (StartSpread != 0) Guard.Positive(StartSpread, nameof(StartSpread));
    }
}
