using LiveCommerce.Numerics;

namespace LiveCommerce.Data.Synthetic;

/// <summary>Generates the session panel: invented sessions with the structure that the models look for. It describes no market.</summary>
/// <remarks>
/// Each KOL has a stream of random numbers of its own, so the panel is the same at any parallelism. Stages are nested binomial counts whose rates vary from session to session (beta).
/// The sponsored load is an exponential average of sponsored shares; above the threshold the unfollow hazard rises and the repeat rate falls.
/// </remarks>
internal static class PanelGenerator
{
    private static readonly PlatformSetting[] Platforms =
    [
        new("taobao_live", 0.30, 0.75, 0.020, 0.65), new("jd", 0.10, 0.80, 0.022, 0.40), new("douyin", 0.25, 0.45, 0.012, 0.85),
        new("kuaishou", 0.20, 0.25, 0.014, 0.80), new("mogujie", 0.07, 0.30, 0.016, 0.30), new("xiaohongshu", 0.08, 0.20, 0.008, 0.35),
    ];

    private static readonly CategorySetting[] Categories =
    [
        new("womenswear", 0.30, 180, 0.60), new("beauty", 0.25, 150, 0.15), new("food", 0.20, 60, 0.05), new("household", 0.15, 80, 0.10), new("electronics", 0.10, 900, 0.12),
    ];

    private static readonly TierSetting[] Tiers = [new("head", 0.05, 5_000_000), new("middle", 0.25, 500_000), new("tail", 0.70, 40_000)];

    public static IEnumerable<SessionRow> Sessions(PanelOptions options) =>
        Replicates.Run(options.Kols, options.Seed, (random, kol) => OfKol(random, kol, options)).SelectMany(rows => rows);

    private static List<SessionRow> OfKol(RandomStream random, int kol, PanelOptions options)
    {
        var home = Pick(random, Platforms, setting => setting.Weight);
        var second = random.NextDouble() < options.MultiHoming ? Pick(random, Platforms, setting => setting.Weight) : home;
        var tier = Pick(random, Tiers, setting => setting.Weight);
        var category = home.Id == "mogujie" ? Categories[0] : Pick(random, Categories, setting => setting.Weight);
        var brand = random.NextDouble() < home.BrandShare;
        var skill = Math.Exp(0.35 * random.NextNormal());
        var appetite = 0.1 + 0.5 * random.NextDouble();
        var followers = (long)Math.Max(1000, tier.Followers * Math.Exp(0.6 * random.NextNormal()));
        var fade = Math.Pow(0.5, 1 / options.HalfLife);
        var load = appetite;
        var buyers = 0L;
        var rows = new List<SessionRow>(options.SessionsPerKol);
        for (var i = 0; i < options.SessionsPerKol; i++)
        {
            var platform = i % 3 == 2 ? second : home;
            var sponsored = Math.Clamp(appetite + 0.2 * random.NextNormal(), 0, 0.9);
            var content = random.NextNormal();
            var over = Math.Max(0, load - options.Threshold);
            var start = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i * 730.0 / options.SessionsPerKol + random.NextDouble() * 5).AddSeconds(0);
            var viewers = (long)Math.Max(20, followers * platform.Reach * 0.03 * skill * Math.Exp(0.4 * random.NextNormal() + 0.1 * content));
            var clicks = Thin(random, viewers, 0.25 * skill / (1 + skill * 0.3), options);
            var carts = Thin(random, clicks, 0.30, options);
            var orders = Thin(random, carts, Math.Clamp(platform.Conversion * skill / 0.06, 0.02, 0.8), options);
            var kept = Thin(random, orders, 1 - category.Returns, options);
            var price = category.Price * Math.Exp(0.2 * random.NextNormal());
            var unfollows = Thin(random, followers, Math.Min(0.2, options.UnfollowBase * Math.Exp(0.8 * load + 6 * over - 0.15 * content)), options);
            var eligible = Math.Min(buyers, followers);
            var repeat = Thin(random, eligible, Math.Clamp(0.12 * Math.Exp(0.1 * content - 2.5 * over), 0.005, 0.6), options);
            var gmv = (long)Math.Round(orders * price);
            rows.Add(new SessionRow($"s{kol:000}-{i:000}", Whole(start), platform.Id, $"kol{kol:000}", tier.Id, category.Id, brand ? "brand" : "kol", viewers, clicks, carts, orders, kept, gmv,
                sponsored, content, followers, unfollows, eligible, repeat, (long)Math.Round(sponsored * viewers * 0.06), (long)Math.Round(0.2 * kept * price)));
            load = fade * load + (1 - fade) * sponsored;
            followers = Math.Max(500, followers - unfollows + (long)(0.02 * viewers * Math.Exp(0.2 * content)));
            buyers = (long)(0.8 * buyers) + kept;
        }

        return rows;
    }

    private static DateTime Whole(DateTime time) => new(time.Year, time.Month, time.Day, 12 + time.Hour / 2, time.Minute, 0, DateTimeKind.Utc);

    /// <summary>A binomial count whose rate is drawn around <paramref name="rate"/>.</summary>
    private static long Thin(RandomStream random, long count, double rate, PanelOptions options)
    {
        if (count == 0) return 0;
        var drawn = random.NextBeta(rate * options.Concentration, (1 - rate) * options.Concentration);
        return random.NextBinomial(count, drawn);
    }

    private static T Pick<T>(RandomStream random, IReadOnlyList<T> settings, Func<T, double> weight)
    {
        var at = random.NextDouble() * settings.Sum(weight);
        foreach (var setting in settings)
        {
            at -= weight(setting);
            if (at < 0) return setting;
        }

        return settings[^1];
    }

    private sealed record PlatformSetting(string Id, double Weight, double BrandShare, double Conversion, double Reach);

    private sealed record CategorySetting(string Id, double Weight, double Price, double Returns);

    private sealed record TierSetting(string Id, double Weight, double Followers);
}
