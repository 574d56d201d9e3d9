using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Intervals and p-values that hold at every look at once, however often one looks and whenever one stops.</summary>
/// <remarks>
/// One rate: the beta-binomial mixture martingale (Robbins 1970), exact. Two rates: the normal mixture sequential probability ratio test
/// (Johari, Koomen, Pekelis and Walsh 2022), for large counts. Wider than the interval of a fixed number of trials; where the looks are
/// known before, <see cref="SequentialPlan"/> is narrower. Trials are taken as independent.
/// </remarks>
public static class AlwaysValid
{
    private const double FewEvents = 20;

    /// <summary>A confidence sequence of one rate: with the level's probability it holds the rate after every trial.</summary>
    /// <param name="counts">All trials so far.</param>
    /// <param name="level">Coverage over all looks together, between 0 and 1.</param>
    /// <param name="mixing">Where the rate is expected, fixed before the data; uniform when left out. It moves the width, not the coverage.</param>
    /// <exception cref="InputException">The counts are no rate, or the level is not between 0 and 1.</exception>
    public static Interval Rate(RateCount counts, double level = 0.95, BetaRate? mixing = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        counts.Checked("rate");
        var limit = -Math.Log(1 - Check.Level(level));
        var before = mixing ?? BetaRate.Uniform;
        double x = counts.Events, n = counts.Trials, rate = x / n;
        var evidence = RisingFactorial.Log(before.Alpha, x) + RisingFactorial.Log(before.Beta, n - x) - RisingFactorial.Log(before.Alpha + before.Beta, n) + Stirling.LogChoose(n, x);
        double Rise(double p) => evidence - Stirling.LogBinomial(x, n, p, 1 - p) - limit;
        return new Interval(x == 0 ? 0 : Root(Rise, rate, 0), x == n ? 1 : Root(Rise, rate, 1), level, IntervalKind.Confidence);
    }

    /// <summary>Rate of B minus rate of A, with an interval that holds at every look.</summary>
    /// <param name="a">All counts of A so far.</param>
    /// <param name="b">All counts of B so far.</param>
    /// <param name="expectedSize">Size of a difference that is worth finding, such as 0.005; fixed before the data. It moves the width, not the coverage.</param>
    /// <param name="level">Coverage over all looks together.</param>
    /// <exception cref="InputException">Counts that are no rates, or a size that is not between 0 and 1.</exception>
    public static Estimate Difference(RateCount a, RateCount b, double expectedSize, double level = 0.95)
    {
        var (difference, variance, prior) = Moments(a, b, expectedSize);
        var half = Math.Sqrt(variance / prior * (variance + prior) * ((-2 * Math.Log(1 - Check.Level(level))) + Math.Log((variance + prior) / variance)));
        var fewest = new[] { a.Events, a.Trials - a.Events, b.Events, b.Trials - b.Events }.Min();
        return new Estimate(difference, new Interval(Math.Max(-1, difference - half), Math.Min(1, difference + half), level, IntervalKind.Confidence), Unit.Points, new SampleSize(a.Trials + b.Trials), "mixture SPRT confidence sequence")
        {
            Provenance = a.Provenance.With(b.Provenance),
            Warnings = fewest >= FewEvents ? [] : [new ModelWarning("MODEL339", Severity.Caution, FormattableString.Invariant($"{fewest} events or non-events on one side: the normal approximation asks for {FewEvents:0}.")) { Numbers = new Dictionary<string, double> { ["fewest"] = fewest } }],
        };
    }

    /// <summary>Looks in turn: intervals and p-values may be read at each, and only ever tighten.</summary>
    /// <param name="a">Counts of A at each look, all trials so far.</param>
    /// <param name="b">Counts of B at each look.</param>
    /// <param name="expectedSize">As in <see cref="Difference"/>.</param>
    /// <param name="level">Coverage over all looks together.</param>
    /// <exception cref="InputException">Counts that fall from look to look, no look, or lists of unequal length.</exception>
    public static IReadOnlyList<AlwaysValidLook> Follow(IEnumerable<RateCount> a, IEnumerable<RateCount> b, double expectedSize, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        RateCount[] first = Guard.Items(a, "a"), second = Guard.Items(b, "b");
        if (first.Length != second.Length || first.Length == 0)
            throw new InputException("MODEL336", "looks", $"{first.Length} of A and {second.Length} of B", "each look has counts of both sides", "give both at every look");
        var looks = new List<AlwaysValidLook>();
        double low = -1, high = 1, p = 1;
        for (var i = 0; i < first.Length; i++)
        {
            Grown($"look {i + 1}, A", first, i);
            Grown($"look {i + 1}, B", second, i);
            var now = Difference(first[i], second[i], expectedSize, level);
            (low, high) = (Math.Max(low, now.Interval!.Low), Math.Min(high, now.Interval.High));
            p = Math.Min(p, PValue(first[i], second[i], expectedSize));
            // Sequences that no longer meet say that the trials changed: the newest one stands alone.
            if (low > high) (low, high) = (now.Interval.Low, now.Interval.High);
            looks.Add(new AlwaysValidLook(i + 1, now with { Interval = now.Interval with { Low = low, High = high } }, p));
        }

        return looks;
    }

    private static double PValue(RateCount a, RateCount b, double expectedSize)
    {
        var (difference, variance, prior) = Moments(a, b, expectedSize);
        return Math.Min(1, Math.Sqrt((variance + prior) / variance) * Math.Exp(-difference * difference * prior / (2 * variance * (variance + prior))));
    }

    private static (double Difference, double Variance, double Prior) Moments(RateCount a, RateCount b, double expectedSize)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        a.Checked("rate A");
        b.Checked("rate B");
        if (expectedSize is not (> 0 and < 1))
            throw new InputException("MODEL301", "'expectedSize'", FormattableString.Invariant($"it is {expectedSize:R}"), "a difference of rates worth finding lies between 0 and 1", "give the smallest one that would change a decision, such as 0.005");
        return (b.Fraction - a.Fraction, Variance(a) + Variance(b), expectedSize * expectedSize);

        // One event and one non-event more, so that 0 of n is not taken as certain.
        static double Variance(RateCount count) => (count.Events + 1.0) / (count.Trials + 2.0) * ((count.Trials - count.Events + 1.0) / (count.Trials + 2.0)) / count.Trials;
    }

    private static void Grown(string where, RateCount[] counts, int i)
    {
        if (i > 0 && (counts[i].Trials < counts[i - 1].Trials || counts[i].Events < counts[i - 1].Events))
            throw new InputException("MODEL336", where, $"{counts[i].Events} of {counts[i].Trials} after {counts[i - 1].Events} of {counts[i - 1].Trials}", "counts are of all trials so far and cannot fall", "add the looks before to each");
    }

    private static double Root(Func<double, double> rise, double inside, double outside)
    {
        for (var i = 0; i < 200 && Math.Abs(outside - inside) > 1e-16; i++)
        {
            var middle = (inside + outside) / 2;
            if (rise(middle) < 0) inside = middle;
            else outside = middle;
        }

        return (inside + outside) / 2;
    }
}

/// <summary>One look of a comparison that may stop at any time.</summary>
/// <param name="Look">From 1.</param>
/// <param name="Difference">Rate of B minus rate of A; its interval is what all looks so far have in common.</param>
/// <param name="PValue">Always-valid p of no difference, the smallest so far.</param>
public sealed record AlwaysValidLook(int Look, Estimate Difference, double PValue);
