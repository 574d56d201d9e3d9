using LiveCommerce.Monetisation;

namespace LiveCommerce.Tests.Monetisation;

public sealed class ProfitTests
{
    private static KeyValuePair<string, UncertainInput>[] Four(UncertainInput one, UncertainInput last) => [new("x1", one), new("x2", one), new("x3", one), new("x4", last)];

    private static readonly UncertainInput Unit = UncertainInput.Between(-Math.Sqrt(3), Math.Sqrt(3));

    [Theory, Trait("case", "D01")]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void Sum_of_four_inputs_is_that_of_the_guide(string setting)
    {
        var d01 = ReferenceCase.Open("D01");
        var normal = UncertainInput.Normal(0, 1);
        var inputs = setting switch { "a" => Four(normal, normal), "b" => Four(Unit, Unit), _ => Four(Unit, UncertainInput.Between(-10 * Math.Sqrt(3), 10 * Math.Sqrt(3))) };
        var got = Propagation.Run(inputs, x => x[0] + x[1] + x[2] + x[3], new PropagationOptions().WithDraws(1_000_000));
        d01.Check(setting + "_u", got.StandardDeviation);
        d01.Check(setting + "_upper_975", got.Interval.High);
    }

    /// <summary>JCGM 101:2008, 9.3, calibration of a mass standard: 1.2341 mg, u 0.0754 mg, 1.0834 to 1.3825 mg (table 6).</summary>
    [Fact]
    public void Mass_standard_of_the_guide_has_its_mean_and_interval()
    {
        var got = Propagation.Run(
            [
                new("reference", UncertainInput.Normal(100_000, 0.05)), new("difference", UncertainInput.Normal(1.234, 0.02)), new("air", UncertainInput.Between(1.1, 1.3)),
                new("weight", UncertainInput.Between(7000, 9000)), new("reference weight", UncertainInput.Between(7950, 8050)),
            ], x => (x[0] + x[1]) * (1 + (x[2] - 1.2) * (1 / x[3] - 1 / x[4])) - 100_000, new PropagationOptions().WithDraws(1_000_000));
        Assert.Equal(1.2341, got.Mean, 0.0004);
        Assert.Equal(0.0754, got.StandardDeviation, 0.0003);
        Assert.Equal(1.0834, got.Interval.Low, 0.002);
        Assert.Equal(1.3825, got.Interval.High, 0.002);
    }

    [Fact]
    public void Result_that_is_no_number_is_refused() =>
        Assert.IsType<InputException>(Record.Exception(() => Propagation.Run([new("x", UncertainInput.Between(-1, 1))], x => Math.Sqrt(x[0]))));

    [Fact]
    public void Rank_correlation_is_the_declared_one_whatever_the_distributions()
    {
        var pairs = new List<(double, double)>();
        Propagation.Run([new("a", UncertainInput.LogNormal(100, 3)), new("b", UncertainInput.Triangular(0, 1, 5))], x =>
        {
            lock (pairs) pairs.Add((x[0], x[1]));
            return 0;
        }, new PropagationOptions().WithDraws(20_000).WithCorrelation("a", "b", -0.6));
        double[] a = Rank([.. pairs.Select(p => p.Item1)]), b = Rank([.. pairs.Select(p => p.Item2)]);
        Assert.Equal(-0.6, MathNet.Numerics.Statistics.Correlation.Pearson(a, b), 0.02);

        static double[] Rank(double[] x)
        {
            int[] order = [.. Enumerable.Range(0, x.Length)];
            Array.Sort([.. x], order);
            var rank = new double[x.Length];
            for (var i = 0; i < x.Length; i++) rank[order[i]] = i;
            return rank;
        }
    }

    [Fact]
    public void Same_draws_at_any_parallelism()
    {
        double Mean(int parallel) => Propagation.Run([new("x", UncertainInput.Beta(2, 5))], x => x[0], new PropagationOptions { Draws = 10_000, MaxParallelism = parallel }).Mean;
        Assert.Equal(Mean(1), Mean(4));
    }

    private static SessionEconomics Session() => new()
    {
        Views = UncertainInput.LogNormal(50_000, 3),
        CostPerMille = UncertainInput.Triangular(30, 60, 150),
        ClickRate = UncertainInput.Beta(25, 75),
        Conversion = UncertainInput.Beta(8, 192),
        OrderValue = UncertainInput.LogNormal(150, 1.5),
        Returns = UncertainInput.Triangular(0.1, 0.3, 0.6),
        CommissionRate = UncertainInput.Triangular(0.1, 0.2, 0.3),
        Margin = UncertainInput.Triangular(0.2, 0.35, 0.5),
        FulfilmentPerOrder = UncertainInput.Exactly(12),
        InventoryRisk = UncertainInput.LogNormal(3000, 2),
    };

