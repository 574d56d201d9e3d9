namespace LiveCommerce.Numerics;

/// <summary>Integrals of exp(log density) over the line, with the nodes laid around the density's own peak.</summary>
/// <remarks>Liu and Pierce (1994). One node is the Laplace approximation; 9 suffice for a random intercept.</remarks>
public static class AdaptiveGaussHermite
{
    /// <summary>ln of the integral of exp(<paramref name="logDensity"/>) over the whole line.</summary>
    /// <param name="logDensity">Log of the integrand, with one peak.</param>
    /// <param name="nodes">Nodes, 1 to 200.</param>
    /// <param name="start">Where the search for the peak begins.</param>
    /// <exception cref="NotIdentifiedException">No peak is found: the integrand does not fall off on both sides.</exception>
    public static double LogIntegral(Func<double, double> logDensity, int nodes = 15, double start = 0)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        var peak = FindPeak(logDensity, Guard.Finite(start, "start"));
        var step = 1e-3 * Math.Max(1, Math.Abs(peak));
        var curvature = Curvature(logDensity, peak, step);
        if (curvature < 0) step = 0.01 / Math.Sqrt(-curvature);
        curvature = Curvature(logDensity, peak, step);
        if (!(curvature < 0)) throw NoPeak(peak);
        return LogIntegralAt(logDensity, peak, 1 / Math.Sqrt(-curvature), Quadrature.GaussHermite(nodes));
    }

    /// <summary>The same, where the peak and the scale (1 / square root of minus the second derivative) are known.</summary>
    /// <param name="logDensity">Log of the integrand.</param>
    /// <param name="peak">Where it is highest.</param>
    /// <param name="scale">Its width there, above 0.</param>
    /// <param name="rule">A Gauss-Hermite rule.</param>
    public static double LogIntegralAt(Func<double, double> logDensity, double peak, double scale, QuadratureRule rule)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        ArgumentNullException.ThrowIfNull(rule);
        Guard.SameLength(Guard.Items([rule], "rule", r => r.Nodes, r => r.Weights)[0].Nodes.Count, rule.Weights.Count, "nodes and weights");
        var factor = Math.Sqrt(2) * Guard.Positive(scale, "scale");
        var logs = new double[rule.Nodes.Count];
        for (var i = 0; i < logs.Length; i++)
        {
            var z = rule.Nodes[i];
            logs[i] = Math.Log(rule.Weights[i]) + (z * z) + logDensity(peak + (factor * z));
            if (double.IsNaN(logs[i])) throw NoPeak(peak + (factor * z));
        }

        return Math.Log(factor) + LogSumExp.Of(logs);
    }

    private static double FindPeak(Func<double, double> f, double start)
    {
        double width = 1, low = start - 1, high = start + 1, middle = start;
        for (var step = 0; f(low) >= f(middle) || f(high) >= f(middle); step++)
        {
            if (step == 200 || !double.IsFinite(width)) throw NoPeak(middle);
            if (f(low) > f(middle)) middle = low;
            else if (f(high) > f(middle)) middle = high;
            else if (f(low) == f(middle) && f(high) == f(middle) && step > 60) throw NoPeak(middle);
            width *= 1.5;
            low = middle - width;
            high = middle + width;
        }

        return Golden(f, low, high);
    }

    private static double Golden(Func<double, double> f, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        double c = high - (ratio * (high - low)), d = low + (ratio * (high - low)), fc = f(c), fd = f(d);
        for (var step = 0; step < 90 && high - low > 1e-9 * Math.Max(1, Math.Abs(c)); step++)
        {
            if (fc > fd)
            {
                (high, d, fd) = (d, c, fc);
                c = high - (ratio * (high - low));
                fc = f(c);
            }
            else
            {
                (low, c, fc) = (c, d, fd);
                d = low + (ratio * (high - low));
                fd = f(d);
            }
        }

        return (low + high) / 2;
    }

    private static double Curvature(Func<double, double> f, double x, double h) => (f(x + h) - (2 * f(x)) + f(x - h)) / (h * h);

    private static NotIdentifiedException NoPeak(double x) => new("MODEL115", FormattableString.Invariant($"log density near {x:G6}"),
        "no peak", "the integrand must fall off on both sides", "check the data or give a prior that is proper");
}
