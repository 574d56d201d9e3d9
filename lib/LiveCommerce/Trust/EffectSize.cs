namespace LiveCommerce.Trust;

/// <summary>The statistic that a study reports. Different kinds are never pooled.</summary>
public enum EffectKind
{
    /// <summary>Log of a risk ratio.</summary>
    LogRiskRatio,

    /// <summary>Log of an odds ratio.</summary>
    LogOddsRatio,

    /// <summary>Difference of two risks.</summary>
    RiskDifference,

    /// <summary>Fisher's z of a correlation.</summary>
    FisherZ,

    /// <summary>Standardised mean difference (Hedges' g).</summary>
    StandardisedMeanDifference,
}

/// <summary>One published effect with its sampling variance.</summary>
/// <param name="Study">Label of the study; the cluster of robust standard errors unless <see cref="Cluster"/> is given.</param>
/// <param name="Kind">The statistic.</param>
/// <param name="Value">The effect, on the scale of <paramref name="Kind"/>.</param>
/// <param name="Variance">Its sampling variance, above 0.</param>
public sealed record EffectSize(string Study, EffectKind Kind, double Value, double Variance)
{
    /// <summary>What effects share when they come from the same people; null for the study itself.</summary>
    public string? Cluster { get; init; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same effect with its origin.</summary>
    public EffectSize From(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>The same effect in a cluster.</summary>
    public EffectSize WithCluster(string cluster) => this with { Cluster = cluster };

    /// <summary>Log risk ratio of a two-by-two table; 1/2 is added to each cell when one is 0.</summary>
    public static EffectSize LogRiskRatio(string study, double events1, double others1, double events2, double others2)
    {
        var (a, b, c, d) = Cells(study, events1, others1, events2, others2);
        return new(study, EffectKind.LogRiskRatio, Math.Log(a / (a + b)) - Math.Log(c / (c + d)), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d));
    }

    /// <summary>Log odds ratio of a two-by-two table; 1/2 is added to each cell when one is 0.</summary>
    public static EffectSize LogOddsRatio(string study, double events1, double others1, double events2, double others2)
    {
        var (a, b, c, d) = Cells(study, events1, others1, events2, others2);
        return new(study, EffectKind.LogOddsRatio, Math.Log(a / b) - Math.Log(c / d), 1 / a + 1 / b + 1 / c + 1 / d);
    }

    /// <summary>Risk difference of a two-by-two table; 1/2 is added to each cell when one is 0, for the variance alone.</summary>
    public static EffectSize RiskDifference(string study, double events1, double others1, double events2, double others2)
    {
        var (a, b, c, d) = Cells(study, events1, others1, events2, others2);
        var n1 = a + b;
        var n2 = c + d;
        return new(study, EffectKind.RiskDifference, events1 / (events1 + others1) - events2 / (events2 + others2),
            a * b / (n1 * n1 * n1) + c * d / (n2 * n2 * n2));
    }

    /// <summary>Fisher's z of a correlation, variance 1/(n - 3).</summary>
    /// <param name="study">Label.</param>
    /// <param name="correlation">Between -1 and 1, ends excluded.</param>
    /// <param name="n">People, at least 4.</param>
    public static EffectSize FisherZ(string study, double correlation, int n)
    {
        if (!(Math.Abs(correlation) < 1) || n < 4)
        {
            throw new InputException("MODEL402", study, FormattableString.Invariant($"correlation {correlation}, n {n}"),
                "a correlation between -1 and 1 on at least 4 people is needed", "check the row, or leave the study out");
        }

        return new(study, EffectKind.FisherZ, Math.Atanh(correlation), 1.0 / (n - 3));
    }

    /// <summary>Hedges' g of two groups, with its small-sample correction (exact gamma form).</summary>
    public static EffectSize StandardisedMeanDifference(string study, double mean1, double sd1, int n1, double mean2, double sd2, int n2)
    {
        if (!(sd1 > 0) || !(sd2 > 0) || n1 < 2 || n2 < 2 || !double.IsFinite(mean1 - mean2 + sd1 + sd2))
        {
            throw new InputException("MODEL402", study, FormattableString.Invariant($"means {mean1} and {mean2}, sd {sd1} and {sd2}, n {n1} and {n2}"),
                "finite means and standard deviations above 0 on at least 2 people each are needed", "check the row, or leave the study out");
        }

        double df = n1 + n2 - 2;
        var pooled = Math.Sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / df);
        var correction = Math.Exp(MathNet.Numerics.SpecialFunctions.GammaLn(df / 2) - MathNet.Numerics.SpecialFunctions.GammaLn((df - 1) / 2)) / Math.Sqrt(df / 2);
        var g = correction * (mean1 - mean2) / pooled;
        return new(study, EffectKind.StandardisedMeanDifference, g, 1.0 / n1 + 1.0 / n2 + g * g / (2.0 * (n1 + n2)));
    }

    private static (double A, double B, double C, double D) Cells(string study, double a, double b, double c, double d)
    {
        if (!(a >= 0 && b >= 0 && c >= 0 && d >= 0) || !(a + b > 0) || !(c + d > 0) || !double.IsFinite(a + b + c + d))
        {
            throw new InputException("MODEL402", study, FormattableString.Invariant($"cells {a}, {b}, {c}, {d}"),
                "counts of at least 0 with people in both groups are needed", "check the row, or leave the study out");
        }

        return a == 0 || b == 0 || c == 0 || d == 0 ? (a + 0.5, b + 0.5, c + 0.5, d + 0.5) : (a, b, c, d);
    }
}
