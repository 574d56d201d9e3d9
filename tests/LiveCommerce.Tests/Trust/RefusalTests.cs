using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>Data that cannot answer: a typed refusal, or an answer that says what is wrong with it; never a number that is none.</summary>
public sealed class RefusalTests
{
    private static EffectSize Effect(double value, double variance, string study = "s") => new(study, EffectKind.FisherZ, value, variance);

    [Theory]
    [InlineData(double.NaN, 0.1)]
    [InlineData(double.PositiveInfinity, 0.1)]
    [InlineData(0.1, 0)]
    [InlineData(0.1, double.NaN)]
    [InlineData(0.1, -1)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void Effect_that_is_no_number_or_has_no_variance_is_refused_by_name(double value, double variance)
    {
        var refusal = Assert.Throws<InputException>(() => MetaAnalysis.Pool([Effect(0.2, 0.01), Effect(value, variance, "Li 2020"), Effect(0.3, 0.02)]));
        Assert.Equal(("MODEL402", "Li 2020"), (refusal.Code, refusal.Where));
    }

    [Theory]
    [InlineData(PooledTest.HartungKnapp)]
    [InlineData(PooledTest.HartungKnappAtLeastOne)]
    [InlineData(PooledTest.Normal)]
    public void Two_equal_studies_keep_an_interval_and_a_serious_warning(PooledTest test)
    {
        var fit = MetaAnalysis.Pool([Effect(0.2, 0.01, "a"), Effect(0.2, 0.01, "b")], new MetaOptions().WithTest(test));
        Assert.True(fit.Pooled.Interval.Width > 0.2);
        Assert.Equal(0, fit.Tau2);
        Assert.Contains(fit.Warnings, warning => warning.Severity == Severity.Serious);
        Assert.Equal(test != PooledTest.Normal, fit.Warnings.Any(warning => warning.Code == "MODEL415"));
        AllFinite(fit.Pooled.Interval.Low, fit.Pooled.Interval.High, fit.Pooled.PValue, fit.Prediction!.Low, fit.Prediction.High, fit.I2, fit.H2, fit.QPValue, fit.Tau2Interval.High);
    }

    [Theory]
    [InlineData(HeterogeneityMethod.Reml)]
    [InlineData(HeterogeneityMethod.DerSimonianLaird)]
    [InlineData(HeterogeneityMethod.PauleMandel)]
    [InlineData(HeterogeneityMethod.MaximumLikelihood)]
    [InlineData(HeterogeneityMethod.Hedges)]
    [InlineData(HeterogeneityMethod.HunterSchmidt)]
    [InlineData(HeterogeneityMethod.SidikJonkman)]
    [InlineData(HeterogeneityMethod.Common)]
    public void Precisions_twelve_orders_apart_still_give_numbers(HeterogeneityMethod method)
    {
        var fit = MetaAnalysis.Pool([Effect(0.2, 1e-9, "a"), Effect(0.9, 1e3, "b"), Effect(-3, 0.5, "c"), Effect(0.1, 1e-6, "d")], new MetaOptions().WithMethod(method));
        AllFinite(fit.Tau2, fit.Pooled.Value, fit.Pooled.StandardError, fit.I2, fit.H2, fit.Q, fit.QPValue, fit.Tau2Interval.Low, fit.Tau2Interval.High, fit.Prediction!.Low);
    }

    [Fact]
    public void One_study_points_to_its_own_interval()
    {
        var refusal = Assert.Throws<NotIdentifiedException>(() => MetaAnalysis.Pool([Effect(0.2, 0.01)]));
        Assert.Contains("single study with its own interval", refusal.Fix, StringComparison.Ordinal);
        Assert.Equal("MODEL401", Assert.Throws<NotIdentifiedException>(() => MetaAnalysis.Pool([])).Code);
        Assert.Equal("MODEL401", Assert.Throws<NotIdentifiedException>(() => EggerTest.Of([Effect(0.1, 0.1), Effect(0.2, 0.2)])).Code);
    }

    [Fact]
    public void Equal_precisions_show_no_asymmetry()
    {
        EffectSize[] equal = [Effect(0.1, 0.1, "a"), Effect(0.2, 0.1, "b"), Effect(0.4, 0.1, "c")];
        Assert.Equal("MODEL406", Assert.Throws<NotIdentifiedException>(() => EggerTest.Of(equal)).Code);
        Assert.Equal("MODEL406", Assert.Throws<NotIdentifiedException>(() => BeggTest.Of(equal)).Code);
        AllFinite(TrimAndFill.Of(equal).Filled.Pooled.Value);
    }

    [Fact]
    public void Moderator_that_is_constant_or_doubles_another_is_refused()
    {
        EffectSize[] four = [Effect(0.1, 0.1, "a"), Effect(0.2, 0.2, "b"), Effect(0.4, 0.1, "c"), Effect(0.5, 0.3, "d"), Effect(0.1, 0.3, "e")];
        Assert.Equal("MODEL404", Assert.Throws<NotIdentifiedException>(() => MetaAnalysis.Regress(four, ["x"], four.Select(_ => (IReadOnlyList<double>)[2.0]))).Code);
        Assert.Equal("MODEL404", Assert.Throws<NotIdentifiedException>(() => MetaAnalysis.Regress(four, ["x", "y"], four.Select((_, i) => (IReadOnlyList<double>)[i, 3.0 * i]))).Code);
        Assert.Equal("MODEL405", Assert.Throws<InputException>(() => MetaAnalysis.Regress(four, ["x"], four.Select(_ => (IReadOnlyList<double>)[double.NaN]))).Code);
    }

    [Fact]
    public void Correlations_of_one_and_groups_without_people_are_refused()
    {
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.FisherZ("s", 1, 50)));
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.FisherZ("s", 0.2, 3)));
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.LogOddsRatio("s", 0, 0, 3, 10)));
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.LogRiskRatio("s", -1, 5, 3, 10)));
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.StandardisedMeanDifference("s", 1, 0, 10, 1, 1, 10)));
        Assert.IsType<InputException>(Record.Exception(() => EffectSize.StandardisedMeanDifference("s", double.NaN, 1, 10, 1, 1, 10)));
    }

    [Fact]
    public void All_events_at_once_give_a_curve_and_no_regression()
    {
        Duration[] once = [.. Enumerable.Range(0, 6).Select(i => new Duration(5, true, i < 3 ? "a" : "b").WithCovariates([i]))];
        Assert.Equal(0, KaplanMeier.Of(once).At(5).Value);
        Assert.Equal("MODEL457", Assert.Throws<NotIdentifiedException>(() => WeibullRegression.Fit(["x"], once)).Code);
        AllFinite(CoxRegression.Fit(["x"], once).Coefficients[0].Value);
        Assert.IsType<NotIdentifiedException>(Record.Exception(() => LogRank.Of(once)));
    }

    [Fact]
    public void Covariates_that_separate_are_refused_by_every_regression()
    {
        Duration[] parted = [.. Enumerable.Range(1, 12).Select(i => new Duration(i, i <= 6).WithCovariates([i <= 6 ? 1 : 0]))];
        Assert.Equal("MODEL456", Assert.Throws<NotIdentifiedException>(() => CoxRegression.Fit(["x"], parted)).Code);
        Assert.IsType<NotIdentifiedException>(Record.Exception(() => WeibullRegression.Fit(["x"], parted)));
        Assert.Equal("MODEL424", Assert.Throws<NotIdentifiedException>(() => ExposureLogit.Fit(Enumerable.Range(0, 10).Select(i => (IReadOnlyList<double>)[1, i]), Enumerable.Range(0, 10).Select(i => i < 5 ? 0.0 : 1), Enumerable.Repeat(1.0, 10))).Code);
        Assert.IsType<NotIdentifiedException>(Record.Exception(() => ExposureLogit.Fit(Enumerable.Range(0, 10).Select(i => (IReadOnlyList<double>)[1, i]), Enumerable.Repeat(0.0, 10), Enumerable.Repeat(1.0, 10))));
        Assert.IsAssignableFrom<ModelException>(Record.Exception(() => ExposureLogit.Fit(Enumerable.Range(0, 10).Select(i => (IReadOnlyList<double>)[1, i, 2 * i]), Enumerable.Range(0, 10).Select(i => i % 2.0), Enumerable.Repeat(1.0, 10))));
        Assert.Equal("MODEL456", Assert.Throws<NotIdentifiedException>(() => CoxRegression.Fit(["x"], parted.Select(row => row.WithCovariates([3])))).Code);
        Assert.Equal("MODEL101", Assert.Throws<InputException>(() => CoxRegression.Fit(["x"], parted.Select(row => row.WithCovariates([double.NaN])))).Code);
    }

    [Fact]
    public void Responses_without_spread_have_no_turning_point()
    {
        double[] x = [0, 1, 2, 3, 4];
        Assert.Equal("MODEL422", Assert.Throws<NotIdentifiedException>(() => InvertedU.Test(x, [2, 2, 2, 2, 2])).Code);
        Assert.Equal("MODEL421", Assert.Throws<NotIdentifiedException>(() => InvertedU.Test([1, 1, 2, 2, 2], [1, 2, 3, 4, 5])).Code);
        Assert.Equal("MODEL101", Assert.Throws<InputException>(() => InvertedU.Test(x, [2, 3, double.NaN, 2, 1])).Code);
        var line = InvertedU.Test(x, [0, 1, 2, 3, 4.1]);
        Assert.False(line.IsInvertedU);
        AllFinite(line.TurningPoint, line.TurningPointStandardError, line.SlopeTAtLowest, line.SlopeTAtHighest);
    }

    [Fact]
    public void Threshold_is_refused_without_events_and_flagged_at_the_end_of_the_data()
    {
        double[] x = [.. Enumerable.Range(0, 12).Select(i => (double)i)], n = [.. x.Select(_ => 100.0)];
        Assert.Equal("MODEL425", Assert.Throws<NotIdentifiedException>(() => ThresholdLogit.Fit(x, x.Select(_ => 0.0), n)).Code);
        Assert.Equal("MODEL425", Assert.Throws<NotIdentifiedException>(() => ThresholdLogit.Fit(x, n, n)).Code);
        var straight = ThresholdLogit.Fit(x, x.Select(v => Math.Round(100 / (1 + Math.Exp(2 - 0.2 * v)))), n);
        Assert.Contains(straight.Warnings, warning => warning.Code == "MODEL427");
    }

    [Fact]
    public void Series_without_spread_or_with_two_values_is_refused()
    {
        Assert.Equal("MODEL431", Assert.Throws<NotIdentifiedException>(() => LocalLevel.Fit([3, 3, 3, 3])).Code);
        Assert.Equal("MODEL430", Assert.Throws<InputException>(() => LocalLevel.Fit([1, null, 2, null])).Code);
        Assert.Equal("MODEL430", Assert.Throws<InputException>(() => LocalLevel.Fit([1, 2, double.NaN, 4])).Code);
        var line = LocalLevel.Fit(Enumerable.Range(0, 20).Select(i => (double?)i));
        Assert.Contains(line.Warnings, warning => warning.Code == "MODEL432");
        AllFinite([line.LogLikelihood, .. line.Smoothed, .. line.SmoothedVariances]);
    }

    [Fact]
    public void Cohorts_that_all_stay_or_all_leave_at_once_are_refused()
    {
        Assert.Equal("MODEL442", Assert.Throws<NotIdentifiedException>(() => ShiftedBetaGeometric.Fit(100, [100, 100, 100])).Code);
        Assert.Equal("MODEL442", Assert.Throws<NotIdentifiedException>(() => ShiftedBetaGeometric.Fit(100, [0, 0])).Code);
        // One rate for all: 20% leave each time.
        Assert.Equal("MODEL443", Assert.Throws<NotIdentifiedException>(() => ShiftedBetaGeometric.Fit(10000, [8000, 6400, 5120, 4096])).Code);
        Assert.Equal("MODEL461", Assert.Throws<NotIdentifiedException>(() => BetaGeometricBetaBernoulli.Fit([new(6, 6, 6, 10), new(6, 6, 6, 20)])).Code);
        Assert.Equal("MODEL461", Assert.Throws<NotIdentifiedException>(() => BetaGeometricBetaBernoulli.Fit([new(0, 0, 6, 10), new(0, 0, 6, 20)])).Code);
    }

    [Fact]
    public void Decisions_without_states_or_with_rewards_that_are_no_numbers_are_refused()
    {
        Assert.Equal("MODEL104", Assert.Throws<InputException>(() => new MarkovDecision([])).Code);
        Assert.Equal("MODEL101", Assert.Throws<InputException>(() => new MarkovDecision([[new Alternative([1], double.NaN)]])).Code);
        Assert.Equal("MODEL471", Assert.Throws<InputException>(() => new MarkovDecision([[new Alternative([1], 1)]]).Discounted(1)).Code);
        Assert.IsType<InputException>(Record.Exception(() => KolPolicy.Solve(new KolSetting { AdFee = double.NaN })));
        Assert.IsType<InputException>(Record.Exception(() => KolPolicy.Solve(new KolSetting { StrainThreshold = double.NaN })));
        Assert.Contains(KolPolicy.Solve(new KolSetting { SessionCost = 5 }, new KolPolicyOptions { TrustPoints = 31, ShareStep = 0.25 }).Warnings, warning => warning.Code == "MODEL483");
    }

    private static void AllFinite(params double[] values) => Assert.All(values, value => Assert.True(double.IsFinite(value), $"{value}"));
}
