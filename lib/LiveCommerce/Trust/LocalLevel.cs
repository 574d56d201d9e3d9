using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>A level that drifts under noise, with an exact diffuse start and gaps (null). Reference case C01; Durbin and Koopman (2012).</summary>
public sealed record LocalLevel
{
    /// <summary>Variance of the noise.</summary>
    public required double NoiseVariance { get; init; }

    /// <summary>Variance of one step of the level.</summary>
    public required double LevelVariance { get; init; }

    /// <summary>Diffuse log-likelihood: the observation that ends the diffuse start counts nothing, not even its -ln(2 pi)/2.</summary>
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

        // The noise variance has a closed form at each ratio of drift to noise: one number is searched, over its whole range first.
        double[] grid = [.. Enumerable.Range(0, 31).Select(i => -22 + i)];
        double[] heights = [.. grid.Select(ratio => -Concentrated(y, Math.Exp(ratio)).LogLikelihood)];
        var lowest = Array.IndexOf(heights, heights.Min());
        var best = ThresholdLogit.Golden(ratio => -Concentrated(y, Math.Exp(ratio)).LogLikelihood, grid[Math.Max(0, lowest - 1)], grid[Math.Min(grid.Length - 1, lowest + 1)]);
        var noise = Concentrated(y, Math.Exp(best)).Noise;
        var level = noise * Math.Exp(best);
        List<ModelWarning> warnings = [];
        if (Math.Min(noise, level) < 1e-6 * scale || best > grid[^1] - 0.5 || best < grid[0] + 0.5)
            warnings.Add(new("MODEL432", Severity.Caution, (level < noise ? "The drift" : "The noise") + " is estimated as 0: the series is too short to tell both apart, or there is none."));
        return At(y, noise, level, provenance) with { Warnings = warnings };
    }

    /// <summary>The same for plain numbers with NaN at the gaps, as F# lists and columns of frames have them.</summary>
    public static LocalLevel FitWithGaps(IEnumerable<double> series, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return Fit(series.Select(value => double.IsNaN(value) ? (double?)null : value), provenance);
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

    /// <summary>Likelihood at a ratio of drift to noise, with the noise variance that makes it highest.</summary>
    private static (double LogLikelihood, double Noise) Concentrated(double?[] y, double ratio)
    {
        var first = Array.FindIndex(y, value => value.HasValue);
        double state = y[first]!.Value, variance = 1 + ratio, squares = 0, logs = 0, product = 1;
        var count = 0;
        for (var t = first + 1; t < y.Length; t++)
        {
            if (y[t] is { } value)
            {
                var total = variance + 1;
                var innovation = value - state;
                squares += innovation * innovation / total;
                product *= total;
                if (product > 1e200)
                {
                    logs += Math.Log(product);
                    product = 1;
                }

                count++;
                state += variance / total * innovation;
                variance /= total;
            }

            variance += ratio;
        }

        var noise = squares / count;
        return (-0.5 * (count * (Math.Log(2 * Math.PI * noise) + 1) + logs + Math.Log(product)), noise);
    }
}
