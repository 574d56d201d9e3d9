using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class KolPolicyTests
{
    private static readonly ReferenceCase C18 = ReferenceCase.Open("C18");

    private static KolSetting Setting(string name) => new()
    {
        AdTrustCost = C18.Number(name, "be_a"),
        ProductTrustCost = C18.Number(name, "be_p"),
        StrainCost = C18.Number(name, "g"),
        StrainThreshold = C18.Number(name, "kappa"),
        AdFee = C18.Number(name, "adfee"),
        CommissionRate = C18.Number(name, "commission"),
    };

    [Theory, Trait("case", "C18")]
    [InlineData(121)]
    [InlineData(241)]
    public void Tolerant_audience_is_sold_to_in_bursts(int points)
    {
        var solved = KolPolicy.Solve(Setting("tolerant_audience"), new KolPolicyOptions().WithTrustPoints(points));
        C18.Check("tolerant_V0", solved.Best.Value);
        C18.Check("tolerant_best_constant", [solved.BestConstant.LongRunAds, solved.BestConstant.LongRunProducts]);
        C18.Check("tolerant_best_constant_value", solved.BestConstant.Value);
        C18.Check("tolerant_long_run_product_share", solved.Best.LongRunProducts);
        C18.Check("tolerant_policy_pulses", solved.Best.Pulses);
        Assert.Equal(0.15, solved.BestConstant.Regret, 2);
        Assert.InRange(solved.ShortSighted.Regret, 0.5, 1);
    }

    [Fact, Trait("case", "C18")]
    public void High_ad_fee_makes_a_steady_plan_of_ads_as_good_as_any()
    {
        var solved = KolPolicy.Solve(Setting("high_ad_fee"));
        C18.Check("high_ad_fee_V0", solved.Best.Value);
        C18.Check("high_ad_fee_best_constant", [solved.BestConstant.LongRunAds, solved.BestConstant.LongRunProducts]);
        C18.Check("high_ad_fee_best_constant_value", solved.BestConstant.Value);
        C18.Check("high_ad_fee_long_run_ads_share", solved.Best.LongRunAds);
        C18.Check("high_ad_fee_policy_pulses", solved.Best.Pulses);
        Assert.True(solved.TradeOffAt(0).AdsFirst);
    }

    [Fact]
    public void Value_is_what_following_the_policy_earns()
    {
        var setting = Setting("tolerant_audience");
        var solved = KolPolicy.Solve(setting);
        Assert.Equal(solved.Best.Value, solved.ValueUnder(setting), 0.004 * solved.Best.Value);
    }

    [Fact]
    public void Without_trust_at_stake_every_session_sells_the_most()
    {
        var solved = KolPolicy.Solve(new KolSetting { ContentGain = 0, AdTrustCost = 0, ProductTrustCost = 0, StrainCost = 0, AdFee = 0 });
        Assert.Equal(1, solved.Best.LongRunProducts, 9);
        Assert.Equal(0, solved.ShortSighted.Regret, 6);
    }

    [Fact]
    public void Average_reward_of_a_far_sight_is_the_value_times_one_minus_the_discount()
    {
        var coarse = new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 };
        var average = KolPolicy.Solve(Setting("high_ad_fee"), coarse.WithDiscount(1));
        var patient = KolPolicy.Solve(Setting("high_ad_fee"), coarse.WithDiscount(0.999));
        Assert.Equal(patient.Best.Value * 0.001, average.Best.Value, 0.01 * average.Best.Value);
        Assert.True(average.BestConstant.Value <= average.Best.Value * 1.003);
    }

    [Fact]
    public void Selling_beyond_what_the_data_show_is_masked_and_said()
    {
        var solved = KolPolicy.Solve(Setting("high_ad_fee"), new KolPolicyOptions().WithObservedMostSold(0.2));
        Assert.All(solved.Best.Path, session => Assert.True(session.Ads + session.Products <= 0.2 + 1e-9));
        Assert.Contains(solved.Warnings, warning => warning.Code == "MODEL482");
    }

    [Fact]
    public void Audience_that_cannot_change_changes_nothing()
    {
        var still = new AudienceSetting { ContentGrowth = 0, SellingLoss = 0, Points = 5 };
        var plain = KolPolicy.Solve(Setting("tolerant_audience"));
        Assert.Equal(plain.Best.Value, KolPolicy.Solve(Setting("tolerant_audience"), new KolPolicyOptions().WithAudience(still)).Best.Value, 6);
    }

    [Fact]
    public void Audience_that_leaves_faster_is_worth_less_and_lasts_by_more_content()
    {
        KolPolicy With(double loss) => KolPolicy.Solve(Setting("tolerant_audience"),
            new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 }.WithAudience(new AudienceSetting { Points = 21, SellingLoss = loss }));
        KolPolicy fast = With(0.4), slow = With(0.05);
        Assert.True(fast.Best.Value < slow.Best.Value);
        Assert.True(fast.Best.Path.Average(s => s.Audience) <= slow.Best.Path.Average(s => s.Audience) + 1e-9);
    }

    [Fact]
    public void Noise_of_trust_leaves_the_value_close_and_repeats_with_its_seed()
    {
        var noisy = Setting("high_ad_fee") with { TrustNoise = 0.1 };
        var coarse = new KolPolicyOptions { ShareStep = 0.05 };
        var solved = KolPolicy.Solve(noisy, coarse);
        Assert.Equal(KolPolicy.Solve(Setting("high_ad_fee"), coarse).Best.Value, solved.Best.Value, 0.05 * solved.Best.Value);
        Assert.Equal(solved.Best.Path, KolPolicy.Solve(noisy, coarse).Best.Path);
        Assert.NotEqual(solved.Best.Path, KolPolicy.Solve(noisy, coarse.WithSeed(2)).Best.Path);
    }

    [Fact]
    public void Trust_that_never_fades_is_refused() =>
        Assert.Equal("MODEL477", Assert.Throws<InputException>(() => KolPolicy.Solve(new KolSetting { Persistence = 1 })).Code);

    [Fact]
    public void Draws_of_the_setting_give_a_spread_of_advice_and_a_regret_of_acting_on_the_mean()
    {
        var middle = Setting("tolerant_audience");
        var draws = Enumerable.Range(0, 24).Select(i => middle with { StrainThreshold = 0.2 + 0.025 * i, ProductTrustCost = 0.1 + 0.03 * i });
        var got = KolPolicyEnsemble.Solve(middle, draws, new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 });
        Assert.True(got.LongRunProducts.Interval!.Width > 0);
        Assert.InRange(got.RegretOfReference.Value, 0, 1);
        var same = KolPolicyEnsemble.Solve(middle, Enumerable.Repeat(middle, 20), new KolPolicyOptions { ShareStep = 0.1, TrustPoints = 61 });
        Assert.Equal(0, same.RegretOfReference.Value, 0.01);
        Assert.Equal(0, same.LongRunProducts.Interval!.Width, 9);
    }

    /// <summary>A trace of noise sends the search through the general way of one state after the other.</summary>
    [Theory]
    [InlineData(0.05, 0.1, 11)]
    [InlineData(0.6, 0.9, 9)]
    [InlineData(3, 5, 4)]
    public void Audiences_improved_side_by_side_come_to_the_values_of_one_by_one(double growth, double loss, int points)
    {
        var options = new KolPolicyOptions { ShareStep = 0.2, TrustPoints = 13, Discount = 0.9, PathSessions = 20, Audience = new AudienceSetting { ContentGrowth = growth, SellingLoss = loss, Points = points } };
        var lanes = KolPolicy.Solve(new KolSetting(), options);
        var single = KolPolicy.Solve(new KolSetting { TrustNoise = 1e-12 }, options);
        foreach (var (a, b) in lanes.Policy.Zip(single.Policy))
        {
            Assert.Equal(b.Value, a.Value, 1e-7);
            Assert.Equal((b.Ads, b.Products), (a.Ads, a.Products));
        }
    }
}
