using MathNet.Numerics;

namespace LiveCommerce.Numerics;

/// <summary>Log gammas and probabilities of counts, with their digits kept where differences of log gammas have lost them.</summary>
/// <remarks>Loader (2000), "Fast and accurate computation of binomial probabilities".</remarks>
internal static class Stirling
{
    /// <summary>ln Gamma(x) - (x - 1/2) ln x + x - ln(2 pi) / 2.</summary>
    internal static double Error(double x)
    {
        if (x < 15) return SpecialFunctions.GammaLn(x) - ((x - 0.5) * Math.Log(x)) + x - (0.5 * Math.Log(2 * Math.PI));
        var square = 1 / (x * x);
        return ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188)))))))) / x;
    }

    /// <summary>ln of n choose k.</summary>
    internal static double LogChoose(double n, double k)
    {
        if (k <= 0 || k >= n) return 0;
        double m = n - k, p = k / n;
        if (n < 30) return SpecialFunctions.GammaLn(n + 1) - SpecialFunctions.GammaLn(k + 1) - SpecialFunctions.GammaLn(m + 1);
        return Error(n) - Error(k) - Error(m) - (0.5 * Math.Log(2 * Math.PI * p * m)) - (k * Math.Log(p)) - (m * Transform.Log1P(-p));
    }

    /// <summary>ln(1 + t) - t, where <paramref name="ratio"/> is 1 + t.</summary>
    internal static double Excess(double t, double ratio)
    {
        if (Math.Abs(t) > 0.1) return Math.Log(ratio) - t;
        // ln((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + ...) with s = t / (2 + t).
        double s = t / (2 + t), square = s * s, term = 2 * s * square, sum = -s * t;
        for (var k = 3; k < 40; k += 2)
        {
            var next = sum + (term / k);
            if (next == sum) break;
            sum = next;
            term *= square;
        }

        return sum;
    }

    /// <summary>ln of the chance of k successes in n trials, each with chance p; q is 1 - p.</summary>
    internal static double LogBinomial(double k, double n, double p, double q)
    {
        if (p <= 0) return k == 0 ? 0 : double.NegativeInfinity;
        if (q <= 0) return k == n ? 0 : double.NegativeInfinity;
        if (k == 0) return n * (p < 0.5 ? Transform.Log1P(-p) : Math.Log(q));
        if (k == n) return n * (q < 0.5 ? Transform.Log1P(-q) : Math.Log(p));
        var m = n - k;
        return Error(n) - Error(k) - Error(m) + (k * Excess(((n * p) - k) / k, n * p / k)) + (m * Excess(((n * q) - m) / m, n * q / m)) + (0.5 * Math.Log(n / (2 * Math.PI * k * m)));
    }
}
