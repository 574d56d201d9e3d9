using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>How a session earns.</summary>
public enum MonetisationMode
{
    /// <summary>Paid placements of brands, by the thousand views.</summary>
    Ads,

    /// <summary>Goods of others, for a share of the kept orders.</summary>
    Commission,

    /// <summary>Own goods, for the margin, with their costs and risks.</summary>
    OwnRetail,
}

/// <summary>What a session's profit rests on, each a distribution; money in one currency.</summary>
/// <remarks>
/// Ads = views CPM / 1000 slots fill. Commission = views click conversion order value (1 - returns) rate.
/// Own retail = views click conversion order value (1 - returns) margin - orders fulfilment - inventory risk - slotting fee.
/// Returns come from mature cohorts; prices of a festival day are not those of a year.
/// </remarks>
public sealed record SessionEconomics
{
    /// <summary>Viewers of a session.</summary>
    public required UncertainInput Views { get; init; }

    /// <summary>Money per thousand views of one placement.</summary>
    public required UncertainInput CostPerMille { get; init; }

    /// <summary>Placements in a session.</summary>
    public UncertainInput Slots { get; init; } = UncertainInput.Exactly(1);

    /// <summary>Share of placements sold, 0 to 1.</summary>
    public UncertainInput Fill { get; init; } = UncertainInput.Exactly(1);

    /// <summary>Product clicks per viewer, 0 to 1.</summary>
    public required UncertainInput ClickRate { get; init; }

    /// <summary>Orders per click, 0 to 1.</summary>
    public required UncertainInput Conversion { get; init; }

    /// <summary>Money per order.</summary>
    public required UncertainInput OrderValue { get; init; }

    /// <summary>Share of the order value sent back, 0 to 1.</summary>
    public required UncertainInput Returns { get; init; }

    /// <summary>Share of kept order value paid to the KOL, 0 to 1.</summary>
    public required UncertainInput CommissionRate { get; init; }

    /// <summary>Margin of own goods as a share of kept order value.</summary>
    public required UncertainInput Margin { get; init; }

    /// <summary>Money per order of own goods: packing, sending, taking back.</summary>
    public UncertainInput FulfilmentPerOrder { get; init; } = UncertainInput.Exactly(0);

    /// <summary>Money per session lost on unsold own goods.</summary>
    public UncertainInput InventoryRisk { get; init; } = UncertainInput.Exactly(0);

    /// <summary>Money per session paid for the place in own retail.</summary>
    public UncertainInput SlottingFee { get; init; } = UncertainInput.Exactly(0);

    /// <summary>Currency of all money.</summary>
    public Unit Currency { get; init; } = Unit.Yuan;

    /// <summary>Names of the inputs, in the order of <see cref="Inputs"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["views", "cost per mille", "slots", "fill", "click rate", "conversion", "order value", "returns", "commission rate", "margin", "fulfilment per order", "inventory risk", "slotting fee"];

    /// <summary>The inputs in order.</summary>
    public IReadOnlyList<UncertainInput> Inputs =>
        [Views, CostPerMille, Slots, Fill, ClickRate, Conversion, OrderValue, Returns, CommissionRate, Margin, FulfilmentPerOrder, InventoryRisk, SlottingFee];

    /// <summary>Where the inputs come from.</summary>
    public Provenance Provenance => Provenance.Combine(Inputs.Select(input => input.Provenance));

    internal const int ConversionAt = 5, OrderValueAt = 6;

    internal static double Profit(MonetisationMode mode, double[] x)
    {
        var (ads, commission, ownRetail) = Profits(x);
        return mode switch { MonetisationMode.Ads => ads, MonetisationMode.Commission => commission, _ => ownRetail };
    }

    internal static (double Ads, double Commission, double OwnRetail) Profits(double[] x)
    {
        var orders = x[0] * x[4] * x[ConversionAt];
        var kept = orders * x[OrderValueAt] * (1 - x[7]);
        return (x[0] * x[1] / 1000 * x[2] * x[3], kept * x[8], kept * x[9] - orders * x[10] - x[11] - x[12]);
    }

    internal SessionEconomics Checked()
    {
        if (!Currency.IsMoney)
            throw new InputException("MODEL514", "'Currency'", Currency.Id, "profit is money", "give Unit.Yuan or another currency");
        foreach (var i in new[] { 3, 4, ConversionAt, 7, 8 })
        {
            double low = Inputs[i].Quantile(0.001), high = Inputs[i].Quantile(0.999);
            if (low >= 0 && high <= 1) continue;
            throw new InputException("MODEL515", Names[i], FormattableString.Invariant($"from {low:G3} to {high:G3}"), "a share lies between 0 and 1", "use a beta or triangular distribution, and divide percentages by 100");
        }

        foreach (var i in new[] { 0, 1, 2, OrderValueAt, 10, 11, 12 })
        {
            if (Inputs[i].Quantile(0.001) >= 0) continue;
            throw new InputException("MODEL515", Names[i], FormattableString.Invariant($"down to {Inputs[i].Quantile(0.001):G3}"), "it is never below 0", "use a lognormal or triangular distribution");
        }

        return this;
    }
}
