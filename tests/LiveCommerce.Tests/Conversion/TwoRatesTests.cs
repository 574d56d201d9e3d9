using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class TwoRatesTests
{
    private static TwoRates Compare(long xa, long na, long xb, long nb) => TwoRates.Compare(new RateCount(xa, na), new RateCount(xb, nb));

    [Fact, Trait("case", "B13")]
    public void Tests_and_power_are_those_of_R()
    {
        var published = ReferenceCase.Open("B13");
        var test = Compare(45, 100, 30, 100).Test();
        published.Agrees("z_pooled", test.Z);
        published.Agrees("z_p_two_sided", test.PValue);
        published.Agrees("yates_chi2", test.YatesChiSquared);
        published.Agrees("fisher_one_sided_p", Compare(3, 4, 1, 4).Test().FisherGreater);
        published.Agrees("n_per_group", SampleSizePlan.PerArm(0.5, 0.75));
        published.Agrees("power_n50", SampleSizePlan.Power(0.5, 0.75, 50));
    }

    [Fact, Trait("case", "B15")]
    public void Probability_that_B_beats_A_is_exact()
    {
        var published = ReferenceCase.Open("B15");
        var lift = Compare(120, 1000, 150, 1000).Posterior();
        published.Agrees("prob_B_beats_A", lift.ProbabilityBBeatsA);
        published.Agrees("expected_relative_lift", lift.ExpectedRelativeLift);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    public void Newcombe_intervals_are_those_of_his_table_II(long xa, long na, long xb, long nb, double low, double high)
    {
        var interval = Compare(xb, nb, xa, na).Difference().Interval!;
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0528, 0.3382)]
    [InlineData(9, 10, 3, 10, 0.1700, 0.8406)]
    [InlineData(10, 10, 0, 20, 0.7156, 1.0)]
    [InlineData(5, 56, 0, 29, -0.0326, 0.1933)]
    public void Score_intervals_are_those_that_Newcombe_printed_for_Miettinen_and_Nurminen(long xa, long na, long xb, long nb, double low, double high)
    {
        var interval = Compare(xb, nb, xa, na).DifferenceByScore().Interval!;
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Property]
    public bool Every_interval_holds_its_estimate(byte xa, byte ya, byte xb, byte yb)
    {
        var two = Compare(xa, xa + ya + 1, xb, xb + yb + 1);
        var holds = Holds(two.Difference()) && Holds(two.DifferenceByScore());
        if (xa > 0) holds &= Holds(two.Ratio()) && Holds(two.OddsRatio());
        return holds;

        static bool Holds(Estimate estimate) => estimate.Interval!.Low - 1e-12 <= estimate.Value && estimate.Value <= estimate.Interval.High + 1e-12;
    }

    [Property]
    public bool Swapping_sides_turns_the_answer_round(byte xa, byte ya, byte xb, byte yb)
    {
        TwoRates there = Compare(xa + 1, xa + ya + 2, xb + 1, xb + yb + 2), back = Compare(xb + 1, xb + yb + 2, xa + 1, xa + ya + 2);
        return Math.Abs(there.DifferenceByScore().Interval!.Low + back.DifferenceByScore().Interval!.High) < 1e-9
            && Math.Abs((there.Ratio().Interval!.Low * back.Ratio().Interval!.High) - 1) < 1e-6
            && Math.Abs((there.OddsRatio().Interval!.Low * back.OddsRatio().Interval!.High) - 1) < 1e-6
            && Math.Abs(there.Posterior().ProbabilityBBeatsA + back.Posterior().ProbabilityBBeatsA - 1) < 1e-9;
    }

    [Fact]
    public void Quadrature_and_sum_agree_on_who_is_better()
    {
        var sum = new LiftPosterior(new BetaRate(21, 180), new BetaRate(31, 170));
        var quadrature = new LiftPosterior(new BetaRate(21 + 1e-9, 180 + 1e-9), new BetaRate(31 + 1e-9, 170 + 1e-9));
        Assert.Equal(sum.ProbabilityBBeatsA, quadrature.ProbabilityBBeatsA, 9);
        Assert.Equal(0.5, new LiftPosterior(BetaRate.Jeffreys, BetaRate.Jeffreys).ProbabilityBBeatsA, 9);
        Assert.Equal(sum.B.Mean - sum.A.Mean, sum.ExpectedLossOfA - sum.ExpectedLossOfB, 12);
    }

    [Fact]
    public void A_ratio_to_nothing_is_refused_but_keeps_its_interval()
    {
        var two = Compare(0, 50, 3, 50);
        Assert.Equal("MODEL330", Assert.Throws<NotIdentifiedException>(() => two.Ratio()).Code);
        Assert.True(two.RatioInterval().Low > 0 && double.IsPositiveInfinity(two.RatioInterval().High));
    }

    [Fact]
    public void Equal_rates_need_no_sample_size() =>
        Assert.Contains("no number of trials finds a difference of 0", Assert.Throws<NotIdentifiedException>(() => SampleSizePlan.PerArm(0.1, 0.1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Sessions_of_a_hundred_viewers_with_correlation_0_02_need_three_times_the_viewers() =>
        Assert.Equal(2.98, SampleSizePlan.DesignEffect(100, 0.02), 12);
}