    private static readonly ProfitComparison Compared = ProfitComparison.Of(Session(), new PropagationOptions().WithDraws(40_000));

    [Fact]
    public void Mean_profits_of_independent_inputs_are_products_of_means()
    {
        var s = Session();
        Assert.Equal(s.Views.Mean * s.CostPerMille.Mean / 1000, Compared.Modes[0].Profit.Value, 0.03 * Compared.Modes[0].Profit.Value);
        var kept = s.Views.Mean * s.ClickRate.Mean * s.Conversion.Mean * s.OrderValue.Mean * (1 - s.Returns.Mean);
        Assert.Equal(kept * s.CommissionRate.Mean, Compared.Modes[1].Profit.Value, 0.03 * Compared.Modes[1].Profit.Value);
        Assert.Equal(1, Compared.Modes.Sum(mode => mode.ProbabilityBest), 12);
        Assert.True(Compared.Modes[2].ProbabilityOfLoss > 0);
        Assert.Equal(0, Compared.Modes[0].ProbabilityOfLoss);
    }

    [Fact]
    public void Knowing_one_input_is_never_worth_more_than_knowing_all()
    {
        var values = Compared.ValueOfKnowing();
        Assert.All(values, value => Assert.InRange(value.Value, 0, Compared.PerfectInformation.Value));
        Assert.True(values[0].Value > 0);
        Assert.Equal(0, values.Single(value => value.Input == "slots").Value);
    }

    [Fact]
    public void Value_of_information_of_two_choices_is_the_closed_form()
    {
        // Ads earn 1000 for certain, commission a normal-like mean 1000: E max(0, X) of a symmetric triangle on (-a, a) is a / 6.
        var s = Session() with
        {
            Views = UncertainInput.Exactly(10_000),
            CostPerMille = UncertainInput.Exactly(100),
            ClickRate = UncertainInput.Exactly(0.1),
            Conversion = UncertainInput.Exactly(0.1),
            OrderValue = UncertainInput.Triangular(60, 100, 140),
            Returns = UncertainInput.Exactly(0),
            CommissionRate = UncertainInput.Exactly(0.1),
            Margin = UncertainInput.Exactly(0),
        };
        var got = ProfitComparison.Of(s, new PropagationOptions().WithDraws(200_000));
        Assert.Equal(400 / 6.0, got.PerfectInformation.Value, 1.0);
        Assert.Equal(400 / 6.0, got.ValueOfKnowing()[0].Value, 1.5);
        Assert.Equal("order value", got.ValueOfKnowing()[0].Input);
        Assert.Equal(0.5, got.Modes[0].ProbabilityBest, 0.01);
        Assert.Equal(100, got.BreakEvenOrderValue(0.1).Value, 9);
    }

    [Fact]
    public void Break_even_map_goes_from_ads_to_selling_as_conversion_and_order_value_rise()
    {
        var map = Compared.BreakEvenMap([0.005, 0.3], [20, 600]);
        Assert.Equal(MonetisationMode.Ads, map[0].Best);
        Assert.NotEqual(MonetisationMode.Ads, map[3].Best);
        Assert.All(map, cell => Assert.Equal(1, cell.ProbabilityBest.Sum(), 9));
    }

    [Fact]
    public void Tornado_puts_the_widest_first_and_leaves_known_inputs_out()
    {
        var bars = Compared.Tornado(MonetisationMode.Commission);
        Assert.DoesNotContain(bars, bar => bar.Input is "slots" or "margin" or "cost per mille");
        Assert.Equal("views", bars[0].Input);
        Assert.InRange(bars.Sum(bar => bar.VarianceShare), 0.3, 1.05);
    }

    [Fact]
    public void Cost_of_trust_is_shown_beside_and_never_mixed_in()
    {
        var with = ProfitComparison.Of(Session(), new PropagationOptions().WithDraws(40_000), new Dictionary<MonetisationMode, double> { [MonetisationMode.Commission] = 1e9 });
        Assert.Equal(Compared.Modes[1].Profit.Value, with.Modes[1].Profit.Value);
        Assert.Equal(0, with.Modes[1].ProbabilityBestAfterTrust);
        Assert.Null(Compared.Modes[1].ProfitAfterTrust);
    }

    [Fact]
    public void Percentages_as_shares_are_refused() =>
        Assert.Equal("MODEL515", Assert.Throws<InputException>(() => ProfitComparison.Of(Session() with { Returns = UncertainInput.Between(10, 60) })).Code);

    [Fact]
    public void Impossible_correlations_are_refused() =>
        Assert.Equal("MODEL513", Assert.Throws<InputException>(() => ProfitComparison.Of(Session(), new PropagationOptions()
            .WithCorrelation("views", "conversion", 0.9).WithCorrelation("conversion", "returns", 0.9).WithCorrelation("views", "returns", -0.9))).Code);
}
