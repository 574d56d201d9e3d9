namespace LiveCommerce.Conversion;

/// <summary>Effects with known standard errors, drawn towards their common mean: the normal-normal hierarchy.</summary>
/// <remarks>
/// The between-group standard deviation is integrated by quadrature, the rest is in closed form. Gelman et al., sec. 5.4-5.5. Reference case B05.
/// Under a flat prior of the standard deviation its mean is far from its median: compare medians.
/// </remarks>
public sealed record NormalHierarchy
{
    /// <summary>Posterior mean of the common mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Posterior standard deviation of the common mean.</summary>
    public required double MeanSd { get; init; }

    /// <summary>Posterior mean of the standard deviation between groups.</summary>
    public required double BetweenMean { get; init; }

    /// <summary>Its posterior standard deviation.</summary>
    public required double BetweenSd { get; init; }

    /// <summary>Its posterior median.</summary>
    public required double BetweenMedian { get; init; }

    /// <summary>Interval of the common mean with equal tails, mixed over the spread.</summary>
    public required Interval MeanInterval { get; init; }

    /// <summary>Intervals of the group effects with equal tails, in the order given.</summary>
    public required IReadOnlyList<Interval> EffectIntervals { get; init; }

    /// <summary>Groups used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Origin of the effects.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Posterior means of the group effects, in the order given.</summary>
    public required IReadOnlyList<double> Effects { get; init; }

    /// <summary>Their posterior standard deviations.</summary>
    public required IReadOnlyList<double> EffectSds { get; init; }

    /// <summary>Fits the hierarchy.</summary>
    /// <param name="effects">Estimated effects, at least two (three under a flat prior of the spread).</param>
    /// <param name="standardErrors">Their standard errors, above 0.</param>
    /// <param name="meanScale">Standard deviation of the normal prior of the mean around 0; null for flat.</param>
    /// <param name="betweenScale">Scale of the half-Cauchy prior of the spread; null for flat.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <param name="provenance">Where the effects come from; it goes to the result.</param>
    /// <exception cref="NotIdentifiedException">Too few groups for the prior: the posterior is improper.</exception>
    public static NormalHierarchy Fit(IEnumerable<double> effects, IEnumerable<double> standardErrors, double? meanScale = null, double? betweenScale = null, double level = 0.95, Provenance? provenance = null)
    {
        Check.Level(level);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(standardErrors);
        double[] y = [.. effects], s = [.. standardErrors];
        if (y.Length != s.Length)
            throw new InputException("MODEL321", "'standardErrors'", $"{s.Length} values", $"there are {y.Length} effects", "give one standard error per effect");
        for (var j = 0; j < y.Length; j++)
        {
            Check.Finite($"effect {j + 1}", y[j]);
            Check.Positive($"standard error {j + 1}", s[j]);
        }

        if (meanScale is { } given) Check.Positive("'meanScale'", given);
        if (betweenScale is { } scale) Check.Positive("'betweenScale'", scale);
        var least = betweenScale is null ? 3 : 2;
        if (y.Length < least)
            throw new NotIdentifiedException("MODEL313", "effects", $"{y.Length}", $"this prior needs {least} groups, else the posterior is improper", "give a betweenScale that you can defend, or more groups");
        return NormalHierarchyQuadrature.Fit(y, s, meanScale, betweenScale, level) with { Provenance = provenance ?? Provenance.None };
    }
}
