using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Monetisation;

/// <summary>One of two platforms that viewers (1) and brands (2) choose between.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cost1">Money that a viewer costs.</param>
/// <param name="Cost2">Money that a brand costs.</param>
/// <param name="Appeal1">What a viewer likes it for beside its brands, in money.</param>
/// <param name="Appeal2">What a brand likes it for beside its viewers, in money.</param>
public sealed record TwoSidedPlatform(string Name, double Cost1 = 0, double Cost2 = 0, double Appeal1 = 0, double Appeal2 = 0);

/// <summary>What one platform does in the equilibrium.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Price1">To viewers; below cost where they are worth more to the other side.</param>
/// <param name="Price2">To brands.</param>
/// <param name="Share1">Of viewers, 0 to 1.</param>
/// <param name="Share2">Of brands, 0 to 1.</param>
/// <param name="Profit">Per viewer and brand there are.</param>
public sealed record TwoSidedOutcome(string Name, double Price1, double Price2, double Share1, double Share2, double Profit);

/// <summary>Prices of two platforms that need not be equal, on two Hotelling lines with effects across the sides (Armstrong 2006, section 4). A scenario: nothing is estimated.</summary>
/// <remarks>
/// Share 1 of the first = 1/2 + (appeal gap + alpha1 share gap of side 2 - price gap) / (2 t1), and the same with 1 and 2 exchanged. The four first-order conditions are solved together;
/// then each platform is let search all its prices, those that empty a side too, so that no gain of leaving is overlooked. Equal platforms give <see cref="TwoSidedPricing"/>.
/// </remarks>
/// <param name="First">The first platform.</param>
/// <param name="Second">The second platform.</param>
/// <param name="Stability">4 t1 t2 - (alpha1 + alpha2)^2; above 0.</param>
/// <param name="BestDeviation">Most that a platform gains by other prices, as far as the search found; 0 up to rounding.</param>
/// <param name="Provenance">Where costs and effects come from; none for assumed ones.</param>
public sealed record TwoSidedDuopoly(TwoSidedOutcome First, TwoSidedOutcome Second, double Stability, double BestDeviation, Provenance Provenance)
{
    /// <summary>Goes with every number of this model.</summary>
    public string Label { get; } = "scenario: assumed appeals, transport costs and cross effects, not estimated";

    /// <summary>Finds the equilibrium in which both platforms keep both sides.</summary>
    /// <param name="first">The first platform.</param>
    /// <param name="second">The second platform.</param>
    /// <param name="transport1">Money that the way along the line costs a viewer, above 0.</param>
    /// <param name="transport2">The same of a brand.</param>
    /// <param name="crossEffect1">Money that all brands are worth to a viewer.</param>
    /// <param name="crossEffect2">Money that all viewers are worth to a brand.</param>
    /// <param name="provenance">Where the numbers come from.</param>
    /// <exception cref="NotIdentifiedException">The market tips, or the better platform takes a whole side.</exception>
    public static TwoSidedDuopoly Solve(TwoSidedPlatform first, TwoSidedPlatform second, double transport1, double transport2, double crossEffect1, double crossEffect2, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        foreach (var platform in new[] { first, second })
        {
            Guard.Finite(platform.Cost1 + platform.Cost2, "costs of " + platform.Name);
            Guard.Finite(platform.Appeal1 + platform.Appeal2, "appeals of " + platform.Name);
        }

        // The same door as the symmetric case: refuses a market that tips.
        var stability = TwoSidedPricing.Solve(0, 0, transport1, transport2, crossEffect1, crossEffect2).Stability;
        var market = new Lines(transport1, transport2, crossEffect1, crossEffect2, first.Appeal1 - second.Appeal1, first.Appeal2 - second.Appeal2);
        var (x, y, a, b) = market.Equilibrium(first.Cost1 - second.Cost1, first.Cost2 - second.Cost2);
        if (Math.Abs(x) >= 1 || Math.Abs(y) >= 1)
        {
            throw new NotIdentifiedException("MODEL517", "platforms", FormattableString.Invariant($"shares of {first.Name} {(1 + x) / 2:G3} and {(1 + y) / 2:G3}"),
                "the better platform takes a whole side, so no shared equilibrium exists", "bring appeals and costs closer, raise the transport costs, or use the competition models");
        }

        TwoSidedOutcome Of(TwoSidedPlatform p, double[] margin, double share1, double share2) =>
            new(p.Name, p.Cost1 + margin[0], p.Cost2 + margin[1], share1, share2, margin[0] * share1 + margin[1] * share2);
        var one = Of(first, a, (1 + x) / 2, (1 + y) / 2);
        var two = Of(second, b, (1 - x) / 2, (1 - y) / 2);
        var gain = Math.Max(market.Gain(first, one, two, 1), market.Gain(second, two, one, -1));
        if (gain > 1e-6 * (1 + Math.Abs(one.Profit) + Math.Abs(two.Profit)))
        {
            throw new NotIdentifiedException("MODEL517", "platforms", FormattableString.Invariant($"a platform gains {gain:G3} by leaving these prices"),
                "prices at which no small change pays are no equilibrium when a large one does", "bring appeals and costs closer, or raise the transport costs");
        }

        return new(one, two, stability, Math.Max(0, gain), provenance ?? Provenance.None);
    }

