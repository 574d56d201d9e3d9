using LiveCommerce.Monetisation;

namespace LiveCommerce.Data.Store;

/// <summary>How unequal the KOLs of a group are.</summary>
/// <param name="Group">Values of the group, by column.</param>
/// <param name="Income">What was added up per KOL, such as <c>gmv_yuan</c>.</param>
/// <param name="Concentration">Gini, Lorenz, Theil, Herfindahl and top shares.</param>
public sealed record GroupConcentration(IReadOnlyDictionary<string, string> Group, string Income, Concentration Concentration)
{
    /// <inheritdoc/>
    public override string ToString() => $"{RowText.Group(Group)}: {Income}, Gini {RowText.Real(Concentration.Gini)}, {Concentration.N} ({Concentration.Provenance})";
}
