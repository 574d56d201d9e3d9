namespace LiveCommerce.Landscape;

/// <summary>A platform on two axes.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="X">Position on the first axis.</param>
/// <param name="Y">Position on the second axis.</param>
/// <param name="VarianceX">Variance of the first coordinate's error.</param>
/// <param name="VarianceY">Variance of the second coordinate's error.</param>
/// <param name="CovarianceXY">Covariance of the two errors.</param>
public sealed record MapPosition(string Platform, AxisPosition X, AxisPosition Y, double VarianceX, double VarianceY, double CovarianceXY)
{
    /// <summary>Ellipse that holds the platform with the stated confidence.</summary>
    /// <param name="level">Level, such as 0.9.</param>
    /// <exception cref="InputException">A level outside (0, 1).</exception>
    public PositionRegion Region(double level = 0.9) => PositionRegion.Ellipse(X.Estimate.Value, Y.Estimate.Value, VarianceX, VarianceY, CovarianceXY, level);
}

/// <summary>Positions on two axes, fitted together.</summary>
public sealed record PositionMap
{
    /// <summary>The first axis with all platforms that have readings there.</summary>
    public required AxisPositions X { get; init; }

    /// <summary>The second axis.</summary>
    public required AxisPositions Y { get; init; }

    /// <summary>Platforms with readings on both axes.</summary>
    public required IReadOnlyList<MapPosition> Platforms { get; init; }

    /// <summary>Platforms with readings on one axis only: they cannot be placed.</summary>
    public required IReadOnlyList<string> Unplaced { get; init; }

    /// <summary>Correlation of the axes over platforms; null when there are too few platforms to estimate it.</summary>
    public required double? Correlation { get; init; }

    /// <summary>What to know before use, of the map and both axes.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the readings come from.</summary>
    public Provenance Provenance => X.Provenance.With(Y.Provenance);

    internal static PositionMap Of(PositionRun run, AxisPositions x, AxisPositions y, string[] both, bool correlated, List<ModelWarning> warnings, double[][][] errors)
    {
        var point = run.Fit.Point;
        double spread = CrossedModel.PlatformVariance(point, 1), sign = run.Scale[0] * run.Scale[1] < 0 ? -1 : 1;
        double? correlation = correlated && spread > 0 ? sign * Math.Sign(point[0]) * point[1] / Math.Sqrt(spread) : null;
        return new PositionMap
        {
            X = x,
            Y = y,
            Platforms = [.. both.Select(platform =>
            {
                var p = run.Table.Platforms.IndexOf(platform);
                return new MapPosition(platform, x.Positions[x.PlaceOf(platform)], y.Positions[y.PlaceOf(platform)],
                    errors.Average(e => e[0][p] * e[0][p]), errors.Average(e => e[1][p] * e[1][p]), errors.Average(e => e[0][p] * e[1][p]));
            })],
            Unplaced = [.. x.Positions.Concat(y.Positions).Select(position => position.Platform).Distinct().Except(both).Order(StringComparer.Ordinal)],
            Correlation = correlation,
            Warnings = [.. warnings.Concat(x.Warnings).Concat(y.Warnings).DistinctBy(warning => warning.Message)],
        };
    }
}
