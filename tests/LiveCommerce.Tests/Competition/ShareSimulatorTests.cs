using LiveCommerce.Competition;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class ShareSimulatorTests
{
    private static ShareParameters Plain(double phi, double rho) => new() { Feedback = phi, Inertia = rho, SupplyEffect = 1 };

    [Theory, Trait("case", "E33")]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, 0.3)]
    [InlineData(0.8, 0.6)]
    public void Simulated_shares_reach_the_fixed_point(double phi, double rho)
    {
        var e33 = ReferenceCase.Open("E33");
        var path = new ShareSimulator(Markets.One([0.2, 0.3, 0.5], e33.Numbers("A")), 800).Run(Plain(phi, rho));
        e33.Check(FormattableString.Invariant($"fixed_point_phi_{phi:0.#}"), path.Final);
    }

    [Fact, Trait("case", "E33")]
    public void Above_exponent_1_the_start_decides()
    {
        double End(double start) => new ShareSimulator(Markets.One([start, 1 - start], [1, 1]), 400).Run(Plain(1.5, 0.2)).Final[0];
        ReferenceCase.Open("E33").Check("tipping_phi_1.5_from_0.51_0.50_0.49", [End(0.51), End(0.5), End(0.49)]);
    }

    [Fact]
    public void Multi_homing_turns_tipping_into_an_interior_equilibrium()
    {
        var path = new ShareSimulator(Markets.One([0.9, 0.1], [1, 1]), 400).Run(Plain(1.5, 0.2) with { Homing = 2 });
        Assert.Equal(0.5, path.Final[0], 6);
    }

    [Fact, Trait("case", "E02")]
    public void Simulator_with_the_inertia_and_sampling_of_the_urn_reproduces_its_limit()
    {
        var stream = RandomStream.For(3, 0);
        var draws = Enumerable.Range(0, 400).Select(_ => stream.NextBeta(2, 1)).ToList();
        var kept = draws.Select(share => new ShareSimulator(Markets.One([share, 1 - share], [1, 1]), 40).Run(Plain(1, 0.5)).Final[0]).ToList();
        Assert.All(draws.Zip(kept), pair => Assert.Equal(pair.First, pair.Second, 10));
        Assert.Equal(PolyaUrn.LimitAbove(2, 1, 0.5), kept.Average(share => share > 0.5 ? 1.0 : 0), 0.05);
    }

    [Fact]
    public void Shares_add_up_to_1_through_ten_thousand_periods_and_stay_below_their_ceilings()
    {
        var market = Markets.Random(6, 4);
        var path = new ShareSimulator(market, 10_000).Run(Markets.Usual with { Noise = 0.3 });
        Assert.All(path.Shares, row => Assert.Equal(1, row.Sum(), 1e-12));
        foreach (var (category, c) in market.Categories.Select((category, c) => (category.Name, c)))
        {
            for (var i = 0; i < market.Platforms.Count; i++)
                Assert.True(path.CategoryShares[c][i] <= (market.Platforms[i].Offers.FirstOrDefault(offer => offer.Category == category)?.Ceiling ?? 0) + 1e-12);
        }
    }

    [Fact]
    public void No_path_ever_passes_the_structural_ceiling()
    {
        var market = Markets.Random(6, 4, 3, 0.5);
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var path = new ShareSimulator(market, 60).Run(Markets.Usual with { Noise = 0.5, Feedback = 1.3 }, (ulong)seed);
            foreach (var id in market.Ids)
            {
                var most = Enumerable.Range(0, 61).Max(t => MarketAt(market, t, id));
                Assert.True(path.Of(id).Max() <= most + 1e-12);
            }
        }
    }

    [Fact]
    public void Order_of_platforms_does_not_matter_without_noise()
    {
        var market = Markets.Random(5, 3);
        var parameters = Markets.Usual with { Noise = 0, TrustNoise = 0, AppealSpread = 0 };
        var turned = Market.Of(market.Categories, market.Platforms.Reverse());
        var one = new ShareSimulator(market, 40).Run(parameters);
        var other = new ShareSimulator(turned, 40).Run(parameters);
        foreach (var id in market.Ids) Assert.Equal(one.Of(id)[^1], other.Of(id)[^1], 1e-12);
    }

    [Fact]
    public void Other_names_give_the_same_path_to_the_bit()
    {
        var market = Markets.Random(5, 3);
        var renamed = Market.Of(market.Categories, market.Platforms.Select(platform => platform with { Id = "x" + platform.Id }));
        Assert.Equal(new ShareSimulator(market, 40).Run(Markets.Usual).Shares, new ShareSimulator(renamed, 40).Run(Markets.Usual).Shares);
    }

    [Fact]
    public void Run_is_the_same_to_the_bit_whatever_runs_beside_it()
    {
        var simulator = new ShareSimulator(Markets.Random(5, 3), 30);
        ShareParameters calm = Markets.Usual with { AppealSpread = 0 }, wild = calm with { Noise = 0.4, Feedback = 0, TrustNoise = 0 };
        var together = simulator.FinalShares([calm, wild, calm, wild, calm]);
        for (var run = 0; run < 5; run++)
            Assert.Equal(simulator.Run(run % 2 == 0 ? calm : wild, 1, run).Final, together[run]);
    }

    [Fact]
    public void Entrant_starts_at_its_entry_share_and_not_before()
    {
        var market = Market.Of([new MarketCategory("all", 1)],
        [
            new PlatformProfile("old", [new CategoryOffer("all", 1)]),
            new PlatformProfile("new", [new CategoryOffer("all", 0)]) { Entry = 5, EntryShare = 0.02 },
        ]);
        var path = new ShareSimulator(market, 300).Run(Plain(0.2, 0.9));
        Assert.Equal(0, path.Of("new")[4]);
        Assert.True(path.Of("new")[5] > 0.02);
        Assert.Equal(0.5, path.Of("new")[^1], 3);
    }

    [Fact]
    public void Platform_that_may_expand_enters_categories_at_its_hazard()
    {
        var market = Market.Of([new MarketCategory("fashion", 0.3), new MarketCategory("rest", 0.7)],
        [
            new PlatformProfile("all-round", [new CategoryOffer("fashion", 0.8), new CategoryOffer("rest", 1)]),
            new PlatformProfile("niche", [new CategoryOffer("fashion", 0.2)]) { ExpansionHazard = 0.1 },
        ]);
        Assert.Equal(0.3, market.CeilingOf("niche").Share, 12);
        Assert.Equal(1, market.CeilingOf("niche", withExpansion: true).Share, 12);
        var simulator = new ShareSimulator(market, 10);
        var entered = Enumerable.Range(0, 2000).Count(run => simulator.Run(Plain(0.2, 0.9), 1, run).CategoryShares[1][1] > 0) / 2000.0;
        Assert.Equal(1 - Math.Pow(0.9, 10), entered, 0.04);
    }

    [Fact]
    public void Sponsored_load_wears_down_trust_and_share()
    {
        var market = Market.Of([new MarketCategory("all", 1)],
            [new PlatformProfile("calm", [new CategoryOffer("all", 0.5)]), new PlatformProfile("pushy", [new CategoryOffer("all", 0.5)]) { SponsoredLoad = 0.8 }]);
        var path = new ShareSimulator(market, 40).Run(new ShareParameters { TrustEffect = 1, TrustLoss = 0.1 });
        Assert.True(path.Of("pushy")[^1] < 0.4);
    }

    [Fact]
    public void Ceilings_that_leave_goods_unsold_are_refused()
    {
        var fault = Assert.Throws<InputException>(() => Market.Of([new MarketCategory("all", 1)],
            [new PlatformProfile("a", [new CategoryOffer("all", 0.4) { Ceiling = 0.4 }]), new PlatformProfile("b", [new CategoryOffer("all", 0.5) { Ceiling = 0.5 }, new CategoryOffer("none", 0.1)])]));
        Assert.Contains(fault.Code, new[] { "MODEL613", "MODEL602", "MODEL615" });
        Assert.Equal("MODEL615", Assert.Throws<InputException>(() => Market.Of([new MarketCategory("all", 1)],
            [new PlatformProfile("a", [new CategoryOffer("all", 0.45) { Ceiling = 0.45 }]), new PlatformProfile("b", [new CategoryOffer("all", 0.5499999) { Ceiling = 0.5499999 }])])).Code);
    }

    [Fact]
    public void Unknown_parameter_is_named() =>
        Assert.Contains("Feedbak", Assert.Throws<InputException>(() => new ShareParameters().With("Feedbak", 1)).Message, StringComparison.Ordinal);

    private static double MarketAt(Market market, int period, string id)
    {
        var weights = market.Categories.Select(category => category.Weight * Math.Exp(category.Growth * period)).ToArray();
        return market.Categories.Select((category, c) => weights[c] / weights.Sum() * (market.Platforms.Single(p => p.Id == id).Offers.FirstOrDefault(offer => offer.Category == category.Name)?.Ceiling ?? 0)).Sum();
    }

    [Fact]
    public void Noise_of_log_ratios_is_normal_with_the_stated_spread()
    {
        const double Sigma = 0.2;
        var simulator = new ShareSimulator(Markets.One([0.5, 0.5], [1, 1]), 1);
        var z = simulator.FinalShares(Enumerable.Repeat(new ShareParameters { Feedback = 0, Inertia = 0, Noise = Sigma }, 40_000)).Select(row => Math.Log(row[0] / row[1]) / (Sigma * Math.Sqrt(2))).ToArray();
        var moments = Moments.Of(z);
        Assert.Equal(0, moments.Mean, 4 * moments.StandardError);
        Assert.Equal(1, moments.Variance, 0.03);
        Assert.Equal(3, z.Average(value => Math.Pow(value, 4)), 0.15);
        Assert.Equal(1.959964, Quantile.Of(z, 0.975), 0.05);
        Assert.Equal(-2.575829, Quantile.Of(z, 0.005), 0.1);
    }

    [Theory]
    [InlineData(0.3, 0.9)]
    [InlineData(0.999, 1e-9)]
    [InlineData(1e-12, 0.4)]
    public void One_step_is_the_formula_to_rounding(double share, double phi)
    {
        var path = new ShareSimulator(Markets.One([share, 1 - share], [3, 0.7]), 1).Run(Plain(phi, 0.25));
        double a = 3 * Math.Pow(share, phi), b = 0.7 * Math.Pow(1 - share, phi);
        var expected = 0.25 * share + 0.75 * a / (a + b);
        Assert.Equal(expected, path.Final[0], 1e-14 * Math.Max(1e-3, expected));
    }
}
