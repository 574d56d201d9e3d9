using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>Order value with shrinkage (Fader and Hardie 2013). Reference case D07.</summary>
/// <param name="P">Shape of order values within a buyer, above 0.</param>
/// <param name="Q">Shape between buyers, above 1 for a finite mean.</param>
/// <param name="Gamma">Scale between buyers, in the currency.</param>
public sealed record GammaGamma(double P, double Q, double Gamma)
{
    /// <summary>Expected value of the next order.</summary>
    /// <param name="orders">Orders seen, 0 for a new buyer.</param>
    /// <param name="meanValue">Their mean value; not used when there is none.</param>
    public double ExpectedValue(long orders, double meanValue)
    {
        Guard.Positive(P, "P");
        Guard.Positive(Gamma, "Gamma");
        if (!(Q > 1))
        {
            throw new NotIdentifiedException("MODEL504", "'Q'", FormattableString.Invariant($"{Q}"),
                "at 1 or below the mean order value is infinite", "fit on more buyers, or give the median");
        }

        if (orders < 0 || (orders > 0 && !(meanValue > 0)))
        {
            throw new InputException("MODEL505", "orders", FormattableString.Invariant($"{orders} orders of mean {meanValue}"),
                "a count of at least 0 and, where there are orders, a mean above 0 are needed", "drop free orders first");
        }

        return orders == 0 ? P * Gamma / (Q - 1) : P * (Gamma + orders * meanValue) / (P * orders + Q - 1);
    }
}
