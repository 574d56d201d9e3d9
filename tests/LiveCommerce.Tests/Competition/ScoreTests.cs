using LiveCommerce.Competition.Forecasts;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class ScoreTests
{
    [Fact, Trait("case", "E12")]
    public void Scores_of_the_normal_and_of_an_ensemble_are_as_published()
    {
        var e12 = ReferenceCase.Open("E12");
        var rows = e12.Rows("normal_y_m_s");
        e12.Check("crps_normal", rows.Select(row => Crps.OfNormal(row[0], row[1], row[2])));
        e12.Check("log_score_normal", rows.Select(row => ProperScore.LogOfNormal(row[0], row[1], row[2])));
        e12.Check("crps_ensemble", Crps.OfEnsemble(e12.Number("y"), e12.Numbers("ensemble")));
        e12.Check("crps_ensemble_fair", Crps.OfEnsembleFair(e12.Number("y"), e12.Numbers("ensemble")));
        var interval = new Interval(e12.Number("interval", "l"), e12.Number("interval", "u"), 1 - e12.Number("interval", "alpha"), IntervalKind.Prediction);
        e12.Check("interval_score", e12.Numbers("interval", "y").Select(y => ProperScore.OfInterval(y, interval)));
        e12.Check("brier_p0.3_y1", ProperScore.Brier(0.3, true));
    }

    [Fact, Trait("case", "E13")]
    public void Crps_of_seven_families_is_as_published()
    {
        var e13 = ReferenceCase.Open("E13");
        e13.Check("t5", Crps.OfStudentT(0.7, 5, 0.1, 0.9));
        e13.Check("logis", Crps.OfLogistic(0.7, 0.1, 0.9));
        e13.Check("lnorm", Crps.OfLogNormal(1.3, 0.2, 0.5));
        e13.Check("gamma", Crps.OfGamma(1.3, 2, 1.5));
        e13.Check("beta", Crps.OfBeta(0.3, 2, 5));
        e13.Check("pois", Crps.OfPoisson(3, 2.2));
        e13.Check("binom", Crps.OfBinomial(3, 10, 0.2));
    }

    [Theory]
    [InlineData(-0.4)]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(1.7)]
    public void Closed_forms_equal_the_integral_of_the_definition(double y)
    {
        double Integral(Func<double, double> cdf, double low, double high) =>
            Quadrature.Adaptive(x => Math.Pow(cdf(x), 2), low, y, 1e-11) + Quadrature.Adaptive(x => Math.Pow(1 - cdf(x), 2), y, high, 1e-11);
        Assert.Equal(Integral(x => x <= 0 ? 0 : 1 - Survival.Gamma(1.5 * x, 2), -2, 40), Crps.OfGamma(y, 2, 1.5), 7);
        Assert.Equal(Integral(x => x <= 0 ? 0 : x >= 1 ? 1 : 1 - Survival.Beta(x, 2, 5), -2, 3), Crps.OfBeta(y, 2, 5), 7);
        Assert.Equal(Integral(x => x <= 0 ? 0 : 1 - Survival.Normal((Math.Log(x) - 0.2) / 0.5), -2, 60), Crps.OfLogNormal(y, 0.2, 0.5), 7);
    }

    [Fact]
    public void Crps_of_counts_equals_its_sum_outside_the_support()
    {
        Assert.Equal(Crps.OfBinomial(0, 4, 0.5) + 2, Crps.OfBinomial(-2, 4, 0.5), 9);
        Assert.Equal(Crps.OfBinomial(4, 4, 0.5) + 3, Crps.OfBinomial(7, 4, 0.5), 9);
    }

    [Fact]
    public void Fair_crps_of_small_ensembles_is_on_average_that_of_the_distribution()
    {
        var scores = Replicates.Run(20_000, 3, (stream, _) => Crps.OfEnsembleFair(0.4, [stream.NextNormal(), stream.NextNormal(), stream.NextNormal()]), cancellationToken: TestContext.Current.CancellationToken);
        var mean = Moments.Of(scores);
        Assert.InRange(Crps.OfNormal(0.4, 0, 1), mean.Mean - 4 * mean.StandardError, mean.Mean + 4 * mean.StandardError);
    }

    [Fact]
    public void Murphy_parts_add_up_to_the_Brier_score()
    {
        var stream = RandomStream.For(5, 0);
        double[] p = [.. Enumerable.Range(0, 500).Select(_ => stream.NextDouble())];
        bool[] y = [.. p.Select(chance => stream.NextDouble() < chance)];
        var exact = BrierDecomposition.Of(p.Select(value => Math.Round(value, 1)), y);
        Assert.Equal(0, exact.Remainder, 12);
        Assert.Equal(exact.Score, exact.Reliability - exact.Resolution + exact.Uncertainty, 12);
        var binned = BrierDecomposition.Of(p, y, 10);
        Assert.NotEqual(0, binned.Remainder);
        Assert.True(binned.Skill > 0.2);
    }

    [Fact]
    public void Diebold_Mariano_at_one_step_is_the_t_test_of_the_differences()
    {
        double[] a = [1, 2, 1.5, 3, 2.2, 1.9], b = [1.4, 1.9, 2.5, 3.3, 2.6, 2.8];
        var test = DieboldMariano.Of(a, b);
        var d = Moments.Of(a.Zip(b, (x, y) => x - y));
        Assert.Equal(d.Mean / d.StandardError, test.Statistic, 10);
        Assert.Equal(Survival.StudentTTwoSided(test.Statistic, 5), test.PValue, 12);
        Assert.Equal("MODEL621", test.Warnings.Single().Code);
    }

    [Fact]
    public void Diebold_Mariano_holds_its_level_under_equal_skill()
    {
        var rejected = Replicates.Run(2000, 11, (stream, _) =>
        {
            double[] a = [.. Enumerable.Range(0, 20).Select(_ => stream.NextExponential())], b = [.. Enumerable.Range(0, 20).Select(_ => stream.NextExponential())];
            return DieboldMariano.Of(a, b).PValue < 0.05 ? 1.0 : 0;
        }, cancellationToken: TestContext.Current.CancellationToken).Average();
        Assert.InRange(rejected, 0.03, 0.07);
    }
}
