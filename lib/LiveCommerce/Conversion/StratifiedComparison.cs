using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>A against B across strata: the odds ratio of A to B with and without the strata, and the guard against Simpson's paradox.</summary>
/// <remarks>
/// Mantel and Haenszel (1959); interval of Robins, Breslow and Greenland (1986). Reference case B06.
/// A flag is no proof of confounding. Stratify only on what was fixed before the rate was at stake: product clicks are a step of the funnel, not a stratum.
/// </remarks>
public sealed record StratifiedComparison
{
    /// <summary>Strata used, with their counts: the composition table.</summary>
    public required IReadOnlyList<StratumRow> Composition { get; init; }

    /// <summary>All strata of A added up.</summary>
    public required RateCount AggregateA { get; init; }

    /// <summary>All strata of B added up.</summary>
    public required RateCount AggregateB { get; init; }

    /// <summary>Odds of A over odds of B, strata ignored, with the score interval.</summary>
    public required Estimate AggregateOddsRatio { get; init; }

    /// <summary>Common odds ratio of A to B given the strata, with the Robins-Breslow-Greenland interval.</summary>
    public required Estimate MantelHaenszel { get; init; }

    /// <summary>Cochran-Mantel-Haenszel statistic without continuity correction, 1 degree of freedom.</summary>
    public required double ChiSquared { get; init; }

    /// <summary>The statistic with continuity correction.</summary>
    public required double ChiSquaredCorrected { get; init; }

    /// <summary>Upper tail of <see cref="ChiSquared"/>.</summary>
    public double PValue => Tail.ChiSquared(ChiSquared, 1);

    /// <summary>Whether one odds ratio fits all strata; null when fewer than two strata tell one.</summary>
    public required BreslowDay? Homogeneity { get; init; }

    /// <summary>Whether the strata turn the sign of the effect.</summary>
    public bool SignChanges => Math.Log(AggregateOddsRatio.Value) * Math.Log(MantelHaenszel.Value) < 0;

    /// <summary>Change of the log odds ratio by the strata, over the aggregate one; null when the aggregate is exactly 1.</summary>
    public double? RelativeChange => AggregateOddsRatio.Value == 1 ? null : (Math.Log(MantelHaenszel.Value) / Math.Log(AggregateOddsRatio.Value)) - 1;

    /// <summary>Whether the aggregate may mislead: the sign turns, or the effect changes by more than half.</summary>
    public bool Flag => SignChanges || Math.Abs(RelativeChange ?? (MantelHaenszel.Value == 1 ? 0 : 1)) > 0.5;

    /// <summary>What to know before it is used; MODEL335 is the Simpson guard.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Origin of all counts together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Compares across strata.</summary>
    /// <exception cref="InputException">A count is negative, or events exceed trials.</exception>
    /// <exception cref="NotIdentifiedException">No stratum has both sides and both outcomes.</exception>
    public static StratifiedComparison Of(IEnumerable<Stratum> strata, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(strata);
        return MantelHaenszelMethod.Compare(Guard.Items(strata, "strata", stratum => stratum.Name, stratum => stratum.A, stratum => stratum.B), Check.Level(level));
    }
}

/// <summary>One row of the composition table.</summary>
/// <param name="Stratum">Name.</param>
/// <param name="A">Counts of A.</param>
/// <param name="B">Counts of B.</param>
/// <param name="WeightA">Part of all trials of A in this stratum, 0 to 1.</param>
/// <param name="WeightB">Part of all trials of B in this stratum, 0 to 1.</param>
/// <param name="RateA">Rate of A; null without trials.</param>
/// <param name="RateB">Rate of B; null without trials.</param>
public sealed record StratumRow(string Stratum, RateCount A, RateCount B, double WeightA, double WeightB, double? RateA, double? RateB);
