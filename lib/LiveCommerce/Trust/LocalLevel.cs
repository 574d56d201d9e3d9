using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>A level that drifts under noise, with an exact diffuse start and gaps (null). Reference case C01; Durbin and Koopman (2012).</summary>
public sealed record LocalLevel
{
    /// <summary>Variance of the noise.</summary>
    public required double NoiseVariance { get; init; }

    /// <summary>Variance of one step of the level.</summary>
    public required double LevelVariance { get; init; }

    /// <summary>Diffuse log-likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>One-step innovations from the second observation on; null in a gap.</summary>
    public required IReadOnlyList<double?> Innovations { get; init; }

    /// <summary>Their variances, aligned with <see cref="Innovations"/>.</summary>
    public required IReadOnlyList<double?> InnovationVariances { get; init; }

    /// <summary>Predicted level before each time; null up to the first observation. One more than the series: the last is the forecast.</summary>
    public required IReadOnlyList<double?> Predicted { get; init; }

    /// <summary>Their variances.</summary>
    public required IReadOnlyList<double?> PredictedVariances { get; init; }

    /// <summary>Level at each time given the whole series.</summary>
    public required IReadOnlyList<double> Smoothed { get; init; }

    /// <summary>Their variances.</summary>
    public required IReadOnlyList<double> SmoothedVariances { get; init; }

    /// <summary>Times observed, and gaps.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Where the series comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Maximum likelihood of both variances, then filter and smoother.</summary>
    public static LocalLevel Fit(IEnumerable<double?> series, Provenance? provenance = null)
    {
        var y = Checked(series);
        var scale = Moments.Of(y.Where(value => value.HasValue).Select(value => value!.Value)).Variance;
        if (!(scale > 0))
        {
            throw new NotIdentifiedException("MODEL431", "series", "all values are equal", "noise and drift cannot be told apart", "leave the series out");
        }

        var fit = Minimiser.Minimise(x => -Filter(y, scale * Math.Exp(x[0]), scale * Math.Exp(x[1])).LogLikelihood, [[-0.5, -2], [-2, -0.5], [-0.1, -5]]);
        double noise = Math.Exp(fit.Point[0]), level = Math.Exp(fit.Point[1]);
        List<ModelWarning> warnings = [];
        if (Math.Min(noise, level) < 1e-6)
            warnings.Add(new("MODEL432", Severity.Caution, (level < noise ? "The drift" : "The noise") + " is estimated as 0: the series is too short to tell both apart, or there is none."));
        else if (!fit.Converged)
            throw new NotIdentifiedException("MODEL433", "series", fit.Reason, "the likelihood has no maximum that was reached", "add sessions, or give both variances with At");
        return At(y, scale * noise, scale * level, provenance) with { Warnings = warnings };
    }

    /// <summary>Filter and smoother at given variances.</summary>
    public static LocalLevel At(IEnumerable<double?> series, double noiseVariance, double levelVariance, Provenance? provenance = null)
    {
        var y = Checked(series);
        Guard.Positive(noiseVariance, "noiseVariance");
        Guard.Positive(levelVariance, "levelVariance");
        var f = Filter(y, noiseVariance, levelVariance);
        var n = y.Length;
        double[] smoothed = new double[n], variances = new double[n];
        double r = 0, m = 0;
        for (var t = n - 1; t >= 0; t--)
        {
            if (t < f.First)
            {
                smoothed[t] = smoothed[f.First];
                variances[t] = variances[f.First] + (f.First - t) * levelVariance;
                continue;
            }

            if (t == f.First)
            {
                smoothed[t] = y[t]!.Value + noiseVariance * r;
                variances[t] = noiseVariance - noiseVariance * noiseVariance * m;
                continue;
            }

            if (y[t] is { } value)
            {
                var total = f.P[t] + noiseVariance;
                var keep = noiseVariance / total;
                r = (value - f.A[t]) / total + keep * r;
                m = 1 / total + keep * keep * m;
            }

            smoothed[t] = f.A[t] + f.P[t] * r;
            variances[t] = f.P[t] - f.P[t] * f.P[t] * m;
        }

        var used = y.Count(value => value.HasValue);
        var later = Enumerable.Range(f.First + 1, n - f.First - 1);
        return new LocalLevel
        {
            NoiseVariance = noiseVariance,
            LevelVariance = levelVariance,
            LogLikelihood = f.LogLikelihood,
            Innovations = [.. later.Select(t => y[t] - f.A[t])],
            InnovationVariances = [.. later.Select(t => y[t].HasValue ? f.P[t] + noiseVariance : (double?)null)],
            Predicted = [.. f.A.Select((a, t) => t > f.First ? a : (double?)null)],
            PredictedVariances = [.. f.P.Select((p, t) => t > f.First ? p : (double?)null)],
            Smoothed = smoothed,
            SmoothedVariances = variances,
            N = new SampleSize(used, n - used, n == used ? null : "not observed"),
            Provenance = provenance ?? Provenance.None,
        };
    }

    private static double?[] Checked(IEnumerable<double?> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        double?[] y = [.. series];
        var used = y.Count(value => value.HasValue);
        if (used < 3 || y.Any(value => value is { } v && !double.IsFinite(v)))
        {
            throw new InputException("MODEL430", "series", FormattableString.Invariant($"{used} observed of {y.Length}"),
                "at least three finite values are needed", "write a gap as null, and add sessions");
        }

        return y;
    }

    private static (double LogLikelihood, double[] A, double[] P, int First) Filter(double?[] y, double noise, double level)
    {
        var n = y.Length;
        double[] a = new double[n + 1], p = new double[n + 1];
        var first = Array.FindIndex(y, value => value.HasValue);
        a[first + 1] = y[first]!.Value;
        p[first + 1] = noise + level;
        double sum = 0;
        for (var t = first + 1; t < n; t++)
        {
            a[t + 1] = a[t];
            p[t + 1] = p[t] + level;
            if (y[t] is not { } value) continue;
            var total = p[t] + noise;
            var gain = p[t] / total;
            var innovation = value - a[t];
            sum -= 0.5 * (Math.Log(2 * Math.PI) + Math.Log(total) + innovation * innovation / total);
            a[t + 1] += gain * innovation;
            p[t + 1] = p[t] * (1 - gain) + level;
        }

        return (sum, a, p, first);
    }
}
