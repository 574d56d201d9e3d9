using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Counts of a whole country's shoppers, and rates of one in a billion.</summary>
public sealed class LargeCountTests
{
    private const long Trillion = 1_000_000_000_000;

    [Theory]
    [InlineData(RateIntervalKind.Jeffreys), InlineData(RateIntervalKind.ClopperPearson), InlineData(RateIntervalKind.MidP)]
    public void All_intervals_meet_at_a_trillion_trials(RateIntervalKind kind)
    {
        Interval wilson = RateInterval.Of(Trillion / 2, Trillion), other = RateInterval.Of(Trillion / 2, Trillion, kind);
        Assert.Equal(1, other.Width / wilson.Width, 5);
        Assert.Equal(wilson.Low, other.Low, 11);
    }

    [Fact]
    public void A_rate_of_one_in_a_billion_has_Garwoods_Poisson_limits()
    {
        // Garwood (1936): 1000 events, 95%, 938.97 to 1063.95.
        var interval = RateInterval.Of(1000, Trillion, RateIntervalKind.ClopperPearson);
        Assert.Equal(938.97, interval.Low * Trillion, 2);
        Assert.Equal(1063.95, interval.High * Trillion, 2);
    }

    [Fact]
    public void Expected_losses_keep_their_digits_where_both_rates_are_known_to_the_seventh()
    {
        var lift = TwoRates.Compare(new(Trillion / 2, Trillion), new((Trillion / 2) + 600_000, Trillion)).Posterior();
        // Normal theory: mean 6e-7, standard deviation sqrt(2) / 2 * 1e-6.
        double sd = Math.Sqrt(0.5) * 1e-6, z = 6e-7 / sd, density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        var below = LiveCommerce.Numerics.Survival.Normal(z);
        Assert.Equal(1 - below, lift.ProbabilityBBeatsA, 6);
        Assert.Equal(1, lift.ExpectedLossOfB / (sd * (density - (z * below))), 4);
        Assert.Equal(1, (lift.ExpectedLossOfA - lift.ExpectedLossOfB) / (lift.B.Mean - lift.A.Mean), 6);
    }

    [Theory]
    [InlineData(1.0, 1.0), InlineData(0.5, 0.5), InlineData(0.7, 3.3)]
    public void Losses_differ_by_the_difference_of_means(double alpha, double beta)
    {
        var lift = TwoRates.Compare(new(12, 400), new(30, 500)).Posterior(new BetaRate(alpha, beta));
        Assert.Equal(lift.B.Mean - lift.A.Mean, lift.ExpectedLossOfA - lift.ExpectedLossOfB, 12);
        Assert.Equal(1, lift.ProbabilityBBeatsA + new LiftPosterior(lift.B, lift.A).ProbabilityBBeatsA, 12);
    }

    [Fact]
    public void A_hopeless_arm_has_a_small_chance_with_its_digits()
    {
        // Exact sum of Cook (2003) under uniform priors.
        var lift = TwoRates.Compare(new(200, 1000), new(60, 1000)).Posterior();
        Assert.InRange(lift.ProbabilityBBeatsA, 9.66586e-22, 9.66587e-22);
    }

    [Fact]
    public void A_logit_fits_events_of_one_in_ten_billion()
    {
        var fit = LogitRegression.Fit(["x"], [new(100, Trillion, [0]), new(200, Trillion, [1])]);
        Assert.Equal(Math.Log(2), fit.Of("x").Value, 6);
        Assert.Equal(Math.Sqrt((1.0 / 100) + (1.0 / 200)), fit.Of("x").StandardError, 6);
        Assert.Throws<NotIdentifiedException>(() => LogitRegression.Fit(["x"], [new(0, 10, [0]), new(10, 10, [1])]));
    }

    [Fact]
    public void Fishers_test_ends_at_any_size()
    {
        var test = TwoRates.Compare(new(Trillion / 2, Trillion), new((Trillion / 2) + 1_500_000, Trillion)).Test();
        Assert.Equal(1, test.FisherTwoSided / test.PValue, 2);
        // R 4.2.2: fisher.test on 150,000 of 10,000,000 against 152,000 of 10,000,000.
        Assert.Equal(0.000247006674320765, TwoRates.Compare(new(150_000, 10_000_000), new(152_000, 10_000_000)).Test().FisherTwoSided, 12);
    }

    [Fact]
    public void Counts_beyond_what_can_be_counted_are_refused() =>
        Assert.Equal("MODEL308", Assert.Throws<InputException>(() => RateInterval.Of(1, long.MaxValue)).Code);
}
