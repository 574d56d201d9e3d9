using System.Diagnostics;
using LiveCommerce.Competition;
using LiveCommerce.Numerics;

namespace Benchmarks.Sizes;

/// <summary>The competition ensemble on a small market.</summary>
internal static class SmallEnsemble
{
    private const int Held = 10_000_000;
    private const int Quarters = 12;

    /// <summary>Seconds of so many runs; beyond ten million in several ensembles, for their inputs are kept in memory.</summary>
    public static double Seconds(long runs)
    {
        var (market, source) = (Small(), new ParameterPriors(new ShareParameters { TrafficEffect = 0.3, AppealSpread = 0.3 }, [new("Feedback", Prior.Uniform(0.2, 1.2)), new("Inertia", Prior.Uniform(0.5, 0.95))]));
        _ = DominanceEnsemble.Run(market, Quarters, source, new EnsembleOptions { Runs = 2_000 });
        var watch = Stopwatch.StartNew();
        for (var left = runs; left > 0; left -= Held) _ = DominanceEnsemble.Run(market, Quarters, source, new EnsembleOptions { Runs = (int)Math.Min(left, Held), Seed = (ulong)left });
        return watch.Elapsed.TotalSeconds;
    }

    private static Market Small()
    {
        string[] categories = ["clothes", "food"];
        return Market.Of(categories.Select(name => new MarketCategory(name, 0.5)),
            new[] { ("first", 0.5, 8.0), ("second", 0.3, 5.0), ("third", 0.2, 3.0) }.Select(platform => new PlatformProfile(platform.Item1,
                [.. categories.Select(name => new CategoryOffer(name, platform.Item2) { Ceiling = 1, Conversion = 0.02, Supply = 1 })])
            {
                Traffic = platform.Item3,
            }));
    }
}
