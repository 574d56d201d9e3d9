namespace LiveCommerce.Conversion;

/// <summary>How many per arm a comparison of two rates needs, and what power a number gives.</summary>
/// <remarks>Normal approximation with the pooled variance under the null, as R's <c>power.prop.test</c>. Reference case B13.</remarks>
public static class SampleSizePlan
{
    /// <summary>Trials per arm, not rounded; take the next whole number, and multiply by the design effect when trials come in sessions.</summary>
    /// <param name="first">Rate of the baseline, between 0 and 1.</param>
    /// <param name="second">Rate that is worth finding.</param>
    /// <param name="power">Wanted probability of finding it.</param>
    /// <param name="significance">Two-sided error rate.</param>
    /// <exception cref="NotIdentifiedException">Both rates are equal.</exception>
    public static double PerArm(double first, double second, double power = 0.9, double significance = 0.05)
    {
        Rates(first, second);
        var sum = (Tail.Quantile(Check.Level(significance) / 2) * Null(first, second)) + (Tail.Quantile(1 - Check.Level(power)) * Alternative(first, second));
        return sum * sum / ((first - second) * (first - second));
    }

    /// <summary>Power of <paramref name="perArm"/> trials in each arm.</summary>
    public static double Power(double first, double second, double perArm, double significance = 0.05)
    {
        Rates(first, second);
        Check.Positive("'perArm'", perArm);
        var distance = Math.Sqrt(perArm) * Math.Abs(first - second);
        return Tail.Normal(((Tail.Quantile(Check.Level(significance) / 2) * Null(first, second)) - distance) / Alternative(first, second));
    }

    /// <summary>How many times more trials clustered data need: 1 + (m - 1) times the intraclass correlation.</summary>
    /// <param name="meanClusterSize">Mean trials per session, at least 1.</param>
    /// <param name="intraclassCorrelation">Correlation of two trials of one session, 0 to 1.</param>
    public static double DesignEffect(double meanClusterSize, double intraclassCorrelation)
    {
        if (!(meanClusterSize >= 1) || intraclassCorrelation is not (>= 0 and <= 1))
            throw new InputException("MODEL333", "design effect", $"mean size {meanClusterSize:R}, correlation {intraclassCorrelation:R}", "a session has at least 1 trial and a correlation from 0 to 1", "estimate both from earlier sessions");
        return 1 + ((meanClusterSize - 1) * intraclassCorrelation);
    }

    private static double Null(double p, double q) => Math.Sqrt((p + q) * (1 - ((p + q) / 2)));

    private static double Alternative(double p, double q) => Math.Sqrt((p * (1 - p)) + (q * (1 - q)));

    private static void Rates(double first, double second)
    {
        Check.Level(first);
        Check.Level(second);
        if (first == second)
            throw new NotIdentifiedException("MODEL332", "rates", $"both are {first:R}", "no number of trials finds a difference of 0", "give the smallest difference that would change a decision");
    }
}
