namespace LiveCommerce.Conversion;

/// <summary>Counts of one session.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Kol">Id of its key opinion leader; the cluster when sessions of one KOL are alike.</param>
/// <param name="Events">Such as orders.</param>
/// <param name="Trials">Such as viewers, 0 or above.</param>
public sealed record SessionCounts(string Session, string Kol, long Events, long Trials)
{
    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;
}

/// <summary>The unit that is drawn again in the bootstrap.</summary>
public enum ClusterBy
{
    /// <summary>Sessions: viewers of one session are alike.</summary>
    Session,

    /// <summary>KOLs: sessions of one KOL are alike too.</summary>
    Kol,
}
