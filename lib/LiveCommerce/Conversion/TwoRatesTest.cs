using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Tests that two rates are equal.</summary>
/// <param name="Z">Difference A minus B over its pooled standard error; 0 when all or none had the event.</param>
/// <param name="PValue">Two-sided, from <paramref name="Z"/>.</param>
/// <param name="YatesChiSquared">Chi-squared with continuity correction, 1 degree of freedom.</param>
/// <param name="YatesPValue">Its upper tail.</param>
/// <param name="FisherTwoSided">Sum of all tables no more likely than the one seen.</param>
/// <param name="FisherGreater">Probability of at least as many events in A, margins fixed.</param>
/// <param name="FisherLess">Probability of at most as many events in A, margins fixed.</param>
/// <remarks>Reference case B13.</remarks>
public sealed record TwoRatesTest(double Z, double PValue, double YatesChiSquared, double YatesPValue, double FisherTwoSided, double FisherGreater, double FisherLess)
{
    internal static TwoRatesTest Of(RateCount a, RateCount b)
    {
        double na = a.Trials, nb = b.Trials, n = na + nb, xa = a.Events, xb = b.Events, events = xa + xb, none = n - events;
        var pooled = events / n;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / na) + (1 / nb)));
        var z = error > 0 ? (a.Fraction - b.Fraction) / error : 0;
        var cross = Math.Abs((xa * (nb - xb)) - (xb * (na - xa)));
        var corrected = Math.Max(0, cross - (n / 2));
        var yates = events > 0 && none > 0 ? n * (corrected / na) * (corrected / nb) / events / none : 0;
        var (two, greater, less) = Fisher(a.Events, a.Trials, b.Trials, events);
        return new TwoRatesTest(z, Tail.TwoSided(z), yates, Tail.ChiSquared(yates, 1), two, greater, less);
    }

    private static (double Two, double Greater, double Less) Fisher(long x, long na, long nb, double events)
    {
        var tail = new HypergeometricTail((double)na + nb, events, na);
        return (tail.NoMoreLikely(x), tail.From(x), tail.Until(x));
    }
}
