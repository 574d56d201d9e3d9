using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>One buyer's orders.</summary>
/// <param name="Orders">Orders, at least 1.</param>
/// <param name="MeanValue">Their mean value, above 0.</param>
public sealed record BuyerSpend(long Orders, double MeanValue);

/// <summary>Order value with shrinkage (Fader and Hardie 2013). Reference case D07.</summary>
/// <param name="P">Shape of order values within a buyer, above 0.</param>
/// <param name="Q">Shape between buyers, above 1 for a finite mean.</param>
/// <param name="Gamma">Scale between buyers, in the currency.</param>
public sealed record GammaGamma(double P, double Q, double Gamma)
{
    /// <summary>Log likelihood at the maximum; null when the parameters were given.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Buyers; null when the parameters were given.</summary>
    public SampleSize? N { get; init; }

    /// <summary>Where the orders come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Maximum likelihood over buyers with at least one order.</summary>
    /// <param name="buyers">At least 10 buyers, some with more than one order.</param>
    /// <param name="provenance">Where the orders come from.</param>
    /// <exception cref="InputException">A buyer without orders or value.</exception>
    /// <exception cref="NotIdentifiedException">No buyer with two orders, or no maximum.</exception>
    public static GammaGamma Fit(IEnumerable<BuyerSpend> buyers, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(buyers);
        BuyerSpend[] list = [.. buyers];
        foreach (var buyer in list)
        {
            if (buyer.Orders >= 1 && buyer.MeanValue > 0 && double.IsFinite(buyer.MeanValue)) continue;
            throw new InputException("MODEL505", "buyers", FormattableString.Invariant($"{buyer.Orders} orders of mean {buyer.MeanValue}"),
                "at least one order and a mean above 0 are needed", "leave buyers without orders and free orders out");
        }

        if (list.Length < 10 || list.All(buyer => buyer.Orders < 2))
        {
            throw new NotIdentifiedException("MODEL509", "buyers", FormattableString.Invariant($"{list.Length} buyers, {list.Count(buyer => buyer.Orders > 1)} with two orders or more"),
                "what differs within a buyer and between buyers is told apart by buyers with several orders", "take a longer time");
        }

        var scale = list.Average(buyer => buyer.MeanValue);
        double MinusLog(double[] x)
        {
            double p = Math.Exp(x[0]), q = Math.Exp(x[1]), g = Math.Exp(x[2]), sum = 0;
            foreach (var buyer in list)
            {
                double n = buyer.Orders, z = buyer.MeanValue / scale, pn = p * n;
                sum += SpecialFunctions.GammaLn(pn + q) - SpecialFunctions.GammaLn(pn) - SpecialFunctions.GammaLn(q) + q * Math.Log(g) + (pn - 1) * Math.Log(z) + pn * Math.Log(n) - (pn + q) * Math.Log(g + n * z);
            }

            return -sum;
        }

        var fit = Minimiser.Minimise(MinusLog, [[1, 1, 1], [0, 1.5, 0]]);
        if (!fit.Converged)
        {
            throw new NotIdentifiedException("MODEL509", "buyers", fit.Reason, "the likelihood has no maximum that was reached", "take more buyers, or give the median order value");
        }

        return new GammaGamma(Math.Exp(fit.Point[0]), Math.Exp(fit.Point[1]), scale * Math.Exp(fit.Point[2]))
        {
            LogLikelihood = -fit.Value - list.Length * Math.Log(scale),
            N = new SampleSize(list.Length),
            Provenance = provenance ?? Provenance.None,
        };
    }

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
