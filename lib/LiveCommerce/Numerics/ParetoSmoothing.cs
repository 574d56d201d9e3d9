namespace LiveCommerce.Numerics;

/// <summary>Weights of importance sampling with their largest ones smoothed, and whether they may be trusted.</summary>
/// <param name="Weights">Smoothed weights, in the order of the ratios; they add up to 1.</param>
/// <param name="Shape">Shape k of the generalised Pareto tail of the ratios; up to 0.7 the weights may be trusted. Minus infinity where the tail is too short to tell, infinity where a few draws hold all weight.</param>
/// <param name="EffectiveSize">Independent draws that the weighted ones are worth.</param>
/// <remarks>Vehtari, Simpson, Gelman, Yao and Gabry (2024); the tail by Zhang and Stephens (2009) with the weak prior of the former.</remarks>
public sealed record ParetoSmoothing(IReadOnlyList<double> Weights, double Shape, double EffectiveSize)
{
    /// <summary>Above it the error of weighted means falls too slowly to be of use.</summary>
    public const double MaxShape = 0.7;

    /// <summary>Smooths.</summary>
    /// <param name="logRatios">ln of target over proposal for each draw, up to a constant; negative infinity where the target is 0.</param>
    /// <exception cref="InputException">No ratio above 0, an infinite one, or NaN.</exception>
    public static ParetoSmoothing Of(IEnumerable<double> logRatios)
    {
        double[] ratios = LogSumExp.Normalise(logRatios);
        var n = ratios.Length;
        var top = ratios.Max();
        for (var i = 0; i < n; i++) ratios[i] /= top;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => ratios[i])];
        var tail = (int)Math.Ceiling(Math.Min(0.2 * n, 3 * Math.Sqrt(n)));
        var shape = double.NegativeInfinity;
        if (tail >= 5 && ratios[order[n - tail]] < ratios[order[n - 1]])
        {
            var cut = ratios[order[n - tail - 1]];
            double[] above = [.. order[^tail..].Select(i => ratios[i] - cut)];
            var (k, sigma) = Fit(above);
            shape = k;
            for (var i = 0; i < tail && double.IsFinite(k); i++)
            {
                var p = (i + 0.5) / tail;
                var excess = Math.Abs(k) < 1e-12 ? -sigma * Transform.Log1P(-p) : sigma * (Math.Exp(-k * Transform.Log1P(-p)) - 1) / k;
                ratios[order[n - tail + i]] = Math.Min(1, cut + excess);
            }
        }

        var sum = ratios.Sum();
        double[] weights = [.. ratios.Select(ratio => ratio / sum)];
        return new(weights, shape, 1 / weights.Sum(w => w * w));
    }

    /// <summary>Shape and scale of a generalised Pareto distribution.</summary>
    private static (double Shape, double Scale) Fit(double[] sorted)
    {
        var n = sorted.Length;
        var points = 30 + (int)Math.Sqrt(n);
        var quarter = sorted[(int)Math.Floor(n / 4.0 + 0.5) - 1];
        // Most of the tail is nothing beside its end: no weight can be trusted.
        if (!(quarter > sorted[^1] * 1e-300)) return (double.PositiveInfinity, 0);
        double[] theta = [.. Enumerable.Range(1, points).Select(i => 1 / sorted[^1] + (1 - Math.Sqrt(points / (i - 0.5))) / (3 * quarter))];
        double Shape(double at) => sorted.Average(x => Transform.Log1P(-at * x));
        double[] profile = [.. theta.Select(at => Shape(at) is var k ? n * (Math.Log(-at / k) - k - 1) : 0)];
        var mean = LogSumExp.Normalise(profile).Zip(theta, (w, at) => w * at).Sum();
        var shape = Shape(mean);
        return ((shape * n + 5) / (n + 10), -shape / mean);
    }
}
