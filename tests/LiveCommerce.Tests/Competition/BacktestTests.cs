using LiveCommerce.Competition;
using LiveCommerce.Competition.Forecasts;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class BacktestTests
{
    private static IReadOnlyList<double>[] Trend(int length, double drift, ulong seed)
    {
        var stream = RandomStream.For(seed, 0);
        double a = 0, b = 5;
        return [.. Enumerable.Range(0, length).Select(_ => (IReadOnlyList<double>)[a += drift + stream.NextNormal(), b += drift + stream.NextNormal()])];
    }

    [Fact]
    public void Drift_beats_naive_on_a_trend_and_is_shown_first()
    {
        var backtest = RollingBacktest.Of(Trend(40, 3, 1), [new DriftForecaster()], 10);
        Assert.Equal("drift", backtest.Scores[0].Forecaster);
        Assert.True(backtest.Scores[0].BeatsNaive && backtest.Scores[0].Skill > 0.3);
        Assert.True(backtest.Scores[0].AgainstNaive!.PValue < 0.001);
        Assert.Equal(30, backtest.Scores[0].Crps.N.Used);
    }

    [Fact]
    public void What_does_not_beat_naive_is_shown_after_it()
    {
        var backtest = RollingBacktest.Of(Trend(60, 0, 4), [new HoltForecaster(), new LogisticForecaster()], 10);
        var places = backtest.Scores.Select(score => score.Forecaster).ToList();
        Assert.All(backtest.Scores.Where(score => !score.BeatsNaive && score.Forecaster != "naive"), score => Assert.True(places.IndexOf(score.Forecaster) > places.IndexOf("naive")));
    }

    [Fact]
    public void Rule_that_needs_more_points_counts_the_times_it_could_not_be_tried()
    {
        var backtest = RollingBacktest.Of(Trend(12, 1, 2), [new HoltForecaster()], 2);
        var holt = backtest.Scores.Single(score => score.Forecaster == "Holt");
        Assert.Equal(3, holt.Crps.N.Dropped);
        Assert.Equal(7, holt.Crps.N.Used);
    }

    [Fact]
    public void Rule_whose_parameters_the_points_do_not_tell_apart_is_not_tried_at_any_time()
    {
        IReadOnlyList<double>[] steady = [.. new[] { 240.3, 175.1, 191.2, 222.5, 312.4, 224.7, 265.5, 290.2, 403.9 }.Select(value => (IReadOnlyList<double>)[value])];
        Assert.Equal(["Bass"], RollingBacktest.Of(steady, [new BassForecaster()], 4, 1).NotTried);
        Assert.Equal(["Bass"], RollingBacktest.Of(steady.Select(row => (IReadOnlyList<double>)[row[0] * 1e9]), [new BassForecaster()], 4, 1).NotTried);
    }

    [Fact]
    public void Forecast_sees_only_the_past()
    {
        var rows = Trend(20, 1, 3);
        var before = RollingBacktest.Of(rows[..15], [new DriftForecaster()], 5).Scores.Single(score => score.Forecaster == "drift").Crps.Value;
        IReadOnlyList<double>[] changed = [.. rows[..15], .. rows[15..].Select(row => (IReadOnlyList<double>)row.Select(value => value * 100).ToArray())];
        Assert.Equal(before, RollingBacktest.Of(changed[..15], [new DriftForecaster()], 5).Scores.Single(score => score.Forecaster == "drift").Crps.Value);
    }

    [Fact]
    public void Share_model_beats_naive_on_shares_that_it_made_itself()
    {
        var market = Market.Of([new MarketCategory("all", 1)], new[] { 0.7, 0.2, 0.1 }.Select((share, i) => new PlatformProfile("p" + i, [new CategoryOffer("all", share)]) { Appeal = new[] { -0.4, 0.3, 0.4 }[i] }));
        var path = new ShareSimulator(market, 40).Run(new ShareParameters { Feedback = 0.5, Inertia = 0.85, Noise = 0.02 });
        var rows = Enumerable.Range(0, 9).Select(t => path.Shares[4 * t]).ToArray();
        var priors = new ParameterPriors(new ShareParameters { AppealSpread = 0.4 }, [new("Feedback", Prior.Uniform(0.2, 0.9)), new("Inertia", Prior.Uniform(0.6, 0.95)), new("Noise", Prior.LogNormal(0.02, 0.3))]);
        var backtest = RollingBacktest.Of(rows, [new ShareModelForecaster(priors, 4, 1000, 100), new DriftForecaster()], 3, limit: 0.5);
        var own = backtest.Scores.Single(score => score.Forecaster == "share model");
        Assert.True(own.BeatsNaive, $"{own.Crps.Value} against {own.CrpsOfNaive}");
        Assert.NotNull(own.Brier);
        Assert.InRange(own.Coverage, 0.6, 1);
    }

    [Fact]
    public void Too_few_times_to_try_anything_are_refused() =>
        Assert.Equal("MODEL656", Assert.Throws<NotIdentifiedException>(() => RollingBacktest.Of(Trend(2, 1, 1), [], 2)).Code);
}
