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

    /// <summary>Areas of the world's 48 largest landmasses (R's islands); Gini by all pairs, Theil, Herfindahl and Hill computed in NumPy.</summary>
    [Fact]
    public void Islands_have_the_concentration_of_the_formula_over_all_pairs()
    {
        double[] areas = [11506, 5500, 16988, 2968, 16, 184, 23, 280, 84, 73, 25, 43, 21, 82, 3745, 840, 13, 30, 30, 89, 40, 33, 49, 14, 42, 227, 16, 36, 29, 15, 306, 44, 58, 43, 9390, 32, 13, 29, 6795, 16, 15, 183, 14, 26, 19, 13, 12, 82];
        var islands = Concentration.Of(areas);
        Assert.Equal(0.871211396783689, islands.Gini, 1e-12);
        Assert.Equal(1.8059163092901978, islands.Theil, 1e-12);
        Assert.Equal(0.16855903453763244, islands.Herfindahl, 1e-12);
        var tail = islands.HillTail(10);
        Assert.Equal(0.3884878675206, tail.Value, 1e-10);
        // Exact interval of a Pareto tail: chi squared of 20 degrees of freedom, 9.590777 and 34.169607.
        Assert.Equal(0.3884878675206 * 9.590777 / 20, tail.Interval!.Low, 1e-7);
        Assert.Equal(0.3884878675206 * 34.169607 / 20, tail.Interval.High, 1e-7);
        Assert.Contains(tail.Warnings, warning => warning.Code == "MODEL510");
        Assert.Equal("MODEL503", Assert.Throws<NotIdentifiedException>(() => islands.Mean(10)).Code);
        Assert.Equal(tail.Value, islands.HillCurve(20).Single(point => point.N.Used == 10).Value);
        Assert.All([islands.TheilEstimate(200), islands.HerfindahlEstimate(200), islands.TopShareEstimate(0.1, 200)], estimate => Assert.True(estimate.Interval!.Contains(estimate.Value)));
    }

    /// <summary>The likelihood with the scales integrated by quadrature in SciPy, maximised there.</summary>
    [Fact]
    public void Order_values_have_the_shapes_of_a_likelihood_that_is_integrated_by_quadrature()
    {
        BuyerSpend[] buyers = [new(1, 30), new(2, 45), new(3, 12.5), new(1, 80), new(5, 33), new(2, 27), new(4, 61), new(1, 15), new(7, 22), new(3, 95), new(2, 40), new(6, 38), new(2, 18), new(3, 52)];
        var fit = GammaGamma.Fit(buyers);
        Assert.Equal(-61.844731479085354, fit.LogLikelihood!.Value, 1e-7);
        Assert.Equal([3.13422825, 5.85809296, 63.38022335], [fit.P, fit.Q, fit.Gamma], (a, b) => Math.Abs(a - b) < 2e-3 * a);
    }

    [Fact]
    public void Incomes_below_zero_none_or_no_numbers_are_refused()
    {
        Assert.Equal("MODEL501", Assert.Throws<InputException>(() => Concentration.Of([3, -1, 5])).Code);
        Assert.Equal("MODEL501", Assert.Throws<InputException>(() => Concentration.Of([0, 0, 0])).Code);
        Assert.Equal("MODEL104", Assert.Throws<InputException>(() => Concentration.Of([5])).Code);
        Assert.Equal("MODEL101", Assert.Throws<InputException>(() => Concentration.Of([5, double.NaN])).Code);
        Assert.Equal("MODEL502", Assert.Throws<NotIdentifiedException>(() => Concentration.Of([5, 5, 5, 5]).HillTail(2)).Code);
        Assert.Equal("MODEL502", Assert.Throws<NotIdentifiedException>(() => Concentration.Of([0, 0, 1, 2]).HillCurve()).Code);
        Assert.True(double.IsFinite(Concentration.Of([0, 0, 0, 7]).GiniEstimate(200).Interval!.High));
    }
}
