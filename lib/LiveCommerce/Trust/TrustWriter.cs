using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>From the maximum to the result: trust scaled to its own standard deviation.</summary>
internal sealed record TrustWriter(TrustSession[][] Kols, TrustFilter Filter, TrustStateOptions Options, MinimiserResult Best, TrustFilter.Fit At, double[,] Covariance, ProfilePoint[] Profile)
{
    public TrustState Write()
    {
        var p = Filter.Read(Best.Point);
        var paths = Enumerable.Range(0, Kols.Length).Select(i => Filter.Smooth(i, p, At)).ToArray();
        var scale = TrustFilter.ScaleOf(paths);
        var z = Normal.InvCDF(0, 1, 0.5 + Options.Level / 2);
        long seen = Kols.Sum(kol => kol.Sum(s => s.Indicators.Count(v => v.HasValue))), all = Kols.Sum(kol => kol.Sum(s => (long)s.Indicators.Count));
        var n = new SampleSize(seen, all - seen, seen == all ? null : "not observed");
        var provenance = Provenance.Combine(Kols.SelectMany(kol => kol.Select(s => s.Provenance)).Distinct());
        var warnings = Judge();
        Estimate Of(double value, double low, double high, string method) => new(value, new Interval(low, high, Options.Level, IntervalKind.Confidence), Unit.Number, n, method) { Warnings = warnings, Provenance = provenance };
        Estimate Effect(int i, int sign)
        {
            double value = sign * At.Effects[i] / scale, half = z * Math.Sqrt(At.Covariance[i, i]) / scale;
            return Of(value, value - half, value + half, "state space, generalised least squares at the maximum");
        }

        double Share(double x) => 1 / (1 + Math.Exp(-x));
        var error = z * Math.Sqrt(Covariance[0, 0]);
        return new TrustState
        {
            Persistence = Of(p.Persistence, Share(Best.Point[0] - error), Share(Best.Point[0] + error), "state space, maximum likelihood"),
            ContentGain = Effect(0, 1),
            AdTrustCost = Effect(1, -1),
            ProductTrustCost = Effect(2, -1),
            StrainCost = Filter.Inputs > 3 ? Effect(3, -1) : null,
            Scale = scale,
            TrustNoise = Math.Sqrt(p.StateVariance) / scale,
            Loadings = p.Loadings,
            IndicatorNoise = [.. p.NoiseVariances.Select(Math.Sqrt)],
            LogLikelihood = At.LogLikelihood,
            PersistenceProfile = Profile,
            Path = [.. Kols.SelectMany((kol, i) => kol.Select((s, t) =>
            {
                double mean = paths[i].Mean[t] / scale, half = z * Math.Sqrt(paths[i].Variance[t]) / scale;
                return new TrustPoint(s.Kol, s.Time, mean, new Interval(mean - half, mean + half, Options.Level, IntervalKind.Confidence));
            }))],
            Options = Options,
            N = n,
            Warnings = warnings,
            Provenance = provenance,
        };
    }

    private List<ModelWarning> Judge()
    {
        List<ModelWarning> warnings = [];
        if (Kols[0][0].Indicators.Count < 2)
            warnings.Add(new("MODEL489", Severity.Serious, "One indicator: what is trust and what is noise of the indicator rests on their fading alone."));
        var shortest = Kols.Min(kol => kol.Length);
        if (shortest < 30)
            warnings.Add(new("MODEL490", Severity.Caution, FormattableString.Invariant($"{shortest} sessions of a KOL: below 30 a path says little.")));
        var flat = Profile.Where(point => point.Rise < 3.84).ToArray();
        if (flat.Length >= Profile.Length - 2)
            warnings.Add(new("MODEL491", Severity.Serious, FormattableString.Invariant($"The persistence is anywhere from {flat.Min(point => point.Value):0.00} to {flat.Max(point => point.Value):0.00}: fading and noise are not told apart.")));
        return warnings;
    }
}
