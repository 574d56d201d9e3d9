namespace LiveCommerce.Data.Store;

/// <summary>How much a rate differs between the sessions of a group.</summary>
/// <param name="Group">Values of the group, by column.</param>
/// <param name="Events">Such as orders, summed.</param>
/// <param name="Trials">Such as viewers, summed.</param>
/// <param name="OverDispersion">Pearson's: 1 when sessions differ as much as independent viewers would make them; null when it cannot be seen (one session, no or only events).</param>
/// <param name="N">Sessions with trials, and those without.</param>
/// <param name="Provenance">Where they come from.</param>
public sealed record RateSpread(IReadOnlyDictionary<string, string> Group, long Events, long Trials, double? OverDispersion, SampleSize N, Provenance Provenance)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{RowText.Group(Group)}: {RowText.Whole(Events)} of {RowText.Whole(Trials)}, over-dispersion {(OverDispersion is { } spread ? RowText.Real(spread) : "not known")}, {N} ({Provenance})";
}
