using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

internal sealed partial class LoadFit
{
    internal sealed record Parts(double[] Weights, double OverDispersion, double Phi, double? Kappa, Interval? Interval, string? Why, double P, Interval Support, ProfilePoint[] Profile, Interval PhiInterval);

    private SponsoredLoad Write(Parts parts)
    {
        var load = Load(parts.Phi);
        double[] seen = panel.Load(parts.Phi);
        var columns = Columns(load, parts.Kappa);
        var fit = model.Fit(columns, parts.Weights)!;
        var robust = Robust(load, columns, parts, fit);
        var resampled = parts.Kappa is null || options.Replicates == 0 ? [] : Resampled(load, parts);
        var provenance = Provenance.Combine(panel.Rows.Select(row => row.Provenance).Distinct());
        var n = new SampleSize(Rows, panel.Given - Rows, panel.Given == Rows ? null : "first sessions of a KOL, no followers counted, or KOLs without events");
        var t = StudentT.InvCDF(0, 1, panel.Kols - 1, 0.5 + options.Level / 2);
        List<ModelWarning> warnings = [];
        Estimate Of(double value, double variance, string method) =>
            new(value, new Interval(value - t * Math.Sqrt(variance), value + t * Math.Sqrt(variance), options.Level, IntervalKind.Confidence), Unit.Number, n, method) { Provenance = provenance, Warnings = warnings };

        const string Slope = "fixed-effect logit, errors clustered by KOL";
        var bent = parts.Kappa is not null;
        var first = bent ? 2 : 1;
        var below = Of(fit.Slopes[0], robust[0, 0], Slope);
        var placebo = Placebo(load, parts, Of);
        Judge(warnings, parts, placebo);
        var observed = new Interval(seen.Min(), seen.Max(), 1, IntervalKind.SourceSpread);
        return new SponsoredLoad
        {
            Threshold = parts.Kappa is { } kappa ? new Estimate(kappa, parts.Interval, Unit.Share, n, "profile deviance") { Provenance = provenance, Warnings = warnings } : null,
            WhyNoThreshold = parts.Why,
            ThresholdBootstrap = resampled.Length == 0 ? null : Quantile.Central(resampled.Select(r => r.Kappa), options.Level, IntervalKind.Confidence),
            BendPValue = parts.P,
            HalfLife = new Estimate(HalfLifeOf(parts.Phi), new Interval(HalfLifeOf(parts.PhiInterval.Low), HalfLifeOf(parts.PhiInterval.High), options.Level, IntervalKind.Confidence), Unit.Sessions, n, "profile deviance") { Provenance = provenance, Warnings = warnings },
            Persistence = parts.Phi,
            SlopeBelow = below,
            SlopeAbove = bent ? Of(fit.Slopes[0] + fit.Slopes[1], robust[0, 0] + 2 * robust[0, 1] + robust[1, 1], Slope) : below,
            Bend = bent ? Of(fit.Slopes[1], robust[1, 1], Slope) : null,
            Controls = options.Controls.Select((name, i) => (name, Value: Of(fit.Slopes[first + i], robust[first + i, first + i], Slope))).ToDictionary(c => c.name, c => c.Value, StringComparer.Ordinal),
            Placebo = placebo,
            OverDispersion = parts.OverDispersion,
            Support = parts.Support,
            Observed = observed,
            ThresholdProfile = parts.Profile,
            DoseResponse = Dose(observed, parts.Kappa, fit, robust, t, resampled),
            BaseRate = panel.Rows.Sum(row => row.Events) / panel.Rows.Sum(row => row.Trials),
            MeanLoad = seen.Average(),
            Kols = panel.Kols,
            N = n,
            Options = options,
            Warnings = warnings,
            Provenance = provenance,
        };
    }

    /// <summary>Covariance of the slopes. Further columns carry the errors of the persistence and of the threshold (Muggeo 2003) and are then taken out.</summary>
    private double[,] Robust(double[] load, double[][] columns, Parts parts, FixedEffectLogit.Result fit)
    {
        var bent = parts.Kappa is not null;
        double low = Math.Max(0, parts.Phi - 0.01), high = Math.Min(0.999, parts.Phi + 0.01);
        double[] before = Load(low), after = Load(high);
        double[] move = [.. load.Select((s, i) => (fit.Slopes[0] + (bent && s > parts.Kappa ? fit.Slopes[1] : 0)) * (after[i] - before[i]) / (high - low))];
        double[][] further = bent ? [move, [.. load.Select(s => s > parts.Kappa ? -1.0 : 0)]] : [move];
        double[][] wide = [.. columns, .. further];
        var widened = model.Fit(wide, parts.Weights);
        if (widened is null) return model.Robust(columns, parts.Weights, fit);
        var all = model.Robust(wide, parts.Weights, widened);
        var covariance = new double[columns.Length, columns.Length];
        for (var i = 0; i < columns.Length; i++)
            for (var j = 0; j < columns.Length; j++) covariance[i, j] = all[i, j];
        return covariance;
    }

