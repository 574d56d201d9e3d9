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

/// <summary>A reading that the model cannot reconcile with the others.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="StandardisedResidual">Residual over its standard deviation; beyond 2 in size.</param>
public sealed record Conflict(IndicatorReading Reading, double StandardisedResidual);

/// <summary>Positions on one axis from indicators reported by sources that disagree.</summary>
public sealed record AxisPositions
{
    /// <summary>Axis id.</summary>
    public required string Axis { get; init; }

    /// <summary>Positions by platform id.</summary>
    public required IReadOnlyList<AxisPosition> Positions { get; init; }

    /// <summary>Covariance of the positions [platform, platform], in their order.</summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Bias by source.</summary>
    public required IReadOnlyList<SourceBias> Biases { get; init; }

    /// <summary>Readings beyond two standard deviations.</summary>
    public required IReadOnlyList<Conflict> Conflicts { get; init; }

    /// <summary>Variance between platforms, in squared standard deviations of the axis.</summary>
    public required double PlatformVariance { get; init; }

    /// <summary>Variance of source bias.</summary>
    public required double SourceVariance { get; init; }

    /// <summary>Residual variance beyond the stated standard errors.</summary>
    public required double ResidualVariance { get; init; }

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
