using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>Checks of a market at the door.</summary>
internal static class MarketCheck
{
    public static void Platforms(MarketCategory[] categories, PlatformProfile[] platforms)
    {
        foreach (var twice in platforms.GroupBy(platform => platform.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new InputException("MODEL612", "'platforms'", $"'{twice.Key}' twice", "ids tell platforms apart", "name each platform once");
        foreach (var platform in platforms)
        {
            Values(platform);
            foreach (var offer in platform.Offers)
            {
                if (categories.All(category => category.Name != offer.Category))
                    throw new InputException("MODEL613", platform.Id, $"category \"{offer.Category}\"", "the market has no such category", "add it with a weight, or leave the offer out");
                var where = $"{platform.Id}, {offer.Category}";
                Part(offer.Share, platform.Entry > 0 ? $"share of {where} (it enters later)" : $"share of {where}", platform.Entry > 0);
                Part(offer.Ceiling, $"ceiling of {where}", false);
                Guard.Positive(offer.Conversion, $"conversion of {where}");
                Guard.Positive(offer.Supply, $"supply of {where}");
                if (offer.Share > offer.Ceiling + 1e-9)
                    throw new InputException("MODEL614", where, FormattableString.Invariant($"share {offer.Share} above ceiling {offer.Ceiling}"), "a share lies below its ceiling", "raise the ceiling: it is already passed");
            }
        }

        foreach (var category in categories) Category(category, platforms);
    }

    private static void Category(MarketCategory category, PlatformProfile[] platforms)
    {
        Guard.Finite(category.Growth, $"growth of {category.Name}");
        var there = platforms.Where(platform => platform.Entry == 0).SelectMany(platform => platform.Offers).Where(offer => offer.Category == category.Name).ToArray();
        var total = there.Sum(offer => offer.Share);
        if (Math.Abs(total - 1) > 1e-6)
            throw new InputException("MODEL602", $"shares of {category.Name}", FormattableString.Invariant($"they add up to {total:R}"), "shares of one category add up to 1", "add the rest of the category as a platform of its own");
        if (there.Sum(offer => offer.Ceiling) < 1 - 1e-9)
            throw new InputException("MODEL615", $"ceilings of {category.Name}", FormattableString.Invariant($"they add up to {there.Sum(offer => offer.Ceiling):R}"), "below 1 nobody could sell the rest", "raise a ceiling, or add the rest of the category as a platform");
    }

    private static void Values(PlatformProfile platform)
    {
        Guard.Positive(platform.Traffic, $"traffic of {platform.Id}");
        Guard.AtLeast(platform.Entry, 0, $"entry of {platform.Id}");
        Guard.Probability(platform.SponsoredLoad, $"sponsored load of {platform.Id}");
        Guard.Probability(platform.ExpansionHazard, $"expansion hazard of {platform.Id}");
        Guard.Finite(platform.Trust + platform.Appeal, $"trust and appeal of {platform.Id}");
        Guard.Level(platform.EntryShare, $"entry share of {platform.Id}");
        Part(platform.ExpansionCeiling, $"expansion ceiling of {platform.Id}", false);
        if (!(platform.TrafficGrowth >= 0) || platform.TrafficCeiling is { } ceiling && !(ceiling >= platform.Traffic))
        {
            throw new InputException("MODEL616", $"traffic of {platform.Id}", FormattableString.Invariant($"growth {platform.TrafficGrowth}, ceiling {platform.TrafficCeiling} over {platform.Traffic}"),
                "growth is at least 0 and ends at a ceiling at or above the traffic now", "leave the ceiling out for traffic that stays");
        }
    }

    private static void Part(double value, string where, bool zeroAllowed)
    {
        if (!(zeroAllowed && value == 0)) Guard.Positive(value, where);
        Guard.Probability(value, where);
    }
}
