using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Normal and chi-squared tails and their points, as the tests of this room use them.</summary>
internal static class Tail
{
    internal static double Normal(double z) => Survival.Normal(z);

    internal static double TwoSided(double z) => 2 * Survival.Normal(Math.Abs(z));

    /// <summary>The point with <paramref name="tail"/> of the standard normal above it.</summary>
    internal static double Quantile(double tail) => -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, tail);

    internal static double ChiSquared(double x, double degrees) => Survival.ChiSquared(x, degrees);

    internal static double ChiSquaredQuantile(double level, double degrees) => MathNet.Numerics.Distributions.ChiSquared.InvCDF(degrees, level);
}
