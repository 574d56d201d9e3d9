using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>A category of a market.</summary>
/// <param name="Name">The category.</param>
/// <param name="Weight">Its share of the whole market at the start, above 0.</param>
/// <param name="Growth">Log growth of its weight per period against the others; 0 when the mix stays.</param>
public sealed record MarketCategory(string Name, double Weight, double Growth = 0);

/// <summary>Platforms and categories at the start of a simulation.</summary>
public sealed record Market
{
    private Market(IReadOnlyList<MarketCategory> categories, IReadOnlyList<PlatformProfile> platforms, Provenance provenance) =>
        (Categories, Platforms, Provenance) = (categories, platforms, provenance);

    /// <summary>The categories; weights add up to 1.</summary>
    public IReadOnlyList<MarketCategory> Categories { get; }

    /// <summary>The platforms.</summary>
    public IReadOnlyList<PlatformProfile> Platforms { get; }

    /// <summary>Where shares, weights and drivers come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids of the platforms, in order.</summary>
    public IReadOnlyList<string> Ids => [.. Platforms.Select(platform => platform.Id)];

    /// <summary>A market.</summary>
    /// <param name="categories">Categories; weights add up to 1 within 1e-6.</param>
    /// <param name="platforms">At least two platforms.</param>
    /// <param name="provenance">Where the numbers come from.</param>
    /// <exception cref="InputException">Weights or shares that do not add up to 1, an unknown category, a value out of range, or ceilings below 1 together: someone must sell the rest.</exception>
    public static Market Of(IEnumerable<MarketCategory> categories, IEnumerable<PlatformProfile> platforms, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(platforms);
        MarketCategory[] cs = [.. categories];
        PlatformProfile[] ps = [.. platforms];
        Guard.AtLeast(ps.Length, 2, "platforms");
        if (ps.Length > 64) throw new InputException("MODEL610", "'platforms'", FormattableString.Invariant($"{ps.Length}"), "at most 64 are simulated", "put small ones together");
        ShareCheck.Composition(cs.Select(category => category.Weight), "category weights");
        foreach (var category in cs) Guard.Positive(category.Weight, $"weight of {category.Name}");
        MarketCheck.Platforms(cs, ps);
        return new Market(cs, ps, provenance ?? Provenance.None);
    }

    /// <summary>A market without categories: one share per platform.</summary>
    /// <param name="shares">Share of each platform, adding up to 1.</param>
    /// <param name="provenance">Where the shares come from.</param>
    public static Market OfShares(IReadOnlyDictionary<string, double> shares, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return Of([new MarketCategory("all", 1)], shares.Select(pair => new PlatformProfile(pair.Key, [new CategoryOffer("all", pair.Value)])), provenance);
    }

    /// <summary>The same market with every platform changed by a rule.</summary>
    /// <param name="change">The rule.</param>
    public Market WithPlatforms(Func<PlatformProfile, PlatformProfile> change) => Of(Categories, Platforms.Select(change), Provenance);

    /// <summary>What structure alone allows a platform: its ceiling over its categories.</summary>
    /// <param name="platform">Id.</param>
    /// <param name="withExpansion">Whether categories that it may enter later count with their expansion ceiling.</param>
    /// <exception cref="InputException">No such platform.</exception>
    public CategoryCeiling CeilingOf(string platform, bool withExpansion = false)
    {
        var profile = Platforms.FirstOrDefault(one => one.Id == platform)
            ?? throw new InputException("MODEL611", "'platform'", $"\"{platform}\"", "not in this market", "choose one of " + string.Join(", ", Ids));
        double Ceiling(MarketCategory category) => profile.Offers.FirstOrDefault(offer => offer.Category == category.Name) is { } offer ? offer.Ceiling
            : withExpansion && profile.ExpansionHazard > 0 ? profile.ExpansionCeiling : 0;
        return CategoryCeiling.Of(platform, Categories.Select(category => new CategoryPlace(category.Name, category.Weight, Ceiling(category))), Provenance);
    }

    /// <summary>Share of the whole market of each platform at the start; 0 for those that enter later.</summary>
    public IReadOnlyList<double> StartShares() =>
        [.. Platforms.Select(platform => platform.Entry > 0 ? 0 : Categories.Sum(category => category.Weight * (platform.Offers.FirstOrDefault(offer => offer.Category == category.Name)?.Share ?? 0)))];
}
