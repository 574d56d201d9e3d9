using MathNet.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Normal and chi-squared tails that keep their digits.</summary>
internal static class Tail
{
    internal static double Normal(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2));

    internal static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The point with <paramref name="tail"/> of the standard normal above it.</summary>
    internal static double Quantile(double tail) => -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, tail);

    internal static double ChiSquared(double x, double degrees) => SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);

    internal static double ChiSquaredQuantile(double level, double degrees) => MathNet.Numerics.Distributions.ChiSquared.InvCDF(degrees, level);
}
