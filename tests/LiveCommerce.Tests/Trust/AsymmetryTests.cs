using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>Values from metafor 3.8.1 and clubSandwich on the vaccine trials of case C03.</summary>
public sealed class AsymmetryTests
{
    private static readonly ReferenceCase Bcg = ReferenceCase.Open("C03");

    private static readonly EffectSize[] Trials = [.. Bcg.Data.GetProperty("trials").EnumerateArray().Select(trial => EffectSize.LogRiskRatio(
        trial.GetProperty("trial").ToString(), trial.GetProperty("tpos").GetDouble(), trial.GetProperty("tneg").GetDouble(),
        trial.GetProperty("cpos").GetDouble(), trial.GetProperty("cneg").GetDouble()))];

    private static readonly double[][] Latitude = [.. Bcg.Data.GetProperty("trials").EnumerateArray().Select(trial => new[] { trial.GetProperty("ablat").GetDouble() })];

    private static readonly EffectSize[] Clustered = [.. Trials.Zip([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], (trial, cluster) => trial with { Cluster = $"c{cluster}" })];

    [Fact]
    public void Begg_test_of_the_vaccine_trials_is_that_of_metafor()
    {
        var begg = BeggTest.Of(Trials);
        Assert.Equal(0.0256, begg.Tau, 4);
        Assert.Equal(0.9524, begg.PValue, 4);
    }

    [Fact]
    public void Trim_and_fill_of_the_vaccine_trials_is_that_of_metafor()
    {
        var filled = TrimAndFill.Of(Trials, options: new MetaOptions().WithTest(PooledTest.Normal));
        Assert.Equal(1, filled.Missing);
        Assert.Equal("right", filled.Side);
        Assert.Equal(2.4528, filled.MissingStandardError, 4);
        Assert.Equal(-0.657083, filled.Filled.Pooled.Value, 0.00002);
        Assert.Equal(0.178528, filled.Filled.Pooled.StandardError, 0.00002);
        Assert.Equal(0, TrimAndFill.Of(Trials, MissingStudies.ExtremeRun).Missing);
        Assert.Equal("sensitivity", filled.Label);
    }

    [Fact]
    public void Symmetric_funnel_is_not_filled()
    {
        EffectSize[] even = [.. new[] { -2, -1.1, 0, 1, 2.1 }.Select(i => new EffectSize($"s{i}", EffectKind.FisherZ, 0.3 + 0.05 * i, 0.01 + 0.002 * Math.Round(Math.Abs(i))))];
        Assert.Equal(0, TrimAndFill.Of(even).Missing);
    }

    [Fact]
    public void Clustered_error_of_the_pooled_effect_is_that_of_clubSandwich()
    {
        var robust = ClusterRobust.Pool(Clustered);
        Assert.Equal(-0.714532342, robust.Pooled.Value, 7);
        Assert.Equal(0.198347919, robust.Pooled.StandardError, 7);
        Assert.Equal(4.8900281, robust.Pooled.DegreesOfFreedom, 5);
        Assert.Equal(0.01610764, robust.Pooled.PValue, 6);
        Assert.Equal(6, robust.Clusters);
    }

    [Fact]
    public void Clustered_errors_of_a_meta_regression_are_those_of_clubSandwich()
    {
        var robust = ClusterRobust.Regress(Clustered, ["latitude"], Latitude);
        Assert.Equal([0.213134494, 0.006036621], robust.Coefficients.Select(c => c.StandardError), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal([2.6717014, 3.2048333], robust.Coefficients.Select(c => c.DegreesOfFreedom), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Contains(robust.Warnings, warning => warning.Code == "MODEL414");
    }

    [Fact]
    public void Several_effects_of_one_study_are_said_to_need_clustered_errors() =>
        Assert.Contains(MetaAnalysis.Pool(Clustered).Warnings, warning => warning.Code == "MODEL412" && warning.Message.Contains("ClusterRobust", StringComparison.Ordinal));

    [Fact]
    public void Two_clusters_are_too_few() =>
        Assert.Equal("MODEL408", Assert.Throws<NotIdentifiedException>(() => ClusterRobust.Pool(Trials.Select((t, i) => t with { Cluster = $"{i % 2}" }))).Code);

    [Fact]
    public void Saturated_logit_has_errors()
    {
        var fit = ExposureLogit.Fit([[1.0, 0.0], [1.0, 1.0]], [10, 30], [100, 100]);
        Assert.Equal(Math.Sqrt(1 / 10.0 + 1 / 90.0), fit.StandardErrors[0], 6);
        Assert.Equal(Math.Sqrt(1 / 10.0 + 1 / 90.0 + 1 / 30.0 + 1 / 70.0), fit.StandardErrors[1], 6);
    }
}
