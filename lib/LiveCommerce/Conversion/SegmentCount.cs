namespace LiveCommerce.Conversion;

/// <summary>Counts of one segment, such as a platform or a KOL tier.</summary>
/// <param name="Segment">Name, once per fit.</param>
/// <param name="Events">Trials that ended in the event.</param>
/// <param name="Trials">At least 1.</param>
public sealed record SegmentCount(string Segment, long Events, long Trials)
{
    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same counts with their origin.</summary>
    public SegmentCount From(Provenance provenance) => this with { Provenance = provenance };

    internal RateCount Count => new(Events, Trials) { Provenance = Provenance };
}
