using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Landscape;

/// <summary>Platform positions from an indicator x source table with source bias.</summary>
/// <remarks>
/// Standardised reading = indicator mean + platform + source bias + error, crossed random effects by REML (equal to ANOVA
/// when balanced and no component is at 0). Scale, location and sign are conventions. Intervals are given the variance
/// components; the spread between sources is a mark of its own, never merged with them. Reference cases A01, E26.
/// </remarks>
public static class PositionModel
{
    /// <summary>Fits one axis.</summary>
    /// <param name="readings">All readings; those of other axes are ignored.</param>
    /// <param name="axis">Axis id.</param>
    /// <param name="options">Level, and what to do with single-source indicators.</param>
    /// <exception cref="InputException">Numbers that are not finite, a negative standard error, two definitions of one indicator.</exception>
    /// <exception cref="NotIdentifiedException">One source per indicator, no platform that two sources report, fewer than two platforms.</exception>
    public static AxisPositions Fit(IEnumerable<IndicatorReading> readings, string axis, PositionOptions? options = null)
    {
        options ??= new PositionOptions();
        Guard.Level(options.Level);
        var warnings = new List<ModelWarning>();
        IndicatorReading[] all = [.. readings.Where(r => r.Axis == axis).OrderBy(r => r.Platform, StringComparer.Ordinal).ThenBy(r => r.Indicator, StringComparer.Ordinal).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Value)];
        var used = ReadingCheck.Usable(all, axis, options, warnings);
        var table = new CrossedTable(used);
        var fit = CrossedReml.Fit(table, options, warnings);
        var z = Normal.InvCDF(0, 1, (1 + options.Level) / 2);
        var n = new SampleSize(used.Length, all.Length - used.Length, all.Length == used.Length ? null : "indicator with one source");
        AxisPosition[] positions = [.. table.Platforms.Select((platform, p) =>
        {
            var se = Math.Sqrt(Math.Max(0, fit.PlatformCovariance[p, p]));
            var mine = Enumerable.Range(0, used.Length).Where(i => used[i].Platform == platform).ToArray();
            double[] bySource = [.. mine.GroupBy(i => used[i].Source).Select(group => group.Average(i => table.Values[i]))];
            var estimate = new Estimate(fit.Platform[p], new Interval(fit.Platform[p] - (z * se), fit.Platform[p] + (z * se), options.Level, IntervalKind.Credible),
                Unit.Number, new SampleSize(mine.Length), "crossed random effects, REML")
            { Provenance = Provenance.Combine(mine.Select(i => used[i].Provenance)) };
            if (bySource.Length == 1)
                warnings.Add(new ModelWarning("MODEL217", Severity.Caution, $"{platform} rests on one source on axis '{axis}': no spread can be shown"));
            return new AxisPosition(platform, estimate, bySource.Length > 1 ? new Interval(bySource.Min(), bySource.Max(), 1, IntervalKind.SourceSpread) : null,
                [.. mine.Select(i => used[i].Source).Distinct()]);
        })];
        return new AxisPositions
        {
            Axis = axis,
            Positions = positions,
            Covariance = fit.PlatformCovariance.ToArray(),
            Biases = [.. table.Sources.Select((source, s) => new SourceBias(source, fit.Source[s], Math.Sqrt(Math.Max(0, fit.SourceCovariance[s, s]))))],
            Conflicts = [.. used.Select((reading, i) => new Conflict(reading, fit.StandardisedResiduals[i])).Where(c => Math.Abs(c.StandardisedResidual) > 2)],
            PlatformVariance = fit.Variances[0],
            SourceVariance = fit.Variances[1],
            ResidualVariance = fit.Variances[2],
            N = n,
            Warnings = warnings,
            Provenance = Provenance.Combine(used.Select(r => r.Provenance)),
            Options = options,
        };
    }
}
