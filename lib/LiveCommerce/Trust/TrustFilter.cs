using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Kalman filter of one scalar state per KOL; all linear effects and the own level of each KOL are filtered beside the data and solved for (de Jong 1991).</summary>
internal sealed class TrustFilter
{
    private readonly TrustSession[][] kols;
    private readonly double? threshold;
    private readonly int indicators;
    private readonly int effects;

    public TrustFilter(TrustSession[][] kols, double? threshold)
    {
        (this.kols, this.threshold) = (kols, threshold);
        indicators = kols[0][0].Indicators.Count;
        Inputs = threshold is null ? 3 : 4;
        effects = Inputs + indicators - 1;
    }

    /// <summary>Effects that act on trust: content, ads, products, and the strain where there is a threshold.</summary>
    public int Inputs { get; }

    internal sealed record Parameters(double Persistence, double StateVariance, double[] Loadings, double[] NoiseVariances);

    internal sealed record Fit(double LogLikelihood, double[] Effects, double[,] Covariance, double[] Levels);

    /// <summary>Free numbers: logit of the persistence, log state sd, log noise sd of each indicator, loadings of all but the first.</summary>
    public Parameters Read(IReadOnlyList<double> x) => new(1 / (1 + Math.Exp(-x[0])), Math.Exp(2 * x[1]),
        [1, .. x.Skip(2 + indicators)], [.. x.Skip(2).Take(indicators).Select(s => Math.Exp(2 * s))]);

    public double[] Drive(TrustSession s) => threshold is { } kappa
        ? [s.Content, s.Ads, s.Products, Math.Max(0, s.Ads + s.Products - kappa)]
        : [s.Content, s.Ads, s.Products];

    /// <summary>Diffuse log likelihood at the best linear effects; null when those cannot be told apart.</summary>
    public Fit? At(Parameters p)
    {
        // Column 0: data; 1..effects: response to one unit of each effect; last: response to the KOL's own level.
        var width = effects + 2;
        var total = new double[effects + 1, effects + 1];
        List<double[]> borders = [];
        double log = 0;
        var state = new double[width];
        var error = new double[width];
        var count = 0;
        foreach (var kol in kols)
        {
            Array.Clear(state);
            var variance = p.StateVariance / (1 - p.Persistence * p.Persistence);
            var border = new double[effects + 2];
            for (var t = 0; t < kol.Length; t++)
            {
                for (var k = 0; k < indicators; k++)
                {
                    if (kol[t].Indicators[k] is not { } seen) continue;
                    count++;
                    var loading = p.Loadings[k];
                    for (var c = 0; c < width; c++) error[c] = -loading * state[c];
                    error[0] += seen;
                    if (k > 0) error[Inputs + k] -= 1;
                    error[effects + 1] -= loading;
                    var f = loading * loading * variance + p.NoiseVariances[k];
                    log += Math.Log(f);
                    var gain = variance * loading / f;
                    // Errors of effect columns carry a minus: data error minus response.
                    for (var i = 0; i <= effects; i++)
                    {
                        for (var j = 0; j <= i; j++) total[i, j] += error[i] * error[j] / f;
                        border[i] += error[i] * error[effects + 1] / f;
                    }

                    border[effects + 1] += error[effects + 1] * error[effects + 1] / f;
                    for (var c = 0; c < width; c++) state[c] += gain * error[c];
                    variance -= gain * loading * variance;
                }

                if (t + 1 == kol.Length) break;
                var gap = kol[t + 1].Time - kol[t].Time;
                double fade = Math.Pow(p.Persistence, gap), late = fade / p.Persistence;
                for (var c = 0; c < width; c++) state[c] *= fade;
                var drive = Drive(kol[t]);
                for (var c = 0; c < drive.Length; c++) state[1 + c] += late * drive[c];
                variance = fade * fade * variance + p.StateVariance * (1 - fade * fade) / (1 - p.Persistence * p.Persistence);
            }

            if (!(border[effects + 1] > 0)) return null;
            log += Math.Log(border[effects + 1]);
            for (var i = 0; i <= effects; i++)
                for (var j = 0; j <= i; j++) total[i, j] -= border[i] * border[j] / border[effects + 1];
            borders.Add(border);
        }

        var s = Matrix<double>.Build.Dense(effects, effects, (i, j) => total[Math.Max(i, j) + 1, Math.Min(i, j) + 1]);
        var r = Vector<double>.Build.Dense(effects, i => -total[i + 1, 0]);
        var solved = NumericalHessian.Solve(s.ToArray(), r.ToArray());
        if (solved is null) return null;
        var rest = total[0, 0] - r.DotProduct(Vector<double>.Build.Dense(solved));
        var likelihood = -0.5 * ((count - kols.Length) * Math.Log(2 * Math.PI) + log + rest);
        double[] levels = [.. borders.Select(border => -(border[0] + Enumerable.Range(0, effects).Sum(i => border[i + 1] * solved[i])) / border[effects + 1])];
        return new Fit(likelihood, solved, s.Inverse().ToArray(), levels);
    }

    /// <summary>Standard deviation of trust itself: of its smoothed path plus what the smoother does not know.</summary>
    public double ScaleOf(Parameters p, Fit fit) => ScaleOf([.. Enumerable.Range(0, kols.Length).Select(i => Smooth(i, p, fit))]);

    public static double ScaleOf((double[] Mean, double[] Variance)[] paths) =>
        Math.Sqrt(Moments.Of(paths.SelectMany(path => path.Mean)).Variance + paths.SelectMany(path => path.Variance).Average());

    /// <summary>Trust of one KOL given all its sessions, about its own level, with variances, at known effects.</summary>
    public (double[] Mean, double[] Variance) Smooth(int kol, Parameters p, Fit fit)
    {
        var rows = kols[kol];
        var n = rows.Length;
        double[] predicted = new double[n], before = new double[n], filtered = new double[n], after = new double[n], fades = new double[n];
        double state = 0, variance = p.StateVariance / (1 - p.Persistence * p.Persistence);
        for (var t = 0; t < n; t++)
        {
            (predicted[t], before[t]) = (state, variance);
            for (var k = 0; k < indicators; k++)
            {
                if (rows[t].Indicators[k] is not { } seen) continue;
                var loading = p.Loadings[k];
                var error = seen - (k > 0 ? fit.Effects[Inputs + k - 1] : 0) - loading * (fit.Levels[kol] + state);
                var gain = variance * loading / (loading * loading * variance + p.NoiseVariances[k]);
                state += gain * error;
                variance -= gain * loading * variance;
            }

            (filtered[t], after[t]) = (state, variance);
            if (t + 1 == n) break;
            var fade = fades[t] = Math.Pow(p.Persistence, rows[t + 1].Time - rows[t].Time);
            var drive = Drive(rows[t]);
            state = fade * state + fade / p.Persistence * drive.Select((value, i) => value * fit.Effects[i]).Sum();
            variance = fade * fade * variance + p.StateVariance * (1 - fade * fade) / (1 - p.Persistence * p.Persistence);
        }

        for (var t = n - 2; t >= 0; t--)
        {
            var back = after[t] * fades[t] / before[t + 1];
            filtered[t] += back * (filtered[t + 1] - predicted[t + 1]);
            after[t] += back * back * (after[t + 1] - before[t + 1]);
        }

        return (filtered, after);
    }
}
