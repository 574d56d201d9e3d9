namespace LiveCommerce.Landscape;

/// <summary>How positions are estimated.</summary>
public sealed record PositionOptions
{
    /// <summary>Level of the intervals and regions.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Standard deviation of source bias, in standard deviations of the axis, assumed where fewer than three sources speak.</summary>
    public double AssumedSourceSpread { get; init; } = 0.5;

    /// <summary>Leave indicators with one source out, counted and named, instead of refusing.</summary>
    public bool DropSingleSource { get; init; }

    /// <summary>Give each definition of an indicator a level of its own, instead of refusing an indicator with two.</summary>
    public bool DefinitionEffects { get; init; }

    /// <summary>Let each indicator follow its axis at a strength of its own; needs three indicators an axis and ten platforms.</summary>
    public bool FreeLoadings { get; init; }

    /// <summary>Replicates of the bootstrap over sources, at least 100.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many replicates at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with another level.</summary>
    public PositionOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same, with single-source indicators left out instead of refused.</summary>
    public PositionOptions DroppingSingleSource() => this with { DropSingleSource = true };

    /// <summary>The same, with a level per definition of an indicator.</summary>
    public PositionOptions WithDefinitionEffects() => this with { DefinitionEffects = true };

    /// <summary>The same, with a loading per indicator.</summary>
    public PositionOptions WithFreeLoadings() => this with { FreeLoadings = true };

    /// <summary>The same with another number of replicates.</summary>
    public PositionOptions WithReplicates(int replicates) => this with { Replicates = replicates };

    /// <summary>The same with another seed.</summary>
    public PositionOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another source bias, assumed where fewer than three sources speak.</summary>
    public PositionOptions WithAssumedSourceSpread(double assumedSourceSpread) => this with { AssumedSourceSpread = assumedSourceSpread };

    /// <summary>The same with another number of threads.</summary>
    public PositionOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}
