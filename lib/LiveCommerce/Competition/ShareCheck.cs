using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>Checks of shares at the door.</summary>
internal static class ShareCheck
{
    /// <summary>Shares that are a whole: each 0 to 1, together 1 within 1e-6.</summary>
    public static double[] Composition(IEnumerable<double> shares, string where)
    {
        var list = Guard.Values(shares, where);
        for (var i = 0; i < list.Length; i++) Guard.Probability(list[i], FormattableString.Invariant($"{where}[{i}]"));
        var total = Moments.Sum(list);
        if (Math.Abs(total - 1) > 1e-6)
        {
            throw new InputException("MODEL602", $"'{where}'", FormattableString.Invariant($"they add up to {total:R}"),
                "shares of one market add up to 1", "add the rest of the market as a platform of its own, or divide by the total");
        }

        return list;
    }
}
