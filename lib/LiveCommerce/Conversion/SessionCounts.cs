namespace LiveCommerce.Conversion;

/// <summary>Counts of one session.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Kol">Id of its key opinion leader; the cluster when sessions of one KOL are alike.</param>
/// <param name="Events">Such as orders.</param>
/// <param name="Trials">Such as viewers, 0 or above.</param>
public sealed record SessionCounts(string Session, string Kol, long Events, long Trials)
{
    /// <summary>Segment of the session, such as its platform; empty where segments play no part.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same session in a segment.</summary>
    public SessionCounts In(string segment) => this with { Segment = segment };

    /// <summary>The same session with its origin.</summary>
    public SessionCounts From(Provenance provenance) => this with { Provenance = provenance };
}

/// <summary>The unit that is drawn again in the bootstrap.</summary>
public enum ClusterBy
{
    /// <summary>Sessions: viewers of one session are alike.</summary>
    Session,

    /// <summary>KOLs: sessions of one KOL are alike too.</summary>
    Kol,
}
