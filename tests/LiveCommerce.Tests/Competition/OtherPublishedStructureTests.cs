using LiveCommerce.Competition;
using LiveCommerce.Competition.Calibration;
using LiveCommerce.Competition.Forecasts;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

/// <summary>Concentration, chains, urns and calibration against known answers beyond the reference cases, and inputs at the edge.</summary>
public sealed class OtherPublishedStructureTests
{
    [Fact]
    public void Merger_of_the_example_in_the_1992_guidelines_raises_the_index_by_twice_the_product()
    {
        // Horizontal Merger Guidelines (1992), note 18: firms of 5 and 10 percent raise the index by 100; four firms of 30, 30, 20, 20 have 2,600 (note 17).
        var market = MarketConcentration.Of([0.05, 0.10, 0.30, 0.30, 0.25]);
        Assert.Equal(100, market.MergerDelta(0, 1), 9);
        Assert.Equal(2600, MarketConcentration.Of([0.3, 0.3, 0.2, 0.2]).Hhi, 9);
    }

    [Fact]
    public void Ehrenfest_urn_with_four_balls_has_the_binomial_as_its_stationary_shares()
    {
        // Grinstead and Snell (1997), examples 11.8 and 11.24: stationary 1 4 6 4 1 of 16; from all balls on one side to none there, 64/3 steps.
        var chain = SwitchingChain.Of(["0", "1", "2", "3", "4"], [[0.0, 1, 0, 0, 0], [0.25, 0, 0.75, 0, 0], [0, 0.5, 0, 0.5, 0], [0, 0, 0.75, 0, 0.25], [0, 0, 0, 1, 0]]);
        Assert.Equal([1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0], chain.Stationary(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(64 / 3.0, chain.MeanFirstPassage()[0][4], 1e-9);
        Assert.Equal(1, chain.MeanFirstPassage()[0][1], 1e-9);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, 4)]
    public void Urn_with_other_starts_reaches_its_beta_limit(double first, double second)
    {
        var urn = PolyaUrn.Simulate([first, second], 3000, 4000, 9);
        foreach (var share in new[] { 0.25, 0.5, 0.75 }) Assert.Equal(Survival.Beta(share, first, second), urn.ChanceAbove(0, share).Value, 0.03);
    }

    [Fact]
    public void Urn_that_draws_more_than_in_proportion_ends_with_one_platform()
    {
        // Chung, Handjani and Jungreis (2003): above exponent 1 one urn takes all but finitely many balls.
        var urn = PolyaUrn.Simulate([1, 1], 4000, 300, 3, 2);
        Assert.All(urn.Shares, path => Assert.True(path.Max() > 0.9));
    }

    [Fact]
    public void Predator_and_prey_keep_their_constant_of_motion()
    {
        // Lotka (1920): d x - c ln x + b y - a ln y does not change.
        var (a, b, c, d) = (1.1, 0.4, 0.4, 0.1);
        var path = new PredatorPrey(a, b, c, d).Path(10, 10, Enumerable.Range(1, 60).Select(t => t / 2.0), 1e-10);
        double Constant(double x, double y) => d * x - c * Math.Log(x) + b * y - a * Math.Log(y);
        Assert.All(path, at => Assert.Equal(Constant(10, 10), Constant(at[0], at[1]), 1e-6));
    }

    [Fact]
    public void Rejection_with_a_summary_that_is_sufficient_gives_the_conjugate_posterior_of_a_normal_mean()
    {
        // Prior N(0, 1), four observations with variance 1 and mean 1: posterior N(0.8, 0.2); Gelman et al. (2013), section 2.5.
        var posterior = AbcRejection.Nearest(new AbcModel([new NamedPrior("mean", Prior.Normal(0, 1))], (values, stream) => [values[0] + stream.NextNormal() / 2], [1.0]), 60_000, 1500, new AbcOptions { Seed = 8 }, TestContext.Current.CancellationToken);
        var mean = posterior.Of("mean");
        Assert.Equal(0.8, mean.Value, 0.05);
        Assert.Equal(2 * 1.96 * Math.Sqrt(0.2), mean.Interval!.Width, 0.12);
    }

    [Fact]
    public void One_platform_alone_is_no_market() =>
        Assert.Throws<InputException>(() => Market.OfShares(new Dictionary<string, double> { ["only"] = 1 }));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void Share_that_is_no_share_is_refused(double share) =>
        Assert.Throws<InputException>(() => Market.OfShares(new Dictionary<string, double> { ["a"] = share, ["b"] = 1 - share }));

    [Fact]
    public void Wild_parameters_give_shares_and_never_a_value_that_is_no_number()
    {
        var market = Market.Of([new MarketCategory("c", 1)], new[] { 1e-12, 0.3, 0.7 - 1e-12 }.Select((share, i) => new PlatformProfile("p" + i, [new CategoryOffer("c", share)]) { Traffic = i == 0 ? 1e-9 : 1e9 }));
        foreach (var parameters in new[]
        {
            new ShareParameters { Feedback = 50, Inertia = 0, Noise = 40 },
            new ShareParameters { Feedback = 1, Inertia = 0.999999, TrafficEffect = 300, Noise = 1e-9 },
            new ShareParameters { Feedback = 0, Inertia = 0, TrafficEffect = -300 },
            new ShareParameters { Feedback = 1.5, Inertia = 0, AppealSpread = 500, TrustNoise = 1e6, TrustEffect = 1e3 },
        })
        {
            foreach (var row in new ShareSimulator(market, 50).Run(parameters).Shares)
            {
                Assert.All(row, share => Assert.InRange(share, 0, 1));
                Assert.Equal(1, row.Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Share_of_zero_in_a_history_is_refused_with_the_way_out()
    {
        var fault = Assert.ThrowsAny<Exception>(() => ShareCalibration.LeastSquares(
            ShareHistory.Of("h", "test", ["a", "b"], ["1", "2", "3", "4", "5"], [[1.0, 0], [0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]], 1),
            new ParameterPriors(new ShareParameters(), [new NamedPrior("Inertia", Prior.Uniform(0.1, 0.9))])));
        Assert.True(fault is InputException or NotIdentifiedException, fault.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_or_still_series_are_forecast_or_refused_and_never_without_a_number(int length)
    {
        double[] still = [.. Enumerable.Repeat(5.0, length)];
        foreach (var rule in Rules())
        {
            try
            {
                Assert.All(rule.ForecastSeries(still, 2), forecast => Assert.True(double.IsFinite(forecast.Mean) && double.IsFinite(forecast.Interval().Width) && forecast.Interval().Width >= 0, rule.Name));
            }
            catch (NotIdentifiedException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void Long_still_series_is_forecast_as_still_or_refused()
    {
        double[] still = [.. Enumerable.Repeat(5.0, 12)];
        foreach (var rule in Rules())
        {
            try
            {
                Assert.Equal(5, rule.ForecastSeries(still, 1)[0].Mean, 0.5);
            }
            catch (NotIdentifiedException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static SeriesForecaster[] Rules() => [new NaiveForecaster(), new DriftForecaster(), new SmoothingForecaster(), new HoltForecaster(), new LogisticForecaster(), new BassForecaster()];
}
