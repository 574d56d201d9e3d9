namespace LiveCommerce.Conversion;

/// <summary>Two rates compared: B against A.</summary>
/// <remarks>
/// Binomial: trials are taken as independent and as if assigned at random. Sessions of a KOL or a day are not assigned
/// viewer by viewer; with several sessions per side use the cluster bootstrap. Reference cases B13, B15.
/// </remarks>
public sealed record TwoRates
{
    private TwoRates(RateCount a, RateCount b, double level)
    {
        A = a;
        B = b;
        Level = level;
    }

    /// <summary>Counts of A, the baseline.</summary>
    public RateCount A { get; }

    /// <summary>Counts of B.</summary>
    public RateCount B { get; }

    /// <summary>Level of every interval.</summary>
    public double Level { get; }

    /// <summary>Compares B with A.</summary>
    /// <exception cref="InputException">A count is negative, trials are 0, or events exceed trials.</exception>
    public static TwoRates Compare(RateCount a, RateCount b, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new TwoRates(a.Checked("rate A"), b.Checked("rate B"), Check.Level(level));
    }

    /// <summary>Rate of B minus rate of A, with Newcombe's hybrid score interval (method 10, 1998).</summary>
    public Estimate Difference() => Difference(B.Fraction - A.Fraction, Newcombe(), "Newcombe hybrid score interval");

    /// <summary>Rate of B minus rate of A, with Miettinen and Nurminen's score interval (1985).</summary>
    public Estimate DifferenceByScore() => Difference(B.Fraction - A.Fraction, ScoreInterval.Difference(A, B, Level), "Miettinen-Nurminen score interval");

    /// <summary>Rate of B over rate of A, with Miettinen and Nurminen's score interval; its upper end is infinite when A has no event.</summary>
    /// <exception cref="NotIdentifiedException">A has no event: the ratio has no value.</exception>
    public Estimate Ratio()
    {
        if (A.Events == 0) throw NoRatio("ratio of rates");
        return Of(B.Fraction / A.Fraction, ScoreInterval.Ratio(A, B, Level), "Miettinen-Nurminen score interval of a ratio");
    }

    /// <summary>Odds of B over odds of A, with the score interval.</summary>
    /// <exception cref="NotIdentifiedException">A has no event, or B has nothing but events.</exception>
    public Estimate OddsRatio()
    {
        double xa = A.Events, ya = A.Trials - xa, xb = B.Events, yb = B.Trials - xb;
        if (xa == 0 || yb == 0) throw NoRatio("odds ratio");
        return Of(xb * ya / (yb * xa), ScoreInterval.OddsRatio(A, B, Level), "score interval of an odds ratio");
    }

    /// <summary>Ends of the score interval of the odds ratio, also where the ratio itself is infinite.</summary>
    public Interval OddsRatioInterval() => ScoreInterval.OddsRatio(A, B, Level);

    /// <summary>Ends of the score interval of the ratio of rates, also where the ratio itself is infinite.</summary>
    public Interval RatioInterval() => ScoreInterval.Ratio(A, B, Level);

    /// <summary>Tests of equal rates: pooled z, chi-squared with Yates's correction, Fisher's exact test.</summary>
    public TwoRatesTest Test() => TwoRatesTest.Of(A, B);

    /// <summary>Posterior comparison under independent Beta priors.</summary>
    /// <param name="prior">Prior of both rates; uniform when left out.</param>
    public LiftPosterior Posterior(BetaRate? prior = null) =>
        new((prior ?? BetaRate.Uniform).Update(A), (prior ?? BetaRate.Uniform).Update(B));

    private Interval Newcombe()
    {
        var z = Tail.Quantile((1 - Level) / 2);
        var (lowA, highA) = RateInterval.Wilson(A.Events, A.Trials, z);
        var (lowB, highB) = RateInterval.Wilson(B.Events, B.Trials, z);
        double a = A.Fraction, b = B.Fraction, difference = b - a;
        return new Interval(
            difference - Math.Sqrt(((b - lowB) * (b - lowB)) + ((highA - a) * (highA - a))),
            difference + Math.Sqrt(((highB - b) * (highB - b)) + ((a - lowA) * (a - lowA))),
            Level,
            IntervalKind.Confidence);
    }

    private Estimate Difference(double value, Interval interval, string method) => Of(value, interval, method) with { Unit = Unit.Points };

    private Estimate Of(double value, Interval interval, string method) =>
        new(value, interval, Unit.Number, new SampleSize(A.Trials + B.Trials), method) { Provenance = A.Provenance.With(B.Provenance) };

    private static NotIdentifiedException NoRatio(string what) =>
        new("MODEL330", what, "its denominator is 0", "the ratio has no value", "report the difference, or the interval of the ratio alone");
}
