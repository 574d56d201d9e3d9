namespace LiveCommerce.Numerics;

/// <summary>The regularised incomplete beta function with its digits kept at shapes of 10^12, where differences of log gammas have lost theirs.</summary>
/// <remarks>Density about its peak after Loader (2000); continued fraction of DiDonato and Morris (1992) for a small shape, Gauss-Legendre from the point outwards for two large ones.</remarks>
internal static class IncompleteBeta
{
    /// <summary>Both shapes beyond this: the density is near normal, and one panel of the rule holds all of a tail.</summary>
    private const double Large = 3000;
    private static readonly QuadratureRule Panel = Quadrature.GaussLegendre(64, 0, 1);

    /// <summary>P(X &lt; x) for X ~ Beta(a, b).</summary>
    internal static double Lower(double a, double b, double x) => Lower(a, b, x, 1 - x);

    /// <summary>P(X &gt; x).</summary>
    internal static double Upper(double a, double b, double x) => Lower(b, a, 1 - x, x);

    /// <summary>P(X &lt; x), with 1 - x given by one who knows it better.</summary>
    internal static double Lower(double a, double b, double x, double rest)
    {
        if (x <= 0) return 0;
        if (rest <= 0) return 1;
        if (Few(b, a)) return IncompleteGamma.Upper(b, -(a + ((b - 1) / 2)) * Transform.Log1P(-rest));
        if (Few(a, b)) return IncompleteGamma.Lower(a, -(b + ((a - 1) / 2)) * Transform.Log1P(-x));
        if (a > Large && b > Large) return x < a / (a + b) ? Outwards(a, b, x, rest) : 1 - Outwards(b, a, rest, x);
        return x < (a + 1) / (a + b + 2) ? Fraction(a, b, x, rest) : 1 - Fraction(b, a, rest, x);
    }

    /// <summary>One shape so far below the other that the smaller part is a gamma variate to the last digits (Temme 1987); the fraction would lose some.</summary>
    private static bool Few(double few, double many) => many > 6.5e5 * Math.Pow(few, 1.5) && many > 1e6;

    /// <summary>ln of x^a (1 - x)^b / B(a, b): the density of the logit.</summary>
    internal static double LogDensityOfLogit(double a, double b, double x, double rest)
    {
        double n = a + b, p = a / n, q = b / n, d = x < rest ? x - p : q - rest;
        return 0.5 * Math.Log(a / n * b / (2 * Math.PI)) + Stirling.Error(n) - Stirling.Error(a) - Stirling.Error(b)
            + (a * Stirling.Excess(d / p, x / p)) + (b * Stirling.Excess(-d / q, rest / q));
    }

    /// <summary>The tail below x by the integral of the logit's density from x downwards.</summary>
    private static double Outwards(double a, double b, double x, double rest)
    {
        double logit = Math.Log(x / rest), width = 9 * Math.Sqrt((1 / a) + (1 / b));
        var top = LogDensityOfLogit(a, b, x, rest);
        if (top < -745) return 0;
        // Far out the density falls at a rate of its own, not by standard deviations.
        var slope = (a * rest) - (b * x);
        if (slope * width > 45) width = 45 / slope;
        var sum = 0.0;
        for (var i = 0; i < Panel.Nodes.Count; i++)
        {
            var by = Math.Exp(-width * Panel.Nodes[i]);
            // exp(logit - width t) without passing by the logit, whose rounding counts at such shapes.
            double odds = x / rest * by, below = odds / (1 + odds);
            sum += Panel.Weights[i] * Math.Exp(LogDensityOfLogit(a, b, below, 1 / (1 + odds)));
        }

        return double.IsNaN(logit) ? 0 : Math.Min(1, sum * width);
    }

    private static double Fraction(double a, double b, double x, double rest)
    {
        var front = Math.Exp(LogDensityOfLogit(a, b, x, rest)) / a;
        if (front == 0) return 0;
        const double Tiny = 1e-300;
        double c = 1, d = x < 0.5 ? 1 - ((a + b) * x / (a + 1)) : (1 - b + ((a + b) * rest)) / (a + 1);
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        var value = d;
        for (var m = 1; m < 1_000_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < 3e-16) break;
        }

        return Math.Min(1, front * value);

        static double Away(double v) => Math.Abs(v) < Tiny ? Tiny : v;
    }
}
