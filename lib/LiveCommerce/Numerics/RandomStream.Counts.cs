using MathNet.Numerics;

namespace LiveCommerce.Numerics;

public sealed partial class RandomStream
{
    /// <summary>Number of successes in <paramref name="n"/> trials.</summary>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">Chance of a success, 0 to 1.</param>
    /// <exception cref="InputException"><paramref name="n"/> is negative or <paramref name="p"/> is no probability.</exception>
    /// <remarks>Inversion for a small mean; else halved at a beta order statistic (Devroye 1986, X.4.3) until it is small: exact, in log n steps.</remarks>
    public long NextBinomial(long n, double p)
    {
        if (n < 0) Guard.AtLeast(-1, 0, "n");
        Guard.Probability(p, "p");
        long sum = 0;
        while (n > 0 && p > 0)
        {
            if (p >= 1) return sum + n;
            if (n * Math.Min(p, 1 - p) < 12) return sum + BinomialByInversion(n, p);
            var k = (n / 2) + 1;
            var middle = NextBeta(k, n - k + 1);
            if (middle <= p)
            {
                sum += k;
                n -= k;
                p = Math.Clamp((p - middle) / (1 - middle), 0, 1);
            }
            else
            {
                n = k - 1;
                p = Math.Clamp(p / middle, 0, 1);
            }
        }

        return sum;
    }

    private long BinomialByInversion(long n, double p)
    {
        if (p > 0.5) return n - BinomialByInversion(n, 1 - p);
        var odds = p / (1 - p);
        while (true)
        {
            var u = NextDouble();
            var term = Math.Exp(n * Transform.Log1P(-p));
            for (long x = 0; x <= n; x++)
            {
                if (u <= term) return x;
                u -= term;
                term *= odds * (n - x) / (x + 1);
                if (x > n * p && term < 1e-300) break;
            }
        }
    }

    /// <summary>Poisson count.</summary>
    /// <param name="mean">Mean, at least 0.</param>
    /// <exception cref="InputException">The mean is negative or not finite.</exception>
    /// <remarks>Products of uniforms below a mean of 12; above, the rejection PTRS of Hormann (1993).</remarks>
    public long NextPoisson(double mean)
    {
        if (mean == 0) return 0;
        Guard.Positive(mean, "mean");
        if (mean < 12)
        {
            var limit = Math.Exp(-mean);
            long count = -1;
            for (var product = 1.0; product > limit; count++) product *= NextDouble();
            return count;
        }

        var log = Math.Log(mean);
        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var inverse = 1.1239 + (1.1328 / (b - 3.4));
        var acceptance = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            var u = NextDouble() - 0.5;
            var v = NextDouble();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= acceptance) return (long)k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v * inverse / ((a / (us * us)) + b)) <= (k * log) - mean - SpecialFunctions.GammaLn(k + 1)) return (long)k;
        }
    }
}
