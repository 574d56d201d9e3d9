using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>Prices of firms under logit demand, each the best answer to the others. A scenario: nothing is estimated.</summary>
/// <param name="Prices">In the unit of the costs.</param>
/// <param name="Shares">Of all buyers, the outside good excluded.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="Provenance">Where utilities and costs come from; none for assumed ones.</param>
public sealed record LogitPricing(IReadOnlyList<double> Prices, IReadOnlyList<double> Shares, int Iterations, Provenance Provenance)
{
    /// <summary>Goes with every number of this model.</summary>
    public string Label { get; } = "scenario: assumed utilities and costs, not estimated";

    /// <summary>Solves p = c + mu / (1 - s). Reference case D05; Anderson, de Palma and Thisse (1992).</summary>
    /// <param name="utilities">Utility of each good before its price.</param>
    /// <param name="costs">Unit costs.</param>
    /// <param name="mu">Taste spread, above 0, in money.</param>
    /// <param name="outsideGood">Whether people may buy nothing.</param>
    /// <param name="provenance">Where utilities and costs come from.</param>
    public static LogitPricing Solve(IEnumerable<double> utilities, IEnumerable<double> costs, double mu = 1, bool outsideGood = true, Provenance? provenance = null)
    {
        var delta = Guard.Values(utilities, "utilities");
        var c = Guard.Values(costs, "costs");
        Guard.SameLength(delta.Length, c.Length, "costs");
        Guard.Positive(mu, "mu");
        if (delta.Length == 1 && !outsideGood)
        {
            throw new NotIdentifiedException("MODEL506", "firms", "one firm and no outside good",
                "any price sells, so no price is best", "let people buy nothing, or add a firm");
        }

        double[] p = [.. c.Select(cost => cost + 2 * mu)];
        for (var step = 1; step <= 100_000; step++)
        {
            var s = ShareOf(delta, p, mu, outsideGood);
            double change = 0;
            for (var i = 0; i < p.Length; i++)
            {
                var gap = c[i] + mu / (1 - s[i]) - p[i];
                change = Math.Max(change, Math.Abs(gap));
                p[i] += (1 - s[i]) * gap;
            }

            if (change <= 1e-13 * (1 + p.Max(Math.Abs))) return new LogitPricing(p, ShareOf(delta, p, mu, outsideGood), step, provenance ?? Provenance.None);
        }

        throw new NotIdentifiedException("MODEL507", "prices", "no fixed point after 100000 steps", "utilities are too far apart", "scale utilities by mu");
    }

    private static double[] ShareOf(double[] delta, double[] p, double mu, bool outside)
    {
        double[] u = [.. delta.Select((d, i) => (d - p[i]) / mu)];
        var top = outside ? Math.Max(0, u.Max()) : u.Max();
        double[] e = [.. u.Select(value => Math.Exp(value - top))];
        var sum = e.Sum() + (outside ? Math.Exp(-top) : 0);
        return [.. e.Select(value => value / sum)];
    }
}
