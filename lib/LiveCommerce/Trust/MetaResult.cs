namespace LiveCommerce.Trust;

/// <summary>One coefficient of a meta-analysis.</summary>
/// <param name="Name">Its name; <c>intercept</c> for the pooled effect.</param>
/// <param name="Value">Estimate on the scale of the effects.</param>
/// <param name="StandardError">Standard error by the chosen method.</param>
/// <param name="Interval">Confidence interval.</param>
/// <param name="PValue">Two-sided, of no effect.</param>
public sealed record MetaCoefficient(string Name, double Value, double StandardError, Interval Interval, double PValue);

/// <summary>Whether the moderators together tell effects apart.</summary>
/// <param name="Statistic">Wald chi squared under the normal test, F under Hartung and Knapp.</param>
/// <param name="DegreesOfFreedom">Moderators.</param>
/// <param name="ErrorDegreesOfFreedom">Of the F; null for chi squared.</param>
/// <param name="PValue">Upper tail.</param>
/// <param name="R2">Part of the variance between studies that the moderators take away, 0 to 1 (Raudenbush 2009); null where there is none without them.</param>
public sealed record ModeratorTest(double Statistic, int DegreesOfFreedom, double? ErrorDegreesOfFreedom, double PValue, double? R2);

/// <summary>A fitted meta-analysis.</summary>
public sealed record MetaResult
{
    /// <summary>The statistic pooled.</summary>
    public required EffectKind Kind { get; init; }

    /// <summary>Intercept first, then the moderators.</summary>
    public required IReadOnlyList<MetaCoefficient> Coefficients { get; init; }

    /// <summary>Pooled effect (the intercept).</summary>
    public MetaCoefficient Pooled => Coefficients[0];

    /// <summary>Variance between studies.</summary>
    public required double Tau2 { get; init; }

    /// <summary>Q-profile interval of the variance between studies.</summary>
    public required Interval Tau2Interval { get; init; }

    /// <summary>Test of all moderators together; null without any.</summary>
    public required ModeratorTest? Moderators { get; init; }

    /// <summary>Cochran's Q, residual when there are moderators.</summary>
    public required double Q { get; init; }

    /// <summary>Upper tail of chi squared at Q.</summary>
    public required double QPValue { get; init; }

    /// <summary>Share of variance between studies (Higgins and Thompson), 0 to 1.</summary>
    public required double I2 { get; init; }

    /// <summary>Total over sampling variance, at least 1.</summary>
    public required double H2 { get; init; }

    /// <summary>Where the true effect of a new study lies; null when there are moderators.</summary>
    public required Interval? Prediction { get; init; }

    /// <summary>Degrees of freedom of the t quantile; null for the normal.</summary>
    public required double? DegreesOfFreedom { get; init; }

    /// <summary>Effects used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>How the interval was made.</summary>
    public required PooledTest Test { get; init; }

    /// <summary>Options given.</summary>
    public required MetaOptions Options { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the effects come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The pooled effect as an estimate.</summary>
    public Estimate Estimate => new(Pooled.Value, Pooled.Interval, Unit.Number, N, $"random-effects meta-analysis ({Options.Method}, {Test})")
    {
        Warnings = Warnings,
        Provenance = Provenance,
    };
}
