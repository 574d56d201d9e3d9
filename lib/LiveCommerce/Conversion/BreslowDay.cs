namespace LiveCommerce.Conversion;

/// <summary>Test that the odds ratio is the same in all strata.</summary>
/// <param name="ChiSquared">Breslow and Day's statistic with Tarone's correction.</param>
/// <param name="Degrees">Strata that tell an odds ratio, less one.</param>
/// <remarks>Breslow and Day (1980), sec. 4.4; Tarone (1985). Of little power in small strata: a large p is no proof that they are alike.</remarks>
public sealed record BreslowDay(double ChiSquared, int Degrees)
{
    /// <summary>Upper tail of <see cref="ChiSquared"/>.</summary>
    public double PValue => Tail.ChiSquared(ChiSquared, Degrees);

    internal static BreslowDay? Of(IEnumerable<Stratum> strata, double ratio)
    {
        double square = 0, excess = 0, variance = 0;
        var used = 0;
        foreach (var stratum in strata)
        {
            double a = stratum.A.Trials, b = stratum.B.Trials, events = (double)stratum.A.Events + stratum.B.Events;
            if (events == 0 || events == a + b) continue;
            var expected = Expected(a, b, events, ratio);
            var own = 1 / ((1 / expected) + (1 / (a - expected)) + (1 / (events - expected)) + (1 / (b - events + expected)));
            square += (stratum.A.Events - expected) * (stratum.A.Events - expected) / own;
            excess += stratum.A.Events - expected;
            variance += own;
            used++;
        }

        return used < 2 ? null : new BreslowDay(Math.Max(0, square - (excess * excess / variance)), used - 1);
    }

    /// <summary>Events of A with the margins as they are and this odds ratio.</summary>
    private static double Expected(double a, double b, double events, double ratio)
    {
        double low = Math.Max(0, events - b), high = Math.Min(a, events);
        for (var i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            var middle = (low + high) / 2;
            if (Math.Log(middle) + Math.Log(b - events + middle) < Math.Log(ratio) + Math.Log(events - middle) + Math.Log(a - middle)) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
