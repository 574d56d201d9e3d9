using LiveCommerce.Competition;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

/// <summary>Markets that several tests use.</summary>
internal static class Markets
{
    /// <summary>One category, given shares and attractions (as supply, with a supply effect of 1).</summary>
    public static Market One(double[] shares, double[] attractions) => Market.Of(
        [new MarketCategory("all", 1)],
        shares.Select((share, i) => new PlatformProfile("p" + i, [new CategoryOffer("all", share) { Supply = attractions[i] }])));

    /// <summary>Platforms by categories with random shares and drivers; the last platform is held to the first category.</summary>
    public static Market Random(int platforms, int categories, ulong seed = 1, double ceiling = 0.6)
    {
        var stream = RandomStream.For(seed, 0);
        double[][] shares = [.. Enumerable.Range(0, categories).Select(c =>
        {
            var raw = stream.NextDirichlet(Enumerable.Repeat(5.0, platforms));
            if (c == 0) return raw;
            var rest = 1 - raw[^1];
            return raw.Select((share, i) => i == platforms - 1 ? 0 : share / rest).ToArray();
        })];
        var names = Enumerable.Range(0, categories).Select(c => "c" + c).ToArray();
        return Market.Of(names.Select((name, c) => new MarketCategory(name, 1.0 / categories, 0.002 * c)),
            Enumerable.Range(0, platforms).Select(i => new PlatformProfile("p" + i,
                [.. names.Where((_, c) => shares[c][i] > 0).Select(name => new CategoryOffer(name, shares[Array.IndexOf(names, name)][i])
                {
                    Ceiling = i % 2 == 0 ? 1 : ceiling,
                    Conversion = 0.01 + 0.04 * stream.NextDouble(),
                    Supply = 1 + stream.NextDouble(),
                })])
            {
                Traffic = 1 + 9 * stream.NextDouble(),
                TrafficCeiling = 20,
                TrafficGrowth = 0.05 * stream.NextDouble(),
                SponsoredLoad = stream.NextDouble(),
            }));
    }

    /// <summary>Parameters in the middle of the usual ranges.</summary>
    public static ShareParameters Usual { get; } = new()
    {
        TrafficEffect = 0.3,
        ConversionEffect = 0.3,
        TrustEffect = 0.1,
        SupplyEffect = 0.2,
        Feedback = 0.6,
        Inertia = 0.8,
        Noise = 0.05,
        TrustLoss = 0.05,
        TrustNoise = 0.1,
        AppealSpread = 0.3,
    };
}
