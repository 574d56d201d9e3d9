using LiveCommerce.Conversion;

namespace LiveCommerce.Data.Store;

/// <summary>The sessions of one group, added up.</summary>
/// <param name="Group">Its values, by column; empty for all sessions.</param>
/// <param name="Sessions">Sessions.</param>
/// <param name="Kols">KOLs that held them.</param>
/// <param name="Viewers">People who watched, summed over sessions.</param>
/// <param name="ProductClicks">People who opened a product.</param>
/// <param name="Carts">People who put one in the cart.</param>
/// <param name="Orders">People who ordered.</param>
/// <param name="KeptOrders">People who ordered and kept.</param>
/// <param name="GmvYuan">Value ordered, CNY.</param>
/// <param name="Provenance">Where they come from.</param>
public sealed record FunnelGroup(
    IReadOnlyDictionary<string, string> Group, long Sessions, long Kols, long Viewers, long ProductClicks, long Carts, long Orders, long KeptOrders, long GmvYuan, Provenance Provenance)
{
    /// <summary>The values of the group with a stroke between; <c>all</c> when there is one group.</summary>
    public string Name => RowText.Group(Group);

    /// <summary>As the funnel models take it.</summary>
    /// <exception cref="InputException">Nobody watched.</exception>
    public FunnelCounts ToFunnel() => FunnelCounts.OfPeople(Name, ["view", "product click", "cart", "order", "kept order"], [Viewers, ProductClicks, Carts, Orders, KeptOrders]).From(Provenance);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {RowText.Sessions(Sessions)}, KOLs {RowText.Whole(Kols)}, viewers {RowText.Whole(Viewers)}, product clicks {RowText.Whole(ProductClicks)}, carts {RowText.Whole(Carts)}, orders {RowText.Whole(Orders)}, kept orders {RowText.Whole(KeptOrders)}, GMV {RowText.Whole(GmvYuan)} CNY ({Provenance})";
}