    internal static double HalfLifeOf(double phi) => phi <= 0 ? 0 : Math.Log(0.5) / Math.Log(phi);

    private Estimate Placebo(double[] load, Parts parts, Func<double, double, string, Estimate> of)
    {
        var columns = Columns(load, parts.Kappa);
        double[] future = model.Places.Spread(panel.Future), next = [.. future.Select(share => double.IsNaN(share) ? 0 : share)];
        double[] weights = [.. parts.Weights.Zip(future, (w, share) => double.IsNaN(share) ? 0 : w)];
        double[][] all = [.. columns, next];
        var fit = model.Fit(all, weights);
        if (fit is null)
        {
            throw new NotIdentifiedException("MODEL468", "sponsored share of the next session", "it says the same as the load",
                "past and future load cannot be told apart, so nothing shows that the past acts", "add sessions whose sponsored share changes from one to the next");
        }

        var robust = model.Robust(all, weights, fit);
        return of(fit.Slopes[^1], robust[all.Length - 1, all.Length - 1], "placebo: sponsored share of the next session");
    }

    /// <summary>Threshold and slopes of resampled KOLs, at the fitted persistence.</summary>
    private LoadResampling.Draw[] Resampled(double[] load, Parts parts) =>
        new LoadResampling(model, parts.Weights, [.. thresholds.Where(kappa => kappa >= parts.Support.Low && kappa <= parts.Support.High)], kappa => Columns(load, kappa)).Run(options.Replicates, options.Seed);

    private DosePoint[] Dose(Interval observed, double? kappa, FixedEffectLogit.Result fit, double[,] robust, double t, LoadResampling.Draw[] resampled)
    {
        double low = observed.Low, high = observed.High;
        static double Log(LoadResampling.Draw draw, double low, double at) => draw.Below * (at - low) + draw.Bend * (Math.Max(0, at - draw.Kappa) - Math.Max(0, low - draw.Kappa));
        var fitted = new LoadResampling.Draw(kappa ?? 0, fit.Slopes[0], kappa is null ? 0 : fit.Slopes[1]);
        return [.. Enumerable.Range(0, 41).Select(i =>
        {
            var at = low + (high - low) * i / 40;
            var log = Log(fitted, low, at);
            if (resampled.Length >= 20)
            {
                var band = Quantile.Central(resampled.Select(draw => Log(draw, low, at)), options.Level, IntervalKind.Confidence);
                return new DosePoint(at, Math.Exp(log), band with { Low = Math.Exp(Math.Min(log, band.Low)), High = Math.Exp(Math.Max(log, band.High)) });
            }

            double a = at - low, b = kappa is { } k ? Math.Max(0, at - k) - Math.Max(0, low - k) : 0;
            var half = t * Math.Sqrt(a * a * robust[0, 0] + (kappa is null ? 0 : 2 * a * b * robust[0, 1] + b * b * robust[1, 1]));
            return new DosePoint(at, Math.Exp(log), new Interval(Math.Exp(log - half), Math.Exp(log + half), options.Level, IntervalKind.Confidence));
        })];
    }

    private void Judge(List<ModelWarning> warnings, Parts parts, Estimate placebo)
    {
        warnings.Add(new("MODEL467", Severity.Caution, "The KOL chooses what is sponsored: this is association within KOLs. A trusted KOL may sell more and keep followers."));
        if (parts.Why is not null)
            warnings.Add(new("MODEL464", Severity.Serious, "No threshold: " + parts.Why + "."));
        if (!placebo.Interval!.Contains(0))
            warnings.Add(new("MODEL465", Severity.Serious, FormattableString.Invariant($"The sponsored share of the next session 'acts' on this one ({placebo.Value:G3}, {placebo.Interval.Low:G3} to {placebo.Interval.High:G3}): something else moves both.")));
        if (panel.Kols < 30)
            warnings.Add(new("MODEL468", Severity.Caution, FormattableString.Invariant($"{panel.Kols} KOLs: errors clustered by KOL are too small below about 30.")));
    }
}
