using MathNet.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>The regularised incomplete gamma function with its digits kept at large shapes.</summary>
internal static class IncompleteGamma
{
    private const double Large = 3000;
    private static readonly QuadratureRule Panel = Quadrature.GaussLegendre(64, 0, 1);

    /// <summary>P(X &lt; x) for X of this shape and scale 1.</summary>
    internal static double Lower(double shape, double x) => x <= 0 ? 0
        : shape <= Large ? (x > shape ? 1 - Upper(shape, x) : SpecialFunctions.GammaLowerRegularized(shape, x))
        : x < shape ? Outwards(shape, x, -1) : 1 - Outwards(shape, x, 1);

    /// <summary>P(X &gt; x).</summary>
    internal static double Upper(double shape, double x) => x <= 0 ? 1
        : x > (10 * shape) + 2000 ? 0
        : shape <= Large ? SpecialFunctions.GammaUpperRegularized(shape, x)
        : x < shape ? 1 - Outwards(shape, x, -1) : Outwards(shape, x, 1);

    /// <summary>The tail from x outwards by the integral of the density of ln X.</summary>
    private static double Outwards(double shape, double x, int side)
    {
        if (double.IsPositiveInfinity(x)) return 0;
        double width = 9 / Math.Sqrt(shape), slope = Math.Abs(shape - x), sum = 0;
        if (slope * width > 45) width = 45 / slope;
        for (var i = 0; i < Panel.Nodes.Count; i++)
        {
            var ratio = x / shape * Math.Exp(side * width * Panel.Nodes[i]);
            sum += Panel.Weights[i] * Math.Exp(shape * Stirling.Excess(ratio - 1, ratio));
        }

        return Math.Min(1, sum * width * Math.Sqrt(shape / (2 * Math.PI)) * Math.Exp(-Stirling.Error(shape)));
    }
}