    /// <summary>Two lines and who is where at given prices; gaps are first minus second.</summary>
    private sealed record Lines(double T1, double T2, double Alpha1, double Alpha2, double Appeal1, double Appeal2)
    {
        /// <summary>Share gaps and margins: with margins a and b, M (a + b) = 2 and M (a - b) = 2 N (appeals - costs - a + b).</summary>
        public (double X, double Y, double[] A, double[] B) Equilibrium(double cost1, double cost2)
        {
            var d = T1 * T2 - Alpha1 * Alpha2;
            var m = Matrix<double>.Build.DenseOfArray(new[,] { { T2 / d, Alpha2 / d }, { Alpha1 / d, T1 / d } });
            var n = Matrix<double>.Build.DenseOfArray(new[,] { { T2 / d, Alpha1 / d }, { Alpha2 / d, T1 / d } });
            var better = Vector<double>.Build.Dense([Appeal1 - cost1, Appeal2 - cost2]);
            var sum = m.Solve(Vector<double>.Build.Dense(2, 2));
            var gap = (m + 2 * n).Solve(2 * n * better);
            var shares = n * (better - gap);
            return (shares[0], shares[1], [.. (sum + gap) / 2], [.. (sum - gap) / 2]);
        }

        /// <summary>Most that a platform gains by other prices against <paramref name="rival"/>; sides may empty.</summary>
        public double Gain(TwoSidedPlatform platform, TwoSidedOutcome mine, TwoSidedOutcome rival, int sign)
        {
            double Profit(double p1, double p2)
            {
                double g1 = sign * Appeal1 - p1 + rival.Price1, g2 = sign * Appeal2 - p2 + rival.Price2;
                // Expectations start from the equilibrium and settle; each side is cut at none and all.
                double x = 2 * mine.Share1 - 1, y = 2 * mine.Share2 - 1;
                for (var i = 0; i < 200; i++)
                {
                    var (before, beside) = (x, y);
                    x = Math.Clamp((g1 + Alpha1 * y) / T1, -1, 1);
                    y = Math.Clamp((g2 + Alpha2 * x) / T2, -1, 1);
                    if (Math.Abs(x - before) + Math.Abs(y - beside) < 1e-13) break;
                }

                return (p1 - platform.Cost1) * (1 + x) / 2 + (p2 - platform.Cost2) * (1 + y) / 2;
            }

            const int Half = 20;
            double reach1 = 3 * (T1 + Math.Abs(Alpha1) + Math.Abs(Alpha2)), reach2 = 3 * (T2 + Math.Abs(Alpha1) + Math.Abs(Alpha2)), most = double.NegativeInfinity;
            var at = (P1: mine.Price1, P2: mine.Price2);
            for (var round = 0; round < 6; round++)
            {
                var centre = at;
                for (var i = -Half; i <= Half; i++)
                {
                    for (var j = -Half; j <= Half; j++)
                    {
                        double p1 = centre.P1 + reach1 * i / Half, p2 = centre.P2 + reach2 * j / Half, worth = Profit(p1, p2);
                        if (worth > most) (most, at) = (worth, (p1, p2));
                    }
                }

                (reach1, reach2) = (reach1 / 8, reach2 / 8);
            }

            return most - mine.Profit;
        }
    }
}
