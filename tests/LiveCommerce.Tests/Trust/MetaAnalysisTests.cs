using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class MetaAnalysisTests
{
    private static readonly ReferenceCase Bcg = ReferenceCase.Open("C03");

    private static EffectSize[] Trials() => [.. Bcg.Data.GetProperty("trials").EnumerateArray().Select(trial => EffectSize.LogRiskRatio(
        trial.GetProperty("trial").ToString(), trial.GetProperty("tpos").GetDouble(), trial.GetProperty("tneg").GetDouble(),
        trial.GetProperty("cpos").GetDouble(), trial.GetProperty("cneg").GetDouble()))];

    private static MetaResult Pool(HeterogeneityMethod method, PooledTest test = PooledTest.Normal) =>
        MetaAnalysis.Pool(Trials(), new MetaOptions().WithMethod(method).WithTest(test));

    [Theory, Trait("case", "C03")]
    [InlineData("tau2_DL", HeterogeneityMethod.DerSimonianLaird)]
    [InlineData("tau2_REML", HeterogeneityMethod.Reml)]
    [InlineData("tau2_ML", HeterogeneityMethod.MaximumLikelihood)]
    [InlineData("tau2_PM", HeterogeneityMethod.PauleMandel)]
    [InlineData("tau2_HE", HeterogeneityMethod.Hedges)]
    [InlineData("tau2_HS", HeterogeneityMethod.HunterSchmidt)]
    [InlineData("tau2_SJ", HeterogeneityMethod.SidikJonkman)]
    public void Variance_between_the_vaccine_trials_is_as_published(string name, HeterogeneityMethod method) => Bcg.Check(name, Pool(method).Tau2);

    [Fact, Trait("case", "C03")]
    public void Pooled_effect_of_the_vaccine_trials_is_as_published()
    {
        var common = Pool(HeterogeneityMethod.Common);
        Bcg.Check("Q", common.Q);
        Bcg.Check("fixed_mu", common.Pooled.Value);
        Bcg.Check("fixed_se", common.Pooled.StandardError);
        var dl = Pool(HeterogeneityMethod.DerSimonianLaird);
        Bcg.Check("mu_DL", dl.Pooled.Value);
        Bcg.Check("se_DL", dl.Pooled.StandardError);
        var reml = Pool(HeterogeneityMethod.Reml);
        Bcg.Check("mu_REML", reml.Pooled.Value);
        Bcg.Check("se_REML", reml.Pooled.StandardError);
        Bcg.Check("ci_REML", [reml.Pooled.Interval.Low, reml.Pooled.Interval.High]);
        Bcg.Check("I2_REML_percent", 100 * reml.I2);
        Bcg.Check("tau2_qprofile_ci", [reml.Tau2Interval.Low, reml.Tau2Interval.High]);
        Bcg.Check("prediction_interval_normal", [reml.Prediction!.Low, reml.Prediction.High]);
        Bcg.Check("mu_PM", Pool(HeterogeneityMethod.PauleMandel).Pooled.Value);
    }

    [Fact, Trait("case", "C03")]
    public void Hartung_Knapp_intervals_of_the_vaccine_trials_are_as_published()
    {
        var reml = Pool(HeterogeneityMethod.Reml, PooledTest.HartungKnapp);
        Bcg.Check("hk_se_REML", reml.Pooled.StandardError);
        Bcg.Check("hk_ci_REML", [reml.Pooled.Interval.Low, reml.Pooled.Interval.High]);
        Bcg.Check("prediction_interval_hk_t12", [reml.Prediction!.Low, reml.Prediction.High]);
        var dl = Pool(HeterogeneityMethod.DerSimonianLaird, PooledTest.HartungKnapp).Pooled.Interval;
        Bcg.Check("hk_ci_DL", [dl.Low, dl.High]);
    }

    [Fact, Trait("case", "C03")]
    public void Latitude_explains_most_of_the_variance()
    {
        double[][] latitude = [.. Bcg.Data.GetProperty("trials").EnumerateArray().Select(trial => new[] { trial.GetProperty("ablat").GetDouble() })];
        var fit = MetaAnalysis.Regress(Trials(), ["ablat"], latitude, new MetaOptions().WithTest(PooledTest.Normal));
        Bcg.Check("metareg_tau2", fit.Tau2);
        Bcg.Check("metareg_coef", fit.Coefficients.Select(c => c.Value));
        Bcg.Check("metareg_se", fit.Coefficients.Select(c => c.StandardError));
    }

    [Fact, Trait("case", "C03")]
    public void Egger_test_of_the_vaccine_trials_is_as_published()
    {
        var egger = EggerTest.Of(Trials());
        Bcg.Check("egger_t", egger.T);
        Bcg.Check("egger_limit_estimate", egger.LimitEstimate);
    }

    [Fact]
    public void Different_statistics_are_never_pooled()
    {
        var error = Assert.Throws<InputException>(() => MetaAnalysis.Pool([new("a", EffectKind.FisherZ, 0.1, 0.01), new("b", EffectKind.LogOddsRatio, 0.1, 0.01)]));
        Assert.Equal("error MODEL403: effects: kinds FisherZ and LogOddsRatio; different statistics have no common scale and are never pooled. Fix: pool each kind on its own, or convert with a stated formula first", error.Message);
    }

    [Fact]
    public void Three_studies_are_pooled_with_a_serious_warning() =>
        Assert.Contains(MetaAnalysis.Pool(Trials().Take(3)).Warnings, warning => warning.Code == "MODEL410");

    [Fact]
    public void One_study_is_refused() => Assert.Throws<NotIdentifiedException>(() => MetaAnalysis.Pool(Trials().Take(1)));

    [Fact]
    public void Synthetic_mark_of_one_effect_marks_the_pooled_one() =>
        Assert.True(MetaAnalysis.Pool(Trials().Select((t, i) => i == 0 ? t.From(new Provenance { Synthetic = true }) : t)).Estimate.Provenance.Synthetic);

    [Fact]
    public void Prior_is_twice_as_wide_as_the_prediction()
    {
        var pooled = Pool(HeterogeneityMethod.Reml, PooledTest.HartungKnapp);
        Assert.Equal(2 * pooled.Prediction!.Width, EffectPrior.From(pooled).Central().Width, 9);
        Assert.Throws<InputException>(() => EffectPrior.From(pooled, 0.5));
    }
}
