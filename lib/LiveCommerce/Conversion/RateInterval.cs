using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Conversion;

/// <summary>Intervals of one binomial rate.</summary>
/// <remarks>Newcombe (1998), Statistics in Medicine 17:857-872; Brown, Cai and DasGupta (2001). Reference case B01.</remarks>
public static class RateInterval
{
    /// <summary>The interval of <paramref name="events"/> out of <paramref name="trials"/>.</summary>
    /// <param name="events">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="kind">How it is made.</param>
    /// <param name="level">Coverage, between 0 and 1.</param>
    /// <returns>An interval in 0..1. Only <see cref="RateIntervalKind.Wald"/> has no width at 0 of n and n of n.</returns>
    /// <exception cref="InputException">A count is negative, trials are 0, events exceed trials, or the level is not between 0 and 1.</exception>
    public static Interval Of(long events, long trials, RateIntervalKind kind = RateIntervalKind.Wilson, double level = 0.95)
    {
        Check.Counts("rate", events, trials);
        Check.Level(level);
        var tail = (1 - level) / 2;
        var z = -Normal.InvCDF(0, 1, tail);
        double x = events, n = trials;
        var (low, high) = kind switch
        {
            RateIntervalKind.Wilson => Wilson(x, n, z),
            RateIntervalKind.WilsonContinuity => WilsonContinuity(x, n, z),
            RateIntervalKind.Jeffreys => Jeffreys(x, n, tail),
            RateIntervalKind.ClopperPearson => ClopperPearson(x, n, tail),
            RateIntervalKind.MidP => MidP(x, n, tail),
            RateIntervalKind.AgrestiCoull => Wald((x + (z * z / 2)) / (n + (z * z)), n + (z * z), z),
            RateIntervalKind.Wald => Wald(x / n, n, z),
            _ => throw new InputException("MODEL304", "'kind'", $"it is {(int)kind}", "it names no interval", "use one of RateIntervalKind"),
        };
        var meaning = kind == RateIntervalKind.Jeffreys ? IntervalKind.Credible : IntervalKind.Confidence;
        return new Interval(events == 0 ? 0 : Math.Max(0, low), events == trials ? 1 : Math.Min(1, high), level, meaning) switch
        {
            var interval when kind == RateIntervalKind.Wald => interval with { Low = Math.Max(0, low), High = Math.Min(1, high) },
            var interval => interval,
        };
    }

    private static (double Low, double High) Wald(double p, double n, double z)
    {
        var half = z * Math.Sqrt(p * (1 - p) / n);
        return (p - half, p + half);
    }

    internal static (double Low, double High) Wilson(double x, double n, double z)
    {
        double p = x / n, zz = z * z;
        var centre = x + (zz / 2);
        var half = z * Math.Sqrt((n * p * (1 - p)) + (zz / 4));
        return ((centre - half) / (n + zz), (centre + half) / (n + zz));
    }

    private static (double Low, double High) WilsonContinuity(double x, double n, double z)
    {
        double p = x / n, q = 1 - p, zz = z * z, below = 2 * (n + zz);
        var low = ((2 * x) + zz - 1 - (z * Math.Sqrt(Math.Max(0, zz - 2 - (1 / n) + (4 * p * ((n * q) + 1)))))) / below;
        var high = ((2 * x) + zz + 1 + (z * Math.Sqrt(Math.Max(0, zz + 2 - (1 / n) + (4 * p * ((n * q) - 1)))))) / below;
        return (Math.Min(low, p), Math.Max(high, p));
    }

    private static (double Low, double High) Jeffreys(double x, double n, double tail) =>
        (BetaQuantile.Lower(x + 0.5, n - x + 0.5, tail), BetaQuantile.Upper(x + 0.5, n - x + 0.5, tail));

    private static (double Low, double High) ClopperPearson(double x, double n, double tail) =>
        (x == 0 ? 0 : BetaQuantile.Lower(x, n - x + 1, tail), x == n ? 1 : BetaQuantile.Upper(x + 1, n - x, tail));

    private static (double Low, double High) MidP(double x, double n, double tail)
    {
        var low = x == 0 ? 0 : Bisection(p => Half(p) + (x == n ? 0 : IncompleteBeta.Lower(x + 1, n - x, p)) - tail, 0, x / n);
        var high = x == n ? 1 : Bisection(p => tail - Half(p) - (x == 0 ? 0 : IncompleteBeta.Lower(n - x + 1, x, 1 - p, p)), x / n, 1);
        return (low, high);

        double Half(double p) => 0.5 * Math.Exp(Stirling.LogBinomial(x, n, p, 1 - p));
    }

    internal static double LogChoose(double n, double k) => Stirling.LogChoose(n, k);

    /// <summary>The root of a rising function between its ends, to the last digits.</summary>
    private static double Bisection(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 200 && high - low > 1e-16 + (1e-15 * high); i++)
        {
            var middle = (low + high) / 2;
            if (rising(middle) < 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
