namespace LiveCommerce.Conversion;

/// <summary>One rate as a number for a report.</summary>
public static class ConversionRate
{
    /// <summary>Events per trial with an interval that never has zero width.</summary>
    /// <param name="counts">At least one trial.</param>
    /// <param name="kind">How the interval is made.</param>
    /// <param name="level">Its level, between 0 and 1.</param>
    /// <exception cref="InputException">The counts are no rate, or a Wald interval is asked for at 0 of n or n of n.</exception>
    /// <remarks>Binomial: trials are taken as independent. Viewers of one session are not. Reference case B01.</remarks>
    public static Estimate Of(RateCount counts, RateIntervalKind kind = RateIntervalKind.Wilson, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var interval = RateInterval.Of(counts.Events, counts.Trials, kind, level);
        if (interval.Width == 0)
            throw new InputException("MODEL304", "rate", $"a {kind} interval of {counts.Events} of {counts.Trials} with no width", "0 of n does not show that the rate is 0", "use Wilson, Jeffreys, Clopper-Pearson or mid-P");
        return new Estimate(counts.Fraction, interval, Unit.Share, new SampleSize(counts.Trials), Name(kind)) { Provenance = counts.Provenance };
    }

    private static string Name(RateIntervalKind kind) => kind switch
    {
        RateIntervalKind.Wilson => "Wilson score interval",
        RateIntervalKind.WilsonContinuity => "Wilson score interval with continuity correction",
        RateIntervalKind.Jeffreys => "Jeffreys interval",
        RateIntervalKind.ClopperPearson => "Clopper-Pearson interval",
        RateIntervalKind.MidP => "mid-P interval",
        RateIntervalKind.AgrestiCoull => "Agresti-Coull interval",
        _ => "Wald interval",
    };
}
