using LiveCommerce.Numerics;

namespace LiveCommerce.Data.Synthetic;

/// <summary>Generates the session panel: invented sessions with the structure that the models look for. It describes no market.</summary>
/// <remarks>
/// Each KOL has a stream of random numbers of its own, so the panel is the same at any parallelism. Stages are nested binomial counts whose rates vary from session to session (beta).
/// The sponsored load is an exponential average of sponsored shares; above the threshold the unfollow hazard rises and the repeat rate falls.
/// </remarks>
internal static class PanelGenerator
{
    /// <summary>The platform that is held in one category: the first of the list.</summary>
    private const string Niche = "mogujie";

    public static IEnumerable<SessionRow> Sessions(PanelOptions options) =>
        Replicates.Run(options.Kols, options.Seed, (random, kol) => OfKol(random, kol, options)).SelectMany(rows => rows);

    private static List<SessionRow> OfKol(RandomStream random, int kol, PanelOptions options)
    {
        var (funnel, trust) = (options.Funnel, options.Trust);
        var home = Pick(random, options.Platforms, setting => setting.Weight);
        var second = random.NextDouble() < options.MultiHoming ? Pick(random, options.Platforms, setting => setting.Weight) : home;
        var tier = Pick(random, options.Tiers, setting => setting.Weight);
        var category = home.Id == Niche ? options.Categories[0] : Pick(random, options.Categories, setting => setting.Weight);
        var brand = random.NextDouble() < home.BrandShare;
        var skill = Math.Exp(funnel.SkillSpread * random.NextNormal());
        var appetite = trust.AppetiteLow + (trust.AppetiteHigh - trust.AppetiteLow) * random.NextDouble();
        var followers = (long)Math.Max(1000, tier.Followers * Math.Exp(0.6 * random.NextNormal()));
        var fade = Math.Pow(0.5, 1 / trust.HalfLife);
        var load = appetite;
        var buyers = 0L;
        var rows = new List<SessionRow>(options.SessionsPerKol);
        for (var i = 0; i < options.SessionsPerKol; i++)
        {
            var platform = i % 3 == 2 ? second : home;
            var sponsored = Math.Clamp(appetite + trust.AppetiteSpread * random.NextNormal(), 0, 0.9);
            var content = random.NextNormal();
            var over = Math.Max(0, load - trust.Threshold);
            var start = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i * 730.0 / options.SessionsPerKol + random.NextDouble() * 5);
            var viewers = (long)Math.Max(20, followers * platform.Reach * funnel.ViewersPerFollower * skill * Math.Exp(funnel.ViewerSpread * random.NextNormal() + 0.1 * content));
            var clicks = Thin(random, viewers, Math.Min(0.95, funnel.ClickRate * skill / (1 + skill * 0.3)), options);
            var carts = Thin(random, clicks, funnel.CartRate, options);
            var orders = Thin(random, carts, Math.Clamp(platform.Conversion * skill / funnel.ConversionScale, 0.02, 0.8), options);
            var kept = Thin(random, orders, 1 - category.Returns, options);
            var price = category.Price * Math.Exp(funnel.PriceSpread * random.NextNormal());
            var unfollows = Thin(random, followers, Math.Min(0.2, trust.UnfollowBase * Math.Exp(trust.UnfollowLoad * load + trust.UnfollowOverload * over - trust.UnfollowContent * content)), options);
            var eligible = Math.Min(buyers, followers);
            var repeat = Thin(random, eligible, Math.Clamp(trust.RepeatBase * Math.Exp(trust.RepeatContent * content - trust.RepeatOverload * over), 0.005, 0.6), options);
            var gmv = (long)Math.Round(orders * price);
            rows.Add(new SessionRow($"s{kol:000}-{i:000}", Whole(start), platform.Id, $"kol{kol:000}", tier.Id, category.Id, brand ? "brand" : "kol", viewers, clicks, carts, orders, kept, gmv,
                sponsored, content, followers, unfollows, eligible, repeat, (long)Math.Round(sponsored * viewers * funnel.AdYuanPerViewer), (long)Math.Round(funnel.CommissionRate * kept * price)));
            load = fade * load + (1 - fade) * sponsored;
            followers = Math.Max(500, followers - unfollows + (long)(trust.FollowRate * viewers * Math.Exp(0.2 * content)));
            buyers = (long)(trust.BuyerMemory * buyers) + kept;
        }

        return rows;
    }

    private static DateTime Whole(DateTime time) => new(time.Year, time.Month, time.Day, 12 + time.Hour / 2, time.Minute, 0, DateTimeKind.Utc);

    /// <summary>A binomial count whose rate is drawn around <paramref name="rate"/>.</summary>
    private static long Thin(RandomStream random, long count, double rate, PanelOptions options)
    {
        if (count == 0) return 0;
        var drawn = random.NextBeta(rate * options.Funnel.Concentration, (1 - rate) * options.Funnel.Concentration);
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
}
