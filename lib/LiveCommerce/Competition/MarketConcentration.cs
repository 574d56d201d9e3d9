using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>How concentrated a market is at one time: Herfindahl-Hirschman index, concentration ratios, lead.</summary>
/// <remarks>US Horizontal Merger Guidelines 2010, section 5.3 (2500 points) and 2023 (1800 points). Reference case E01.</remarks>
public sealed record MarketConcentration
{
    private readonly double[] ordered;

    private MarketConcentration(double[] shares)
    {
        Shares = shares;
        ordered = [.. shares.OrderDescending()];
        Hhi = 10_000 * Moments.Sum(shares.Select(share => share * share));
    }

    /// <summary>The shares, in the order given.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>Herfindahl-Hirschman index in points: the sum of squared percentages, up to 10,000 for a monopoly.</summary>
    public double Hhi { get; }

    /// <summary>How many equal platforms would give the same index: 10,000 / HHI.</summary>
    public double EffectiveNumber => 10_000 / Hhi;

    /// <summary>Share of the largest platform less that of the second, 0 to 1; the share itself for a monopoly.</summary>
    public double Lead => ordered[0] - (ordered.Length > 1 ? ordered[1] : 0);

    /// <summary>Measures one market.</summary>
    /// <param name="shares">Shares, each 0 to 1, that add up to 1 within 1e-6.</param>
    /// <exception cref="InputException">A share outside 0 to 1, or a total that is not 1.</exception>
    public static MarketConcentration Of(IEnumerable<double> shares) => new(ShareCheck.Composition(shares, "shares"));

    /// <summary>Together the share of the largest platforms (CR).</summary>
    /// <param name="count">How many of the largest, at least 1.</param>
    /// <exception cref="InputException"><paramref name="count"/> is below 1.</exception>
    public double LargestShare(int count) => Moments.Sum(ordered.Take(Guard.AtLeast(count, 1, "count")));

    /// <summary>Rise of the index, in points, when two platforms become one: 2 s1 s2.</summary>
    /// <param name="first">Place of the first in <see cref="Shares"/>.</param>
    /// <param name="second">Place of the second, another one.</param>
    /// <exception cref="InputException">A place that does not exist, or the same place twice.</exception>
    public double MergerDelta(int first, int second)
    {
        if (first == second || Math.Min(first, second) < 0 || Math.Max(first, second) >= Shares.Count)
        {
            throw new InputException("MODEL601", "'first' and 'second'", FormattableString.Invariant($"{first} and {second} of {Shares.Count} platforms"),
                "two different platforms merge", "give two places of the list of shares, counted from 0");
        }

        return 2 * 10_000 * Shares[first] * Shares[second];
    }
}
