using LiveCommerce.Monetisation;

namespace LiveCommerce.Tests.Monetisation;

public sealed class PricingTests
{
    private static readonly TwoSidedPlatform Plain = new("a", 1, 0.5);

    [Fact]
    public void Equal_platforms_have_the_prices_of_the_closed_form()
    {
        var closed = TwoSidedPricing.Solve(1, 0.5, 1, 2, 0.4, 0.7);
        var solved = TwoSidedDuopoly.Solve(Plain, Plain with { Name = "b" }, 1, 2, 0.4, 0.7);
        Assert.All([solved.First, solved.Second], platform =>
        {
            Assert.Equal(closed.Price1, platform.Price1, 12);
            Assert.Equal(closed.Price2, platform.Price2, 12);
            Assert.Equal(0.5, platform.Share1, 12);
            Assert.Equal(closed.Profit, platform.Profit, 12);
        });
        Assert.StartsWith("scenario", solved.Label, StringComparison.Ordinal);
    }

    /// <summary>Without cross effects each side is a Hotelling line of its own: p = t + (2 c + c other + appeal gap) / 3.</summary>
    [Fact]
    public void Without_cross_effects_each_side_is_a_line_of_its_own()
    {
        var solved = TwoSidedDuopoly.Solve(new("a", 1, 0.5, 0.6, -0.3), new("b", 0.4, 0.8), 1, 2, 0, 0);
        Assert.Equal(1 + (2 * 1 + 0.4 + 0.6) / 3, solved.First.Price1, 12);
        Assert.Equal(1 + (1 + 2 * 0.4 - 0.6) / 3, solved.Second.Price1, 12);
        Assert.Equal(2 + (2 * 0.5 + 0.8 - 0.3) / 3, solved.First.Price2, 12);
        Assert.Equal(0.5 + (0.6 - (1 - 0.4)) / 6, solved.First.Share1, 12);
    }

    [Fact]
    public void Better_platform_has_more_of_both_sides_and_no_platform_gains_by_leaving()
    {
        var solved = TwoSidedDuopoly.Solve(Plain with { Appeal1 = 0.5 }, Plain with { Name = "b" }, 1, 1, 0.3, 0.5);
        Assert.True(solved.First.Share1 > 0.5 && solved.First.Share2 > 0.5, $"{solved.First}");
        Assert.True(solved.First.Profit > solved.Second.Profit);
        Assert.InRange(solved.BestDeviation, 0, 1e-6);
        // Shares follow from prices: what viewers are offered beside what it costs.
        double gap2 = 2 * solved.First.Share2 - 1;
        Assert.Equal(2 * solved.First.Share1 - 1, 0.5 + 0.3 * gap2 - solved.First.Price1 + solved.Second.Price1, 12);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 1, 2, 0)]
    [InlineData(0.5, 0.5, 0.9, 0.3)]
    public void Market_that_tips_is_refused(double t1, double t2, double alpha1, double alpha2) =>
        Assert.Equal("MODEL508", Assert.Throws<NotIdentifiedException>(() => TwoSidedDuopoly.Solve(Plain, Plain, t1, t2, alpha1, alpha2)).Code);

    [Fact]
    public void Platform_so_much_better_that_it_takes_a_side_is_refused()
    {
        var refusal = Assert.Throws<NotIdentifiedException>(() => TwoSidedDuopoly.Solve(Plain with { Appeal1 = 9 }, Plain with { Name = "b" }, 1, 1, 0.3, 0.5));
        Assert.Equal("MODEL517", refusal.Code);
    }

    /// <summary>Each firm at its best price given the others, found by trying prices and not by the first-order condition.</summary>
    [Fact]
    public void No_firm_of_unequal_firms_gains_by_another_price()
    {
        double[] utilities = [2, 1, 0.2, -1], costs = [1, 0.6, 0.3, 0.1];
        const double Mu = 0.7;
        var solved = LogitPricing.Solve(utilities, costs, Mu);
        double Profit(int firm, double price)
        {
            double[] e = [.. utilities.Select((u, i) => Math.Exp((u - (i == firm ? price : solved.Prices[i])) / Mu))];
            return (price - costs[firm]) * e[firm] / (1 + e.Sum());
        }

        for (var firm = 0; firm < costs.Length; firm++)
        {
            var own = Profit(firm, solved.Prices[firm]);
            Assert.All(Enumerable.Range(-100, 201), i => Assert.True(Profit(firm, solved.Prices[firm] + 0.02 * i) <= own + 1e-12));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Taste_spread_that_is_not_above_zero_is_refused(double mu) => Assert.Equal("MODEL102", Assert.Throws<InputException>(() => LogitPricing.Solve([1], [0], mu)).Code);
}
