namespace LiveCommerce.Conversion;

/// <summary>Miettinen and Nurminen's score intervals of two rates: the null values that a score test does not reject.</summary>
/// <remarks>Miettinen and Nurminen (1985), Statistics in Medicine 4:213-226. Variance times N / (N - 1).</remarks>
internal static class ScoreInterval
{
    internal static Interval Difference(RateCount a, RateCount b, double level) =>
        Invert(delta => DifferenceScore(a, b, delta), -1, 1, b.Fraction - a.Fraction, level);

    internal static Interval Ratio(RateCount a, RateCount b, double level)
    {
        if (a.Events == 0 && b.Events == 0) return new Interval(0, double.PositiveInfinity, level, IntervalKind.Confidence);
        return Logged(log => RatioScore(a, b, Math.Exp(log)), a.Events == 0, b.Events == 0, b.Fraction / a.Fraction, level);
    }

    internal static Interval OddsRatio(RateCount a, RateCount b, double level)
    {
        double xa = a.Events, ya = a.Trials - a.Events, xb = b.Events, yb = b.Trials - b.Events;
        if ((xa == 0 && xb == 0) || (ya == 0 && yb == 0)) return new Interval(0, double.PositiveInfinity, level, IntervalKind.Confidence);
        return Logged(log => OddsScore(a, b, Math.Exp(log)), xa == 0 || yb == 0, xb == 0 || ya == 0, xb * ya / (yb * xa), level);
    }

    private static Interval Logged(Func<double, double> score, bool endless, bool zero, double estimate, double level)
    {
        const double Far = 46;
        var centre = endless ? Far : zero ? -Far : Math.Log(estimate);
        var interval = Invert(score, -Far, Far, centre, level);
        return interval with { Low = zero ? 0 : Math.Exp(interval.Low), High = endless ? double.PositiveInfinity : Math.Exp(interval.High) };
    }

    /// <summary>The score falls as the null value rises; it is 0 at the estimate.</summary>
    private static Interval Invert(Func<double, double> score, double lowest, double highest, double estimate, double level)
    {
        var z = Tail.Quantile((1 - level) / 2);
        return new Interval(Root(value => z - score(value), lowest, estimate), Root(value => -z - score(value), estimate, highest), level, IntervalKind.Confidence);
    }

    private static double Root(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 100 && high - low > 1e-15 * (1 + Math.Abs(low)); i++)
        {
            var middle = (low + high) / 2;
            if (rising(middle) < 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private static double Score(double distance, double variance, double n) =>
        distance == 0 ? 0 : variance > 0 ? distance / Math.Sqrt(variance * n / (n - 1)) : Math.CopySign(1e300, distance);

    /// <summary>The restricted rate of A solves a cubic, in closed form.</summary>
    private static double DifferenceScore(RateCount a, RateCount b, double delta)
    {
        double na = a.Trials, nb = b.Trials, n = na + nb, events = a.Events + b.Events;
        var l2 = ((nb + (2 * na)) * delta) - n - events;
        var l1 = (((na * delta) - n - (2 * a.Events)) * delta) + events;
        var l0 = a.Events * delta * (1 - delta);
        var q = (l2 * l2 * l2 / (27 * n * n * n)) - (l1 * l2 / (6 * n * n)) + (l0 / (2 * n));
        var p = Math.CopySign(Math.Sqrt(Math.Max(0, (l2 * l2 / (9 * n * n)) - (l1 / (3 * n)))), q);
        var angle = p == 0 ? Math.PI / 2 : (Math.PI + Math.Acos(Math.Clamp(q / (p * p * p), -1, 1))) / 3;
        var rate = Math.Clamp((2 * p * Math.Cos(angle)) - (l2 / (3 * n)), 0, 1);
        var other = Math.Clamp(rate + delta, 0, 1);
        return Score(b.Fraction - a.Fraction - delta, (rate * (1 - rate) / na) + (other * (1 - other) / nb), n);
    }

    private static double RatioScore(RateCount a, RateCount b, double ratio)
    {
        double na = a.Trials, nb = b.Trials, n = na + nb, events = a.Events + b.Events;
        double qa = n * ratio, qb = -((nb * ratio) + b.Events + na + (a.Events * ratio));
        var rate = (-qb - Math.Sqrt(Math.Max(0, (qb * qb) - (4 * qa * events)))) / (2 * qa);
        var other = Math.Clamp(rate * ratio, 0, 1);
        return Score(b.Fraction - (ratio * a.Fraction), (ratio * ratio * rate * (1 - rate) / na) + (other * (1 - other) / nb), n);
    }

    private static double OddsScore(RateCount a, RateCount b, double ratio)
    {
        double na = a.Trials, nb = b.Trials, n = na + nb, events = a.Events + b.Events;
        double qa = na * (ratio - 1), qb = (nb * ratio) + na - (events * (ratio - 1));
        // The stable form of the quadratic's positive root; it also holds at a ratio of 1.
        var rate = 2 * events / (qb + Math.Sqrt((qb * qb) + (4 * qa * events)));
        var other = rate * ratio / (1 + (rate * (ratio - 1)));
        var information = (1 / (nb * other * (1 - other))) + (1 / (na * rate * (1 - rate)));
        return Score(nb * (b.Fraction - other), 1 / information, n);
    }
}
