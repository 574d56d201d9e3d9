using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>What is held of the sponsored-load model before the sessions are seen: normal slopes and constants, a logit-normal intraclass correlation, flat over the persistences and thresholds below.</summary>
/// <remarks>
/// Slopes are log odds per unit of load, 0 to 1: a bend of 5 multiplies the odds by e^0.5 = 1.6 for each tenth of the load beyond the threshold.
/// Each KOL has a constant of its own, independent of the others and of what it sells: wide, so that KOLs are compared with themselves, yet proper, so that a KOL without events counts too.
/// </remarks>
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

    /// <summary>Mean log odds of an event at no load, over KOLs.</summary>
    public double ConstantMean { get; init; } = -4;

    /// <summary>Standard deviation of the log odds of an event at no load, over KOLs.</summary>
    public double ConstantDeviation { get; init; } = 3;

    /// <summary>Median of the correlation of the fates of followers of one session, between 0 and 1.</summary>
    public double OverDispersionMedian { get; init; } = 0.001;

    /// <summary>Standard deviation of its log odds.</summary>
    public double OverDispersionLogitDeviation { get; init; } = 2.5;

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

    /// <summary>The same prior with other constants of the KOLs, log odds of an event at no load.</summary>
    public SponsoredLoadPrior WithConstants(double mean, double deviation) => this with { ConstantMean = mean, ConstantDeviation = deviation };

    /// <summary>The same prior with another correlation of fates within a session.</summary>
    public SponsoredLoadPrior WithOverDispersion(double median, double logitDeviation) => this with { OverDispersionMedian = median, OverDispersionLogitDeviation = logitDeviation };

    /// <summary>The same prior over other persistences.</summary>
    public SponsoredLoadPrior WithPersistence(double lowest, double highest) => this with { LowestPersistence = lowest, HighestPersistence = highest };

    /// <summary>The same prior over other thresholds.</summary>
    public SponsoredLoadPrior WithThreshold(double lowest, double highest) => this with { LowestThreshold = lowest, HighestThreshold = highest };

    internal SponsoredLoadPrior Checked()
    {
        Guard.Finite(SlopeBelowMean, nameof(SlopeBelowMean));
        Guard.Finite(BendMean, nameof(BendMean));
        Guard.Positive(SlopeBelowDeviation, nameof(SlopeBelowDeviation));
        Guard.Positive(BendDeviation, nameof(BendDeviation));
        Guard.Positive(ControlDeviation, nameof(ControlDeviation));
        Guard.Finite(ConstantMean, nameof(ConstantMean));
        Guard.Positive(ConstantDeviation, nameof(ConstantDeviation));
        Guard.Level(OverDispersionMedian, nameof(OverDispersionMedian));
        Guard.Positive(OverDispersionLogitDeviation, nameof(OverDispersionLogitDeviation));
        Guard.Probability(LowestThreshold, nameof(LowestThreshold));
        Guard.Probability(HighestThreshold, nameof(HighestThreshold));
        if (LowestPersistence >= 0 && LowestPersistence < HighestPersistence && HighestPersistence < 1 && LowestThreshold < HighestThreshold) return this;
        throw new InputException("MODEL493", "prior", FormattableString.Invariant($"persistence {LowestPersistence} to {HighestPersistence}, threshold {LowestThreshold} to {HighestThreshold}"),
            "a lowest value below the highest is needed, and a persistence below 1", "keep the defaults, or widen the range");
    }
}
