namespace LiveCommerce.Landscape;

/// <summary>What the segments of a mixture may look like.</summary>
public enum MixtureShape
{
    /// <summary>Balls, each of its own size.</summary>
    Spherical,

    /// <summary>Ellipsoids along the axes.</summary>
    Diagonal,

    /// <summary>Any ellipsoid.</summary>
    Full,
}

/// <summary>How a mixture is fitted.</summary>
public sealed record MixtureOptions
{
    /// <summary>Shape of the segments.</summary>
    public MixtureShape Shape { get; init; } = MixtureShape.Full;

    /// <summary>Starts, each from a k-means++ partition.</summary>
    public int Starts { get; init; } = 20;

    /// <summary>Steps of each start.</summary>
    public int MaxSteps { get; init; } = 2000;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many starts at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with another shape.</summary>
    public MixtureOptions WithShape(MixtureShape shape) => this with { Shape = shape };

    /// <summary>The same with another number of starts.</summary>
    public MixtureOptions WithStarts(int starts) => this with { Starts = starts };

    /// <summary>The same with another seed.</summary>
    public MixtureOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another limit of steps.</summary>
    public MixtureOptions WithMaxSteps(int maxSteps) => this with { MaxSteps = maxSteps };

    /// <summary>The same with another number of threads.</summary>
    public MixtureOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}
