using LiveCommerce.Competition.Forecasts;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

/// <summary>Forecast rules and scores against printed results and against R's forecast 8.20 and scipy 1.10, beyond the reference cases.</summary>
public sealed class OtherPublishedForecastTests
{
    /// <summary>Air passengers of Australia, millions, 1990 to 2016; Hyndman and Athanasopoulos (2018), section 7.2.</summary>
    private static readonly double[] Air =
    [
        17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797, 32.577569, 33.477398, 39.021581, 41.386432, 41.596552, 44.657324,
        46.951775, 48.728837, 51.488427, 50.026967, 60.640913, 63.3603112, 66.355274, 68.197955, 68.1232376, 69.779345, 72.5977,
    ];

    [Fact]
    public void Holt_forecasts_the_air_passengers_of_Australia_as_in_the_textbook()
    {
        var fit = HoltTrend.Fit(Air);
        Assert.InRange(fit.SumOfSquares, 0, 128.5908);
        double[] printed = [74.60, 76.70, 78.80, 80.91, 83.01];
        var forecasts = new HoltForecaster().ForecastSeries(Air, 5);
        for (var h = 0; h < 5; h++) Assert.Equal(printed[h], forecasts[h].Mean, 0.03);
    }

    [Fact]
    public void Intervals_of_naive_and_drift_are_those_of_R()
    {
        var naive = new NaiveForecaster().ForecastSeries(Air, 3);
        var errors = NaiveForecaster.Errors(Air);
        var sd = Math.Sqrt(errors.Average(error => error * error));
        for (var h = 1; h <= 3; h++) Assert.Equal(Air[^1] + 1.959963985 * sd * Math.Sqrt(h), naive[h - 1].Interval(0.95).High, 6);
        // forecast::rwf(drift = TRUE): residual deviation with n - 2 degrees of freedom, spread sqrt(h (1 + h / (n - 1))).
        var drift = new DriftForecaster().ForecastSeries(Air, 3);
        double slope = errors.Average(), spread = Math.Sqrt(errors.Sum(error => (error - slope) * (error - slope)) / (errors.Count - 1));
        for (var h = 1; h <= 3; h++)
        {
            Assert.Equal(Air[^1] + h * slope, drift[h - 1].Mean, 9);
            Assert.Equal(1.959963985 * spread * Math.Sqrt(h * (1 + h / (double)errors.Count)), drift[h - 1].Interval(0.95).High - drift[h - 1].Mean, 6);
        }
    }

    [Theory]
    [InlineData(1, 1, -1.50962573689, 0.153374618918)]
    [InlineData(1, 2, -1.02351527914, 0.323425523033)]
    [InlineData(2, 1, -1.50962573689, 0.153374618918)]
    [InlineData(2, 2, -2.21726917064, 0.0436623044561)]
    [InlineData(3, 1, -9.24448967807, 2.4493865385e-07)]
    [InlineData(3, 2, -3.11959734758, 0.0075333225434)]
    public void Diebold_Mariano_with_the_correction_of_Harvey_is_that_of_R(int horizon, int power, double statistic, double p)
    {
        double[] first = [0.42, -1.31, 0.88, 1.27, -0.55, 0.31, -0.94, 1.62, -0.18, 0.73, -1.05, 0.29, 0.96, -0.61, 1.11];
        double[] second = [0.61, -1.02, 1.35, 0.92, -0.98, 0.77, -1.21, 1.10, -0.66, 1.31, -0.83, 0.84, 0.41, -1.17, 1.52];
        var test = DieboldMariano.Of(first.Select(e => Math.Pow(Math.Abs(e), power)), second.Select(e => Math.Pow(Math.Abs(e), power)), horizon);
        Assert.Equal(statistic, test.Statistic, 1e-9 * Math.Abs(statistic));
        Assert.Equal(p, test.PValue, 1e-9);
    }

    [Fact]
    public void Rules_that_miss_by_the_same_at_all_times_have_no_test() =>
        Assert.Equal("MODEL625", Assert.Throws<NotIdentifiedException>(() => DieboldMariano.Of([1, 2, 3, 4], [1, 2, 3, 4])).Code);

    [Fact]
    public void Crps_of_further_parameters_equals_the_integral_of_its_definition_by_scipy()
    {
        Assert.Equal(1.647998018090555, Crps.OfStudentT(2.2, 2.5, -0.3, 1.4), 1e-8);
        Assert.Equal(3.8521045567598247, Crps.OfStudentT(-4, 30, 1, 2), 1e-8);
        Assert.Equal(1.6302883598283484, Crps.OfLogistic(-0.7, 1.5, 0.6), 1e-8);
        Assert.Equal(0.31172704045111027, Crps.OfLogNormal(0.3, -0.4, 1.2), 1e-8);
        Assert.Equal(0.6392317443847414, Crps.OfGamma(0.9, 0.5, 3), 1e-7);
        Assert.Equal(0.17490520048223543, Crps.OfBeta(0.8, 0.5, 0.5), 1e-7);
        Assert.Equal(0.8227922165426524, Crps.OfNormal(3.1, 2, 0.5), 1e-8);
        Assert.Equal(2.137260154106585, Crps.OfPoisson(4, 7.5), 1e-9);
        Assert.Equal(1.6355822345720477, Crps.OfPoisson(2, 0.2), 1e-9);
        Assert.Equal(3.8672299360384486, Crps.OfBinomial(9, 20, 0.7), 1e-9);
    }

    [Fact]
    public void Bass_diffusion_of_room_air_conditioners_is_as_estimated_by_Srinivasan_and_Mason()
    {
        // First purchases of room air conditioners, thousands, 1949 to 1961; Bass (1969), Srinivasan and Mason (1986), table 2.
        double[] sales = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500];
        var fit = BassDiffusion.Of(sales);
        Assert.Equal(18_713, fit.Market, 0.02 * 18_713);
        Assert.Equal(0.0094, fit.Innovation, 0.0005);
        Assert.Equal(0.3748, fit.Imitation, 0.01);
    }

    [Fact]
    public void Nonlinear_least_squares_meets_the_certified_values_of_Misra1a_and_Rat43()
    {
        double[] x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
        double[] y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];
        foreach (double[] start in new double[][] { [500, 0.0001], [250, 0.0005] })
        {
            var misra = NonlinearLeastSquares.Fit(b => [.. x.Zip(y, (at, value) => b[0] * (1 - Math.Exp(-b[1] * at)) - value)], [start]);
            Assert.Equal(238.94212918, misra.Parameters[0], 1e-4);
            Assert.Equal(5.5015643181e-4, misra.Parameters[1], 1e-9);
            Assert.Equal(0.12455138894, misra.ResidualSumOfSquares, 1e-9);
            Assert.Equal(2.7070075241, misra.StandardErrors[0], 1e-4);
        }

        double[] growth = [16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56, 717.41];
        foreach (double[] start in new double[][] { [100, 10, 1, 1], [700, 5, 0.75, 1.3] })
        {
            var rat = NonlinearLeastSquares.Fit(b => [.. growth.Select((value, i) => b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * (i + 1)), 1 / b[3]) - value)], [start]);
            Assert.Equal(699.64151270, rat.Parameters[0], 1e-3);
            Assert.Equal(5.2771253025, rat.Parameters[1], 1e-4);
            Assert.Equal(0.75962938329, rat.Parameters[2], 1e-5);
            Assert.Equal(1.2792483859, rat.Parameters[3], 1e-4);
            Assert.Equal(8786.4049080, rat.ResidualSumOfSquares, 1e-4);
        }
    }
}
