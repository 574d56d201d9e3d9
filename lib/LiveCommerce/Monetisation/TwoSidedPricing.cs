using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>Prices of two equal platforms to viewers (1) and brands (2), Armstrong (2006), proposition 2. A scenario.</summary>
/// <param name="Price1">To viewers.</param>
/// <param name="Price2">To brands.</param>
/// <param name="Profit">Of each platform.</param>
/// <param name="Stability">4 t1 t2 - (alpha1 + alpha2)^2; above 0.</param>
/// <param name="Provenance">Where costs and cross effects come from; none for assumed ones.</param>
public sealed record TwoSidedPricing(double Price1, double Price2, double Profit, double Stability, Provenance Provenance)
{
    /// <summary>Goes with every number of this model.</summary>
    public string Label { get; } = "scenario: assumed transport costs and cross effects, not estimated";

    /// <summary>The symmetric equilibrium. Reference case D06.</summary>
    /// <exception cref="NotIdentifiedException">Cross effects are so strong that the market tips.</exception>
    public static TwoSidedPricing Solve(double cost1, double cost2, double transport1, double transport2, double crossEffect1, double crossEffect2, Provenance? provenance = null)
    {
        Guard.Finite(cost1, "cost1");
        Guard.Finite(cost2, "cost2");
        Guard.Positive(transport1, "transport1");
        Guard.Positive(transport2, "transport2");
        var cross = Guard.Finite(crossEffect1, "crossEffect1") + Guard.Finite(crossEffect2, "crossEffect2");
        var stability = 4 * transport1 * transport2 - cross * cross;
        if (stability <= 0)
        {
            throw new NotIdentifiedException("MODEL508", "cross effects", FormattableString.Invariant($"4 t1 t2 = {4 * transport1 * transport2}, (alpha1 + alpha2)^2 = {cross * cross}"),
                "the market tips to one platform, so no shared equilibrium exists", "raise the transport costs or lower the cross effects, or use the competition models");
        }

        return new(cost1 + transport1 - crossEffect2, cost2 + transport2 - crossEffect1, (transport1 + transport2 - cross) / 2, stability, provenance ?? Provenance.None);
    }
}
