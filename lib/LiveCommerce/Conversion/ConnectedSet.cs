using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>One KOL seen on one platform.</summary>
/// <param name="Kol">Id of the KOL.</param>
/// <param name="Platform">Id of the platform.</param>
public sealed record KolOnPlatform(string Kol, string Platform);

/// <summary>KOLs and platforms that are linked by KOLs who stream on several: only within one such set can KOL and platform effects be told apart.</summary>
/// <param name="Platforms">Platforms of the set, sorted.</param>
/// <param name="Kols">KOLs of the set, sorted.</param>
/// <param name="MovingKols">How many of them stream on more than one platform.</param>
/// <remarks>Abowd, Kramarz and Margolis (1999); Abowd, Creecy and Kramarz (2002).</remarks>
public sealed record ConnectedSet(IReadOnlyList<string> Platforms, IReadOnlyList<string> Kols, int MovingKols)
{
    /// <summary>All sets, the one with most KOLs first.</summary>
    /// <exception cref="InputException">No row.</exception>
    public static IReadOnlyList<ConnectedSet> Find(IEnumerable<KolOnPlatform> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        KolOnPlatform[] links = [.. Guard.Items(rows, "rows", row => row.Kol, row => row.Platform).Distinct()];
        if (links.Length == 0) throw new InputException("MODEL302", "'rows'", "none", "there is nothing to link", "give one row per KOL and platform");
        var parent = new Dictionary<(bool Kol, string Id), (bool Kol, string Id)>();
        foreach (var link in links)
        {
            var (kol, platform) = (Root((true, link.Kol)), Root((false, link.Platform)));
            if (kol != platform) parent[kol] = platform;
        }

        var several = links.GroupBy(l => l.Kol, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. links.GroupBy(l => Root((true, l.Kol))).Select(set => new ConnectedSet(
            [.. set.Select(l => l.Platform).Distinct().Order(StringComparer.Ordinal)],
            [.. set.Select(l => l.Kol).Distinct().Order(StringComparer.Ordinal)],
            set.Select(l => l.Kol).Distinct().Count(several.Contains))).OrderByDescending(s => s.Kols.Count).ThenBy(s => s.Platforms[0], StringComparer.Ordinal)];

        (bool Kol, string Id) Root((bool Kol, string Id) node)
        {
            while (parent.TryGetValue(node, out var above)) node = above;
            return node;
        }
    }

    /// <summary>The largest set, when it holds more than one platform.</summary>
    /// <exception cref="NotIdentifiedException">No KOL streams on two platforms: KOL and platform effects are one.</exception>
    public static ConnectedSet Largest(IEnumerable<KolOnPlatform> rows)
    {
        var sets = Find(rows).Where(s => s.Platforms.Count > 1).ToArray();
        return sets.Length > 0
            ? sets[0]
            : throw new NotIdentifiedException("MODEL370", "KOLs", "none streams on two platforms", "KOL effects and platform effects cannot be told apart", "compare platforms as a whole, and say that it is platform and KOLs together");
    }
}
