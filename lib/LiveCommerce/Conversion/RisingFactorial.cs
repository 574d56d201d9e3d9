using MathNet.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>x (x + 1) ... (x + count - 1), on the log scale.</summary>
internal static class RisingFactorial
{
    /// <summary>log Gamma(x + count) - log Gamma(x), with its digits kept when x is large.</summary>
    internal static double Log(double x, double count)
    {
        if (count == 0) return 0;
        if (x > 1e6 * count) return count * (Math.Log(x) + ((count - 1) / (2 * x)));
        if (count > 40) return SpecialFunctions.GammaLn(x + count) - SpecialFunctions.GammaLn(x);
        double sum = 0, product = 1;
        for (var i = 0; i < count; i++)
        {
            product *= x + i;
            if (product is < 1e250 and > 1e-250) continue;
            sum += Math.Log(product);
            product = 1;
        }

        return sum + Math.Log(product);
    }
}
