using MathNet.Numerics.Distributions;

namespace LiveCommerce.Numerics;

/// <summary>A correlation with its test or interval.</summary>
/// <param name="Value">-1 to 1.</param>
/// <param name="PValue">Two-sided p.</param>
/// <param name="Exact">Whether the p is exact.</param>
/// <param name="Interval">Interval where there is one.</param>
public sealed record CorrelationResult(double Value, double PValue, bool Exact, Interval? Interval);

/// <summary>Whether two orders agree.</summary>
/// <remarks>Kendall (1938), Spearman (1904), Fisher (1921). Reference case A12.</remarks>
public static class RankCorrelation
{
    private const int MostExact = 12;
    private const int MostBySeries = 1290;

    /// <summary>Kendall's tau-b; p exact without ties up to 60 pairs, else normal with the variance that ties leave (Kendall 1970).</summary>
    /// <exception cref="InputException">Unequal lengths or fewer than three pairs.</exception>
    public static CorrelationResult Kendall(IEnumerable<double> x, IEnumerable<double> y)
    {
        var (a, b) = Pairs(x, y);
        var n = a.Length;
        long concordant = 0, discordant = 0, tiesA = 0, tiesB = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var sign = Math.Sign(a[i] - a[j]) * Math.Sign(b[i] - b[j]);
                if (sign > 0) concordant++;
                else if (sign < 0) discordant++;
                if (a[i] == a[j]) tiesA++;
                if (b[i] == b[j]) tiesB++;
            }
        }

        var pairs = n * (n - 1.0) / 2;
        var tau = (concordant - discordant) / Math.Sqrt((pairs - tiesA) * (pairs - tiesB));
        if (tiesA + tiesB == 0 && n <= 60) return new CorrelationResult(tau, KendallExact(n, (int)Math.Min(concordant, discordant)), true, null);
        return new CorrelationResult(tau, 2 * Survival.Normal(Math.Abs(concordant - discordant) / Math.Sqrt(ScoreVariance(a, b))), false, null);
    }

    /// <summary>Spearman's rho; p exact without ties up to 12 pairs, by Edgeworth's series up to 1290 (Best and Roberts 1975), else by Student's t.</summary>
    /// <exception cref="InputException">Unequal lengths or fewer than three pairs.</exception>
    public static CorrelationResult Spearman(IEnumerable<double> x, IEnumerable<double> y)
    {
        var (a, b) = Pairs(x, y);
        double[] ra = Ranks.Average(a), rb = Ranks.Average(b);
        var rho = Value(ra, rb);
        var n = a.Length;
        if (n <= MostBySeries && ra.Distinct().Count() == n && rb.Distinct().Count() == n)
        {
            var distance = ra.Zip(rb, (p, q) => (p - q) * (p - q)).Sum();
            var middle = n * ((n * n) - 1.0) / 6;
            var p = n <= MostExact ? SpearmanExact(n, Math.Abs(distance - middle) - 1e-9, middle) : SpearmanSeries(n, middle + Math.Abs(distance - middle));
            return new CorrelationResult(rho, p, n <= MostExact, null);
        }

        return new CorrelationResult(rho, TTest(rho, n), false, null);
    }

    /// <summary>Pearson's r with the interval of Fisher's z.</summary>
    /// <exception cref="InputException">Unequal lengths, fewer than four pairs, or a level outside (0, 1).</exception>
    public static CorrelationResult Pearson(IEnumerable<double> x, IEnumerable<double> y, double level = 0.95)
    {
        var (a, b) = Pairs(x, y);
        Guard.AtLeast(a.Length, 4, "pairs");
        Guard.Level(level);
        var r = Value(a, b);
        var half = Normal.InvCDF(0, 1, (1 + level) / 2) / Math.Sqrt(a.Length - 3);
        var z = Math.Atanh(r);
        return new CorrelationResult(r, TTest(r, a.Length), false, new Interval(Math.Tanh(z - half), Math.Tanh(z + half), level, IntervalKind.Confidence));
    }

    /// <summary>Variance of concordant minus discordant pairs when the orders have nothing to do with each other.</summary>
    private static double ScoreVariance(double[] a, double[] b)
    {
        double n = a.Length;
        static double Ties(double[] x, Func<double, double> of) => x.GroupBy(value => value).Sum(group => of(group.Count()));
        static double Twos(double t) => t * (t - 1);
        static double Threes(double t) => t * (t - 1) * (t - 2);
        static double Spread(double t) => t * (t - 1) * ((2 * t) + 5);
        return ((Spread(n) - Ties(a, Spread) - Ties(b, Spread)) / 18)
            + (Ties(a, Twos) * Ties(b, Twos) / (2 * Twos(n)))
            + (Ties(a, Threes) * Ties(b, Threes) / (9 * Threes(n)));
    }

    private static double TTest(double r, int n) => Math.Abs(r) >= 1 ? 0 : Survival.StudentTTwoSided(r * Math.Sqrt((n - 2) / (1 - (r * r))), n - 2);

    private static double Value(double[] a, double[] b)
    {
        double ma = a.Average(), mb = b.Average();
        double Deviation(double[] x, double mean) => Math.Sqrt(x.Sum(value => (value - mean) * (value - mean)));
        return Math.Clamp(a.Zip(b, (p, q) => (p - ma) * (q - mb)).Sum() / Deviation(a, ma) / Deviation(b, mb), -1, 1);
    }

    private static (double[] A, double[] B) Pairs(IEnumerable<double> x, IEnumerable<double> y)
    {
        double[] a = Guard.Values(x, "x", 3), b = Guard.Values(y, "y", 3);
        Guard.SameLength(a.Length, b.Length, "x and y");
        if (a.Max() == a.Min() || b.Max() == b.Min())
            throw new NotIdentifiedException("MODEL151", a.Max() == a.Min() ? "'x'" : "'y'", "all values are equal", "a correlation needs spread on both sides", "leave the variable out");
        return (a, b);
    }

    private static double KendallExact(int n, int fewer)
    {
        double[] share = [1];
        for (var m = 2; m <= n; m++)
        {
            var next = new double[share.Length + m - 1];
            for (var i = 0; i < share.Length; i++)
            {
                for (var j = 0; j < m; j++) next[i + j] += share[i] / m;
            }

            share = next;
        }

        return Math.Min(1, 2 * share.Take(fewer + 1).Sum());
    }

    /// <summary>Two-sided p of a sum of squared rank distances at or above its middle.</summary>
    private static double SpearmanSeries(int n, double distance)
    {
        var b = 1.0 / n;
        var x = ((6 * (distance - 1) * b / ((double)n * n - 1)) - 1) * Math.Sqrt(n - 1);
        var y = x * x;
        var u = x * b * (0.2274 + (b * (0.2531 + (0.1745 * b))) + (y * (-0.0758 + (b * (0.1033 + (0.3932 * b)))
            - (y * b * (0.0879 + (0.0151 * b) - (y * (0.0072 - (0.0831 * b) + (y * b * (0.0131 - (4.6e-4 * y))))))))));
        return Math.Clamp(2 * ((u / Math.Exp(y / 2)) + Survival.Normal(x)), 0, 1);
    }

    /// <summary>Counts the orders by their squared rank distance, one rank at a time over the subsets used.</summary>
    private static double SpearmanExact(int n, double least, double middle)
    {
        var most = (int)(2 * middle) + 1;
        var states = new double[1 << n][];
        states[0] = new double[most];
        states[0][0] = 1;
        for (var mask = 0; mask < (1 << n) - 1; mask++)
        {
            var from = states[mask];
            var place = System.Numerics.BitOperations.PopCount((uint)mask);
            for (var rank = 0; rank < n; rank++)
            {
                if ((mask >> rank & 1) != 0) continue;
                var target = states[mask | (1 << rank)] ??= new double[most];
                var by = (place - rank) * (place - rank);
                for (var distance = 0; distance + by < most; distance++) target[distance + by] += from[distance];
            }

            states[mask] = null!;
        }

        var last = states[^1];
        return last.Where((_, distance) => Math.Abs(distance - middle) >= least).Sum() / last.Sum();
    }
}
