using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Conversion;

/// <summary>Quantiles of a Beta distribution from either tail, so that no digit is lost near 0 or 1.</summary>
internal static class BetaQuantile
{
    /// <summary>The rate with <paramref name="tail"/> of the probability below it.</summary>
    internal static double Lower(double a, double b, double tail)
    {
        if (tail <= 0) return 0;
        if (tail >= 1) return 1;
        var x = Math.Clamp(Beta.InvCDF(a, b, tail), 1e-300, 1 - 1e-16);
        var logBeta = SpecialFunctions.BetaLn(a, b);
        for (var i = 0; i < 3; i++)
        {
            var density = Math.Exp(((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x)) - logBeta);
            if (!(density > 0) || !double.IsFinite(density)) break;
            var next = x - ((SpecialFunctions.BetaRegularized(a, b, x) - tail) / density);
            if (next is not (> 0 and < 1)) break;
            x = next;
        }

        return x;
    }

    /// <summary>The rate with <paramref name="tail"/> of the probability above it.</summary>
    internal static double Upper(double a, double b, double tail) => 1 - Lower(b, a, tail) is var far and > 0.5 ? far : Lower(a, b, 1 - tail);
}
