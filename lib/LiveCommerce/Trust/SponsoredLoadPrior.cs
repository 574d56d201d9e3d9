using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>What is held of the sponsored-load model before the sessions are seen: normal slopes, flat over the persistences and thresholds below.</summary>
/// <remarks>Slopes are log odds per unit of load, 0 to 1: a bend of 5 multiplies the odds by e^0.5 = 1.6 for each tenth of the load beyond the threshold. Constants of the KOLs are flat.</remarks>
public sealed record SponsoredLoadPrior
{
    /// <summary>Mean of the slope below the threshold.</summary>
    public double SlopeBelowMean { get; init; }

    /// <summary>Standard deviation of the slope below the threshold.</summary>
    public double SlopeBelowDeviation { get; init; } = 2;

    /// <summary>Mean of the change of the slope at the threshold.</summary>
    public double BendMean { get; init; }

    /// <summary>Standard deviation of the change of the slope at the threshold.</summary>
    public double BendDeviation { get; init; } = 5;

    /// <summary>Standard deviation of each control's slope about 0.</summary>
    public double ControlDeviation { get; init; } = 1;

    /// <summary>Lowest persistence of the load, at least 0.</summary>
    public double LowestPersistence { get; init; }

    /// <summary>Highest persistence of the load, below 1.</summary>
    public double HighestPersistence { get; init; } = 0.97;

    /// <summary>Lowest threshold, at least 0.</summary>
    public double LowestThreshold { get; init; } = 0.05;

    /// <summary>Highest threshold, at most 1.</summary>
    public double HighestThreshold { get; init; } = 0.9;

    /// <summary>The same prior with another slope below the threshold, such as that of published effects.</summary>
    public SponsoredLoadPrior WithSlopeBelow(double mean, double deviation) => this with { SlopeBelowMean = mean, SlopeBelowDeviation = deviation };

    /// <summary>The same prior with another bend.</summary>
    public SponsoredLoadPrior WithBend(double mean, double deviation) => this with { BendMean = mean, BendDeviation = deviation };

    /// <summary>The same prior over other persistences.</summary>
    public SponsoredLoadPrior WithPersistence(double lowest, double highest) => this with { LowestPersistence = lowest, HighestPersistence = highest };

    /// <summary>The same prior over other thresholds.</summary>
    public SponsoredLoadPrior WithThreshold(double lowest, double highest) => this with { LowestThreshold = lowest, HighestThreshold = highest };

    internal FixedEffectLogit.Prior OfSlopes(int controls) => new(
        [SlopeBelowMean, BendMean, .. new double[controls]],
        [.. new[] { SlopeBelowDeviation, BendDeviation }.Concat(Enumerable.Repeat(ControlDeviation, controls)).Select(sd => 1 / (sd * sd))]);

    internal SponsoredLoadPrior Checked()
    {
        Guard.Finite(SlopeBelowMean, nameof(SlopeBelowMean));
        Guard.Finite(BendMean, nameof(BendMean));
        Guard.Positive(SlopeBelowDeviation, nameof(SlopeBelowDeviation));
        Guard.Positive(BendDeviation, nameof(BendDeviation));
        Guard.Positive(ControlDeviation, nameof(ControlDeviation));
        Guard.Probability(LowestThreshold, nameof(LowestThreshold));
        Guard.Probability(HighestThreshold, nameof(HighestThreshold));
        if (LowestPersistence >= 0 && LowestPersistence < HighestPersistence && HighestPersistence < 1 && LowestThreshold < HighestThreshold) return this;
        throw new InputException("MODEL493", "prior", FormattableString.Invariant($"persistence {LowestPersistence} to {HighestPersistence}, threshold {LowestThreshold} to {HighestThreshold}"),
            "a lowest value below the highest is needed, and a persistence below 1", "keep the defaults, or widen the range");
    }
}
