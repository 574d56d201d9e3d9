namespace LiveCommerce.Data.Synthetic;

/// <summary>Ranges of the settings of the panel.</summary>
internal static class PanelRules
{
    public static IEnumerable<PanelFault> Faults(PanelOptions options)
    {
        var (funnel, trust) = (options.Funnel, options.Trust);
        (string Name, double Value, double Low, double High)[] ranges =
        [
            ("kols", options.Kols, 1, 100_000), ("sessionsPerKol", options.SessionsPerKol, 1, 100_000), ("multiHoming", options.MultiHoming, 0, 1),
            .. options.Platforms.SelectMany(platform => new[]
            {
                ($"platforms.{platform.Id}.weight", platform.Weight, 0d, 1e6), ($"platforms.{platform.Id}.brandShare", platform.BrandShare, 0, 1),
                ($"platforms.{platform.Id}.conversion", platform.Conversion, 0, 1), ($"platforms.{platform.Id}.reach", platform.Reach, 0, 1e3),
            }),
            .. options.Categories.SelectMany(category => new[]
            {
                ($"categories.{category.Id}.weight", category.Weight, 0d, 1e6), ($"categories.{category.Id}.price", category.Price, 0.01, 1e7), ($"categories.{category.Id}.returns", category.Returns, 0, 0.99),
            }),
            .. options.Tiers.SelectMany(tier => new[] { ($"tiers.{tier.Id}.weight", tier.Weight, 0d, 1e6), ($"tiers.{tier.Id}.followers", tier.Followers, 1, 1e9) }),
            ("funnel.viewersPerFollower", funnel.ViewersPerFollower, 1e-6, 100), ("funnel.viewerSpread", funnel.ViewerSpread, 0, 5), ("funnel.skillSpread", funnel.SkillSpread, 0, 5),
            ("funnel.clickRate", funnel.ClickRate, 0.001, 0.999), ("funnel.cartRate", funnel.CartRate, 0.001, 0.999), ("funnel.conversionScale", funnel.ConversionScale, 1e-6, 1),
            ("funnel.priceSpread", funnel.PriceSpread, 0, 5), ("funnel.concentration", funnel.Concentration, 0.1, 1e9), ("funnel.adYuanPerViewer", funnel.AdYuanPerViewer, 0, 1e3), ("funnel.commissionRate", funnel.CommissionRate, 0, 1),
            ("trust.appetiteLow", trust.AppetiteLow, 0, trust.AppetiteHigh), ("trust.appetiteHigh", trust.AppetiteHigh, 0, 1), ("trust.appetiteSpread", trust.AppetiteSpread, 0, 1), ("trust.halfLife", trust.HalfLife, 0.01, 1e6),
            ("trust.threshold", trust.Threshold, 0, 1), ("trust.unfollowBase", trust.UnfollowBase, 1e-9, 0.2), ("trust.unfollowLoad", trust.UnfollowLoad, -20, 20), ("trust.unfollowOverload", trust.UnfollowOverload, -20, 20),
            ("trust.unfollowContent", trust.UnfollowContent, -5, 5), ("trust.followRate", trust.FollowRate, 0, 1), ("trust.repeatBase", trust.RepeatBase, 0.005, 0.6), ("trust.repeatContent", trust.RepeatContent, -5, 5), ("trust.repeatOverload", trust.RepeatOverload, 0, 50),
            ("trust.buyerMemory", trust.BuyerMemory, 0, 1),
        ];
        foreach (var (name, value, low, high) in ranges)
        {
            if (!(value >= low && value <= high)) yield return new PanelFault(name, FormattableString.Invariant($"'{name}' is {value}"), FormattableString.Invariant($"a number from {low} to {high}"));
        }

        if (options.Platforms.Sum(platform => platform.Weight) <= 0) yield return new PanelFault("platforms", "'platforms' weighs nothing", "at least one platform with a weight above 0");
        if (options.Categories.Sum(category => category.Weight) <= 0) yield return new PanelFault("categories", "'categories' weighs nothing", "at least one category with a weight above 0");
        if (options.Tiers.Sum(tier => tier.Weight) <= 0) yield return new PanelFault("tiers", "'tiers' weighs nothing", "at least one tier with a weight above 0");
    }
}

/// <summary>A setting outside its range.</summary>
internal sealed record PanelFault(string Setting, string Found, string Expected);
