using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Platform positions from an indicator x source table with source bias.</summary>
/// <remarks>
/// Standardised reading = level of its indicator and definition + loading x position + source bias + error, crossed random
/// effects by REML (equal to ANOVA when balanced and no component is at 0). Scale, location (the mean of the platforms) and sign are conventions.
/// Intervals come from a parametric bootstrap in which sources, positions and errors are drawn anew and the model is fitted
/// again; a variance estimated at 0 is drawn at the value that its profile still gives an even chance. The spread between
/// sources is a mark of its own, never merged with the interval. Reference cases A01, E26.
/// </remarks>
public static class PositionModel
{
    /// <summary>Platforms on both axes that a correlation between the axes needs.</summary>
    public const int PlatformsForCorrelation = 8;

    /// <summary>Fits one axis.</summary>
    /// <param name="readings">All readings; those of other axes are ignored.</param>
    /// <param name="axis">Axis id.</param>
    /// <param name="options">Level, replicates, and what to do with single sources and definitions.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">Numbers that are not finite, a negative standard error, two definitions of one indicator.</exception>
    /// <exception cref="NotIdentifiedException">One source per indicator, no platform that two sources report, fewer than two platforms, too little for free loadings.</exception>
    public static AxisPositions Fit(IEnumerable<IndicatorReading> readings, string axis, PositionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PositionOptions();
        var input = AxisInput.Of(readings, axis, options);
        var run = new PositionRun(new ReadingTable(input.Used, [axis]), options, false, input.Warnings);
        var profiles = run.Profiles();
        return AxisReport.Of(run, 0, input, profiles, run.Bootstrap(Plausible(run, [profiles]), cancellationToken));
    }

    /// <summary>Fits two axes together, with the covariance of each platform's two coordinates.</summary>
    /// <param name="readings">All readings; those of other axes are ignored.</param>
    /// <param name="xAxis">Id of the first axis.</param>
    /// <param name="yAxis">Id of the second axis.</param>
    /// <param name="options">Level, replicates, and what to do with single sources and definitions.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">As for one axis.</exception>
    /// <exception cref="NotIdentifiedException">As for one axis, or no platform on both axes.</exception>
    public static PositionMap FitMap(IEnumerable<IndicatorReading> readings, string xAxis, string yAxis, PositionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readings);
        options ??= new PositionOptions();
        IndicatorReading[] all = Guard.Items(readings, "readings");
        AxisInput x = AxisInput.Of(all, xAxis, options), y = AxisInput.Of(all, yAxis, options);
        string[] both = [.. x.Used.Select(r => r.Platform).Intersect(y.Used.Select(r => r.Platform)).Order(StringComparer.Ordinal)];
        if (both.Length == 0)
            throw new NotIdentifiedException("MODEL227", $"axes '{xAxis}' and '{yAxis}'", "no platform has readings on both", "a map needs two coordinates", "add readings, or fit each axis alone");
        var correlated = both.Length >= PlatformsForCorrelation;
        // Each axis alone gives the profiles; the joint fit gives the positions.
        var profiles = new[] { x, y }.Select(input => new PositionRun(new ReadingTable(input.Used, [input.Axis]), options, false, []).Profiles()).ToArray();
        var warnings = new List<ModelWarning>();
        var run = new PositionRun(new ReadingTable([.. x.Used, .. y.Used], [xAxis, yAxis]), options, correlated, warnings);
        x.Warnings.AddRange(warnings);
        if (!correlated)
        {
            warnings.Add(new ModelWarning("MODEL228", Severity.Note,
                FormattableString.Invariant($"{both.Length} platforms on both axes: the correlation of the axes is set to 0, {PlatformsForCorrelation} are needed to estimate it")));
        }

        var errors = run.Bootstrap(Plausible(run, profiles), cancellationToken);
        return PositionMap.Of(run, AxisReport.Of(run, 0, x, profiles[0], errors), AxisReport.Of(run, 1, y, profiles[1], errors), both, correlated, warnings, errors);
    }

    private static Dictionary<int, double> Plausible(PositionRun run, IReadOnlyList<VarianceProfile>[] profiles)
    {
        var values = new Dictionary<int, double>();
        foreach (var (parameter, component) in run.Components())
        {
            var axis = parameter == 0 || parameter == run.Model.SourceAt(0) || parameter == run.Model.ErrorAt(0) ? 0 : 1;
            var own = profiles[axis].FirstOrDefault(profile => profile.Component == component);
            if (own is not null && Math.Abs(run.Fit.Point[parameter]) < 1e-3) values[parameter] = own.Plausible;
        }

        return values;
    }
}
