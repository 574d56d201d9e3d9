namespace LiveCommerce.Conversion;

/// <summary>Counts of one session at every stage.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Kol">Id of its KOL.</param>
/// <param name="Group">Group of the mix, such as the category.</param>
/// <param name="Counts">First stage to last, each at most the one before.</param>
public sealed record SessionFunnel(string Session, string Kol, string Group, IReadOnlyList<long> Counts)
{
    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same session with its origin.</summary>
    public SessionFunnel From(Provenance provenance) => this with { Provenance = provenance };
}
