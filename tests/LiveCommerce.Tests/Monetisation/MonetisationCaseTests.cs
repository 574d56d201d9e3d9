using LiveCommerce.Monetisation;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Monetisation;

public sealed class MonetisationCaseTests
{
    [Fact, Trait("case", "D03")]
    public void Concentration_of_the_printed_incomes_is_as_published()
    {
        var d03 = ReferenceCase.Open("D03");
        var got = Concentration.Of(d03.Numbers("x"));
        d03.Check("gini", got.Gini);
        d03.Check("gini_corrected", got.GiniCorrected);
        d03.Check("lorenz", got.Lorenz);
        d03.Check("theil_T", got.Theil);
        d03.Check("top10pct_share", got.TopShare(0.1));
    }

    [Fact]
    public void Equal_incomes_have_no_concentration_and_no_order_matters()
    {
        var equal = Concentration.Of([5, 5, 5, 5]);
        Assert.Equal(0, equal.Gini, 12);
        Assert.Equal(0.25, equal.Herfindahl, 12);
        Assert.Equal(Concentration.Of([1, 2, 7]).Gini, Concentration.Of([70, 10, 20]).Gini, 12);
    }

    [Fact]
    public void Mean_of_a_very_heavy_tail_is_refused_with_the_way_out()
    {
        var pareto = Concentration.Of(Enumerable.Range(1, 200).Select(i => Math.Pow(i / 201.0, -1)));
        var error = Assert.Throws<NotIdentifiedException>(() => pareto.Mean(50));
        Assert.Equal("give the median and the top shares", error.Fix);
        Assert.Contains(pareto.HillTail(50).Warnings, warning => warning.Code == "MODEL510");
    }

    [Fact]
    public void Gini_interval_repeats_with_its_seed()
    {
        var incomes = Concentration.Of(Enumerable.Range(1, 50).Select(i => (double)(i * i)));
        Assert.Equal(incomes.GiniEstimate(300, 7), incomes.GiniEstimate(300, 7) with { Warnings = incomes.GiniEstimate(300, 7).Warnings });
        Assert.True(incomes.GiniEstimate(300, 7).Interval!.Contains(incomes.Gini));
    }

    [Fact, Trait("case", "D07")]
    public void Expected_order_values_are_as_published()
    {
        var d07 = ReferenceCase.Open("D07");
        var model = new GammaGamma(d07.Number("p"), d07.Number("q"), d07.Number("gamma"));
        d07.Check("expected_value", d07.Rows("x_and_mean_value").Select(row => model.ExpectedValue((long)row[0], row[1])));
    }

    [Fact, Trait("case", "D05")]
    public void Logit_prices_reach_the_closed_forms()
    {
        var d05 = ReferenceCase.Open("D05");
        d05.Check("monopoly_price", LogitPricing.Solve([1], [0]).Prices[0]);
        d05.Check("symmetric_markup_over_mu_n2_n3_n4", new[] { 2, 3, 4 }.Select(n => LogitPricing.Solve(new double[n], new double[n], outsideGood: false).Prices[0]));
        var three = LogitPricing.Solve(d05.Numbers("three", "delta"), d05.Numbers("three", "c"), d05.Number("three", "mu"));
        d05.Check("three_prices", three.Prices);
        d05.Check("three_shares", three.Shares);
        Assert.StartsWith("scenario", three.Label, StringComparison.Ordinal);
    }

    [Fact, Trait("case", "D06")]
    public void Two_sided_prices_are_those_of_Armstrong()
    {
        var d06 = ReferenceCase.Open("D06");
        var got = TwoSidedPricing.Solve(d06.Number("f1"), d06.Number("f2"), d06.Number("t1"), d06.Number("t2"), d06.Number("alpha1"), d06.Number("alpha2"));
        d06.Check("p1", got.Price1);
        d06.Check("p2", got.Price2);
        d06.Check("profit", got.Profit);
        d06.Check("stability_4t1t2_minus_sum_sq", got.Stability);
    }

    [Fact]
    public void Two_sided_market_that_tips_is_refused() =>
        Assert.Equal("MODEL508", Assert.Throws<NotIdentifiedException>(() => TwoSidedPricing.Solve(0, 0, 1, 1, 1, 1)).Code);

    [Fact]
    public void Order_values_that_made_the_buyers_are_recovered()
    {
        var buyers = Replicates.Run(3000, 5, (stream, _) =>
        {
            var rate = stream.NextGamma(3.74) / 15.44;
            var orders = 1 + stream.NextPoisson(2);
            return new BuyerSpend(orders, stream.NextGamma(6.25 * orders) / rate / orders);
        }, cancellationToken: TestContext.Current.CancellationToken);
        var fit = GammaGamma.Fit(buyers);
        Assert.Equal(6.25 * 15.44 / 2.74, fit.ExpectedValue(0, 0), 0.05 * 35);
        Assert.Equal(3.74, fit.Q, 0.4);
        Assert.Equal("MODEL509", Assert.Throws<NotIdentifiedException>(() => GammaGamma.Fit(buyers.Where(b => b.Orders == 1))).Code);
    }
}
