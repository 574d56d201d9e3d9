using LiveCommerce.Competition.Forecasts;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class BaselineTests
{
    [Fact, Trait("case", "E15")]
    public void Oil_of_Saudi_Arabia_is_smoothed_and_forecast_as_published()
    {
        var e15 = ReferenceCase.Open("E15");
        var y = e15.Numbers("y_million_tonnes");
        var fit = ExponentialSmoothing.Fit(y);
        e15.Check("alpha", fit.Alpha);
        e15.Check("l0", fit.InitialLevel);
        e15.Check("forecast_2014", new SmoothingForecaster().ForecastSeries(y, 1)[0].Mean);
        e15.Check("sse_min", fit.SumOfSquares);
        var errors = NaiveForecaster.Errors(y);
        e15.Check("naive_rmse", Math.Sqrt(errors.Average(error => error * error)));
        e15.Check("naive_mae", errors.Average(Math.Abs));
        e15.Check("drift_2014_2016", new DriftForecaster().ForecastSeries(y, 3).Select(forecast => forecast.Mean));
    }

    [Fact, Trait("case", "E06")]
    public void Logistic_growth_of_Rat42_is_certified_from_both_starts()
    {
        var e06 = ReferenceCase.Open("E06");
        var rows = e06.Rows("y_x");
        foreach (var start in new[] { "start1", "start2" })
        {
            var fit = LogisticGrowth.Of(rows.Select(row => row[1]), rows.Select(row => row[0]), [e06.Numbers(start)]);
            e06.Check("b", [fit.Ceiling, fit.Shift, fit.Rate]);
            e06.Check("sd_b", fit.Fit.StandardErrors);
            e06.Check("rss", fit.Fit.ResidualSumOfSquares);
        }

        e06.Check("b", LogisticGrowth.Of(rows.Select(row => row[1]), rows.Select(row => row[0])).Fit.Parameters);
    }

    [Fact, Trait("case", "E04")]
    public void Bass_diffusion_of_recorders_and_colour_sets_is_as_published()
    {
        var e04 = ReferenceCase.Open("E04");
        var vcr = BassDiffusion.Of(e04.Numbers("vcr_thousands"), BassForm.Density);
        e04.Check("vcr_m_p_q", [vcr.Market, vcr.Innovation, vcr.Imitation]);
        e04.Check("vcr_se", vcr.StandardErrors);
        e04.Check("vcr_residual_se", vcr.Fit.ResidualStandardDeviation);
        var tv = BassDiffusion.Of(e04.Numbers("colour_tv_thousands"));
        e04.Check("ctv_m_p_q", [tv.Market, tv.Innovation, tv.Imitation]);
        e04.Check("ctv_se", tv.StandardErrors);
        e04.Check("ctv_rss", tv.Fit.ResidualSumOfSquares);
        e04.Check("ctv_peak_time", tv.PeakTime);
        Assert.Empty(tv.Warnings);
    }

    [Fact]
    public void Bass_market_is_on_a_ridge_before_the_peak_and_not_after_it()
    {
        var sales = ReferenceCase.Open("E04").Numbers("colour_tv_thousands");
        var whole = BassDiffusion.Of(sales).Ridge();
        Assert.InRange(39_659, whole.Low, whole.High);
        Assert.True(whole.High < 3 * whole.Low);
        var early = BassDiffusion.Of(sales.Take(4));
        Assert.True(early.Ridge().High > 5 * early.Ridge().Low);
    }

    [Fact]
    public void Holt_follows_a_straight_line_exactly()
    {
        double[] line = [3, 5, 7, 9, 11, 13, 15];
        var forecasts = new HoltForecaster().ForecastSeries(line, 3);
        Assert.Equal(17, forecasts[0].Mean, 6);
        Assert.Equal(21, forecasts[2].Mean, 6);
    }

    [Fact]
    public void Baselines_widen_with_the_horizon()
    {
        double[] y = [1, 2, 1.5, 2.6, 2.4, 3.5, 3.2, 4.4];
        foreach (SeriesForecaster rule in new SeriesForecaster[] { new NaiveForecaster(), new DriftForecaster(), new SmoothingForecaster(), new HoltForecaster() })
        {
            var widths = rule.ForecastSeries(y, 4).Select(forecast => forecast.Interval().Width).ToList();
            Assert.True(widths[^1] >= widths[0], rule.Name);
        }
    }

    [Fact]
    public void Rule_with_too_few_points_refuses_and_says_how_many_it_needs()
    {
        var fault = Assert.Throws<NotIdentifiedException>(() => new HoltForecaster().ForecastSeries([1, 2, 3], 1));
        Assert.Contains("at least 5", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prediction_interval_of_drift_covers_its_own_process()
    {
        var inside = Replicates.Run(2000, 21, (stream, _) =>
        {
            double level = 0;
            double[] path = [.. Enumerable.Range(0, 31).Select(_ => level += 0.5 + stream.NextNormal())];
            return new DriftForecaster().ForecastSeries(path.Take(30), 1)[0].Interval().Contains(path[30]) ? 1.0 : 0;
        }, cancellationToken: TestContext.Current.CancellationToken).Average();
        Assert.InRange(inside, 0.86, 0.92);
    }
}
