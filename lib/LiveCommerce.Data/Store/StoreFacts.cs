namespace LiveCommerce.Data.Store;

/// <summary>What a store holds, seen in one pass.</summary>
/// <param name="Sessions">How many sessions.</param>
/// <param name="Synthetic">How many of them are generated.</param>
/// <param name="First">Start of the first, UTC.</param>
/// <param name="Last">Start of the last, UTC.</param>
/// <param name="Sums">Sums of the columns of whole numbers.</param>
/// <param name="Fingerprint">Of the number of sessions, the span and the sums: the same on every engine; it changes when a count does, but is no hash of the rows.</param>
public sealed record StoreFacts(long Sessions, long Synthetic, DateTime First, DateTime Last, IReadOnlyDictionary<string, long> Sums, string Fingerprint)
{
    /// <summary>The fingerprint of a store that was opened and whose facts nobody asked for.</summary>
    public const string NotSummed = "not summed";

    /// <inheritdoc/>
    public override string ToString() => $"{RowText.Sessions(Sessions)}, {RowText.Whole(Synthetic)} of them synthetic, {RowText.Day(First)} to {RowText.Day(Last)}, {RowText.Sums(Sums)}";
}
