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
    /// <summary>Kendall's tau-b; p exact without ties up to 60 pairs, else normal with the variance that ties leave (Kendall 1970).</summary>
    /// <exception cref="InputException">Unequal lengths or fewer than three pairs.</exception>
    public static CorrelationResult Kendall(IEnumerable<double> x, IEnumerable<double> y)
    {
        var (a, b) = Pairs(x, y);
        int n = a.Length, concordant = 0, discordant = 0, tiesA = 0, tiesB = 0;
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

        var pairs = n * (n - 1) / 2.0;
        var tau = (concordant - discordant) / Math.Sqrt((pairs - tiesA) * (pairs - tiesB));
        if (tiesA + tiesB == 0 && n <= 60) return new CorrelationResult(tau, KendallExact(n, Math.Min(concordant, discordant)), true, null);
        return new CorrelationResult(tau, 2 * Survival.Normal(Math.Abs(concordant - discordant) / Math.Sqrt(ScoreVariance(a, b))), false, null);
    }

    /// <summary>Spearman's rho; p exact without ties up to 10 pairs, else by Student's t.</summary>
    /// <exception cref="InputException">Unequal lengths or fewer than three pairs.</exception>
    public static CorrelationResult Spearman(IEnumerable<double> x, IEnumerable<double> y)
    {
        var (a, b) = Pairs(x, y);
        double[] ra = Ranks.Average(a), rb = Ranks.Average(b);
        var rho = Value(ra, rb);
        var n = a.Length;
        if (n <= 10 && ra.Distinct().Count() == n && rb.Distinct().Count() == n)
        {
            var distance = ra.Zip(rb, (p, q) => (p - q) * (p - q)).Sum();
            var middle = n * ((n * n) - 1.0) / 6;
            return new CorrelationResult(rho, SpearmanExact(n, Math.Abs(distance - middle) - 1e-9, middle), true, null);
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
        return a.Zip(b, (p, q) => (p - ma) * (q - mb)).Sum() / Math.Sqrt(a.Sum(p => (p - ma) * (p - ma)) * b.Sum(q => (q - mb) * (q - mb)));
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

    /// <summary>Counts the orders by their squared rank distance, one rank at a time over the subsets used.</summary>
    private static double SpearmanExact(int n, double least, double middle)
    {
        var states = new Dictionary<int, double>[1 << n];
        states[0] = new Dictionary<int, double> { [0] = 1 };
        for (var mask = 0; mask < (1 << n) - 1; mask++)
        {
            var place = System.Numerics.BitOperations.PopCount((uint)mask);
            for (var rank = 0; rank < n; rank++)
            {
                if ((mask >> rank & 1) != 0) continue;
                var target = states[mask | (1 << rank)] ??= [];
                foreach (var (distance, count) in states[mask])
                {
                    var key = distance + ((place - rank) * (place - rank));
                    target[key] = target.GetValueOrDefault(key) + count;
                }
            }
        }

        var last = states[^1];
        return last.Where(pair => Math.Abs(pair.Key - middle) >= least).Sum(pair => pair.Value) / last.Values.Sum();
    }
}
