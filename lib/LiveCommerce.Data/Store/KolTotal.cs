using LiveCommerce.Conversion;

namespace LiveCommerce.Data.Store;

/// <summary>The sessions of one KOL within one group, added up.</summary>
/// <param name="Group">Values of the group, by column.</param>
/// <param name="Kol">Id of the KOL.</param>
/// <param name="Sessions">Sessions.</param>
/// <param name="Counts">Sums by column: stages, <c>gmv_yuan</c>, <c>ad_yuan</c>, <c>commission_yuan</c>.</param>
/// <param name="Provenance">Where they come from.</param>
public sealed record KolTotal(IReadOnlyDictionary<string, string> Group, string Kol, long Sessions, IReadOnlyDictionary<string, long> Counts, Provenance Provenance)
{
    /// <summary>One cluster of a rate, for intervals that draw KOLs again: their sessions need not be brought one by one.</summary>
    /// <param name="events">Such as <c>orders</c>.</param>
    /// <param name="trials">Such as <c>viewers</c>.</param>
    public SessionCounts ToCounts(string events = "orders", string trials = "viewers") => new(Kol, Kol, Of(events), Of(trials)) { Provenance = Provenance };

    /// <summary>One sum.</summary>
    public long Of(string column) => Counts.TryGetValue(column, out var value) ? value
        : throw new InputException("DATA403", $"column '{column}'", $"the sums {string.Join(", ", Counts.Keys)}", "there is no such sum" + Spelling.Hint(column, Counts.Keys), "name one of these");

    /// <inheritdoc/>
    public override string ToString() => $"{Kol}{(Group.Count == 0 ? "" : $" in {RowText.Group(Group)}")}: {RowText.Sessions(Sessions)}, {RowText.Sums(Counts)} ({Provenance})";
}
