namespace LiveCommerce.Landscape;

/// <summary>Where one platform sits on one axis.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="Estimate">Position in standard deviations of the axis, with the model's interval.</param>
/// <param name="SourceSpread">Lowest to highest position by any one source; null where one source speaks.</param>
/// <param name="Sources">Sources that speak of it.</param>
public sealed record AxisPosition(string Platform, Estimate Estimate, Interval? SourceSpread, IReadOnlyList<string> Sources);

/// <summary>A source's bias on the axis.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Bias">Predicted bias, in standard deviations of the axis, shrunken towards 0.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record SourceBias(string Source, double Bias, double StandardError);

/// <summary>A reading that the others contradict.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="StandardisedResidual">Distance from what the others say, in standard deviations; beyond 2 in size.</param>
public sealed record Conflict(IndicatorReading Reading, double StandardisedResidual);

/// <summary>A reading with how far it lies from what the others say.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Standardised">Distance in standard deviations; null for the only reading of a platform, which nothing can contradict.</param>
public sealed record ReadingResidual(IndicatorReading Reading, double? Standardised);

/// <summary>Positions on one axis from indicators reported by sources that disagree.</summary>
public sealed record AxisPositions
{
    /// <summary>Axis id.</summary>
    public required string Axis { get; init; }

    /// <summary>Positions by platform id.</summary>
    public required IReadOnlyList<AxisPosition> Positions { get; init; }

    /// <summary>Covariance of the positions' errors over the bootstrap [platform, platform], in their order.</summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Bias by source.</summary>
    public required IReadOnlyList<SourceBias> Biases { get; init; }

    /// <summary>Readings beyond two standard deviations of what the others say, the farthest first.</summary>
    public required IReadOnlyList<Conflict> Conflicts { get; init; }

    /// <summary>Every reading with its residual, for a map of conflicts.</summary>
    public required IReadOnlyList<ReadingResidual> Residuals { get; init; }

    /// <summary>Variance between platforms, in squared standard deviations of the axis; with free loadings, the mean squared loading.</summary>
    public required double PlatformVariance { get; init; }

    /// <summary>Variance of source bias.</summary>
    public required double SourceVariance { get; init; }

    /// <summary>Residual variance beyond the stated standard errors.</summary>
    public required double ResidualVariance { get; init; }

    /// <summary>Interval of each variance by its profile likelihood.</summary>
    public required IReadOnlyList<VarianceProfile> Profiles { get; init; }

    /// <summary>How strongly each indicator follows the axis; all 1 unless loadings are free.</summary>
    public required IReadOnlyList<IndicatorLoading> Loadings { get; init; }

    /// <summary>Agreement of sources on each indicator, before any model.</summary>
    public required IReadOnlyList<IndicatorAgreement> Agreement { get; init; }

    /// <summary>Plausible positions [replicate][platform]: the estimate less an error of the bootstrap over sources.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Draws { get; init; }

    /// <summary>Chance that one platform lies above another on the axis.</summary>
    /// <exception cref="InputException">A platform that is not on the axis.</exception>
    public double ProbabilityAbove(string first, string second)
    {
        int a = PlaceOf(first), b = PlaceOf(second);
        return Draws.Average(draw => draw[a] > draw[b] ? 1.0 : draw[a] == draw[b] ? 0.5 : 0);
    }

    /// <summary>Whether two platforms cannot be separated: the chance that one is above lies in (0.1, 0.9).</summary>
    /// <exception cref="InputException">A platform that is not on the axis.</exception>
    public bool NotSeparable(string first, string second) => ProbabilityAbove(first, second) is > 0.1 and < 0.9;

    internal int PlaceOf(string platform)
    {
        var at = Positions.ToList().FindIndex(position => position.Platform == platform);
        return at >= 0 ? at : throw new InputException("MODEL225", $"axis '{Axis}'", $"no platform '{platform}'", $"the platforms are {string.Join(", ", Positions.Select(p => p.Platform))}",
            Spelling.Nearest(platform, Positions.Select(p => p.Platform)) is { } near ? $"did you mean '{near}'?" : "give one of these");
    }

    /// <summary>Share of the variance of one source's reading that is the platform: ICC(2,1) when balanced.</summary>
    public double Reliability => PlatformVariance / (PlatformVariance + SourceVariance + ResidualVariance);

    /// <summary>Readings used and left out.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the readings come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The options.</summary>
    public required PositionOptions Options { get; init; }
}
