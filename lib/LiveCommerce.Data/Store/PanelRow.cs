namespace LiveCommerce.Data.Store;

/// <summary>What a row of the panel takes together.</summary>
public enum PanelStep
{
    /// <summary>Nothing: one session.</summary>
    Session,

    /// <summary>The sessions of a KOL from Monday to Sunday, UTC.</summary>
    Week,

    /// <summary>The sessions of a KOL in a month, UTC.</summary>
    Month,
}

/// <summary>One KOL at one time, as the trust and monetisation models take it.</summary>
/// <param name="Kol">Id of the KOL.</param>
/// <param name="Start">Start of the session or of the period, UTC.</param>
/// <param name="Sessions">Sessions in it.</param>
/// <param name="Counts">Sums by column; <c>followers_start</c> is that of the first session.</param>
/// <param name="SponsoredShare">Sponsored share, 0 to 1, mean weighed by viewers (unweighed when nobody watched).</param>
/// <param name="ContentScore">Content score, weighed alike.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record PanelRow(string Kol, DateTime Start, long Sessions, IReadOnlyDictionary<string, long> Counts, double SponsoredShare, double ContentScore, Provenance Provenance)
{
    /// <summary>One sum.</summary>
    public long Of(string column) => Counts.TryGetValue(column, out var value) ? value
        : throw new InputException("DATA403", $"column '{column}'", $"the sums {string.Join(", ", Counts.Keys)}", "there is no such sum" + Spelling.Hint(column, Counts.Keys), "name one of these");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kol} {RowText.Day(Start)}: {RowText.Sessions(Sessions)}, {RowText.Sums(Counts)}, sponsored share {RowText.Real(SponsoredShare)}, content score {RowText.Real(ContentScore)} ({Provenance})";
}
