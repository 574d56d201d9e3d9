using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Conversion;

/// <summary>Quantiles of a Beta distribution from either tail, so that no digit is lost near 0 or 1 nor at large shapes.</summary>
internal static class BetaQuantile
{
    /// <summary>From this number of trials on, the logit is near normal and a start by its moments is close.</summary>
    private const double Large = 3000;

    /// <summary>The rate with <paramref name="tail"/> of the probability below it.</summary>
    internal static double Lower(double a, double b, double tail)
    {
        if (tail <= 0) return 0;
        if (tail >= 1) return 1;
        var x = Math.Clamp(Start(a, b, tail), 1e-300, 1 - 1e-16);
        for (var i = 0; i < 12; i++)
        {
            // The density of the logit over x (1 - x) is that of the rate.
            var density = Math.Exp(IncompleteBeta.LogDensityOfLogit(a, b, x, 1 - x)) / x / (1 - x);
            if (!(density > 0) || !double.IsFinite(density)) break;
            var next = x - ((IncompleteBeta.Lower(a, b, x) - tail) / density);
            if (next is not (> 0 and < 1)) break;
            var done = Math.Abs(next - x) <= 4e-16 * x;
            x = next;
            if (done) break;
        }

        return x;
    }

    /// <summary>The rate with <paramref name="tail"/> of the probability above it.</summary>
    internal static double Upper(double a, double b, double tail) => 1 - Lower(b, a, tail) is var far and > 0.5 ? far : Lower(a, b, 1 - tail);

    private static double Start(double a, double b, double tail)
    {
        if (a > Large && b > Large) return Transform.InverseLogit(Math.Log(a / b) + (Normal.InvCDF(0, 1, tail) * Math.Sqrt((1 / a) + (1 / b))));
        if (Math.Min(a, b) > 0.01 && Math.Max(a, b) < 1e6) return Beta.InvCDF(a, b, tail);
        double low = -700, high = 40;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (IncompleteBeta.Lower(a, b, Transform.InverseLogit(middle), Transform.InverseLogit(-middle)) < tail) low = middle;
            else high = middle;
        }

        return Transform.InverseLogit(high);
    }
}
