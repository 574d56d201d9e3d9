using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>One session of a KOL, as the sponsored-load model reads it.</summary>
/// <param name="Kol">The KOL.</param>
/// <param name="Order">Place of the session in the KOL's time: any rising number, such as a date's ticks.</param>
/// <param name="Events">Unfollows, or repeat buyers; 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">Followers at the start, or eligible buyers; 0 leaves the count out but keeps the session's load.</param>
/// <param name="Sponsored">Sponsored share of the session's minutes, 0 to 1.</param>
public sealed record LoadSession(string Kol, double Order, double Events, double Trials, double Sponsored)
{
    /// <summary>One finite number per control, such as the content score; the same order in every row.</summary>
    public IReadOnlyList<double> Controls { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same session with controls.</summary>
    public LoadSession WithControls(IEnumerable<double> controls) => this with { Controls = [.. controls] };

    /// <summary>The same session with its origin.</summary>
    public LoadSession From(Provenance provenance) => this with { Provenance = provenance };

    internal static void CheckCounts(string where, double events, double trials)
    {
        if (trials >= 0 && events >= 0 && events <= trials && double.IsFinite(trials)) return;
        throw new InputException("MODEL423", where, FormattableString.Invariant($"{events} events of {trials}"), "events from 0 to the trials are needed", "check the counts, or leave the row out");
    }

    internal void Check(int controls)
    {
        var where = FormattableString.Invariant($"{Kol}, session {Order}");
        CheckCounts(where, Events, Trials);
        Guard.Finite(Order, where);
        Guard.Probability(Sponsored, "sponsored share of " + where);
        Guard.SameLength(controls, Controls.Count, "controls of " + where);
        foreach (var value in Controls) Guard.Finite(value, "controls of " + where);
    }
}
