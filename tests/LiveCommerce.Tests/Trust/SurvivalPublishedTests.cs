using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>Published follow-ups beside the survival package 3.5.3 of R (Therneau and Grambsch 2000).</summary>
public sealed class SurvivalPublishedTests
{
    /// <summary>Relapse of acute myelogenous leukaemia, with and without maintained chemotherapy (Miller 1997); minus is censored.</summary>
    private static readonly Duration[] Maintained = [.. new[] { 9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161 }.Select(t => Row(t, "maintained", 0))];

    private static readonly Duration[] Leukaemia = [.. Maintained, .. new[] { 5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45 }.Select(t => Row(t, "not", 1))];

    /// <summary>Ovarian cancer (Edmunson et al. 1979): days, death, age, treatment, performance.</summary>
    private static readonly Duration[] Ovarian = [.. new[] { (59, 1, 72.3315, 1, 1), (115, 1, 74.4932, 1, 1), (156, 1, 66.4658, 1, 2), (421, 0, 53.3644, 2, 1), (431, 1, 50.3397, 1, 1), (448, 0, 56.4301, 1, 2), (464, 1, 56.937, 2, 2), (475, 1, 59.8548, 2, 2), (477, 0, 64.1753, 1, 1), (563, 1, 55.1781, 2, 2), (638, 1, 56.7562, 1, 2), (744, 0, 50.1096, 2, 1), (769, 0, 59.6301, 2, 2), (770, 0, 57.0521, 2, 1), (803, 0, 39.2712, 1, 1), (855, 0, 43.1233, 1, 2), (1040, 0, 38.8932, 1, 2), (1106, 0, 44.6, 1, 1), (1129, 0, 53.9068, 2, 1), (1206, 0, 44.2055, 2, 1), (1227, 0, 59.589, 2, 2), (268, 1, 74.5041, 1, 2), (329, 1, 43.137, 1, 1), (353, 1, 63.2192, 2, 2), (365, 1, 64.4247, 2, 1), (377, 0, 58.3096, 2, 1) }
        .Select(r => new Duration(r.Item1, r.Item2 == 1, $"rx {r.Item4}").WithCovariates([r.Item3, r.Item4, r.Item5]))];

    private static Duration Row(int time, string group, double x) => new Duration(Math.Abs(time), time > 0, group).WithCovariates([x]);

    [Fact]
    public void Relapse_curves_and_their_intervals_are_those_of_survfit()
    {
        var curve = KaplanMeier.Of(Maintained);
        Assert.Equal([0.90909091, 0.81818182, 0.71590909, 0.61363636, 0.49090909, 0.36818182, 0.18409091], curve.Steps.Select(s => s.Survival), Close(1e-8));
        Assert.Equal([0.086678417, 0.116291300, 0.139664971, 0.152632331, 0.164193267, 0.162668886, 0.153492746], curve.Steps.Select(s => s.StandardError), Close(1e-8));
        Assert.Equal([0.508080206, 0.447428615, 0.350190386, 0.265752040, 0.167330910, 0.092829575, 0.011738480], curve.Steps.Select(s => s.Interval.Low), Close(1e-8));
        Assert.Equal([0.98667382, 0.95116223, 0.89902397, 0.83529924, 0.75339979, 0.65704083, 0.52501484], curve.Steps.Select(s => s.Interval.High), Close(1e-8));
        Assert.Equal((18.0, 31.0, 48.0), (curve.TimeTo(0.75), curve.TimeTo(), curve.TimeTo(0.25)));
    }

    [Fact]
    public void Curve_at_nobody_left_has_an_interval_from_zero_to_the_end_before()
    {
        var last = KaplanMeier.ByGroup(Leukaemia)["not"].Steps[^1];
        Assert.Equal((0, 0, 0), (last.Survival, last.StandardError, last.Interval.Low));
        Assert.Equal(0.34890386, last.Interval.High, 1e-8);
        Assert.Equal(new Interval(0, 1, 0.95, IntervalKind.Confidence), KaplanMeier.Of([new Duration(2, true), new Duration(2, true)]).At(2).Interval);
    }

    [Theory]
    [InlineData(TiesMethod.Efron, 0.915532575015, 0.511934275172, -42.724839262760, -41.032615596458)]
    [InlineData(TiesMethod.Breslow, 0.904219723686, 0.512247907304, -42.898123897174, -41.250114350069)]
    [InlineData(TiesMethod.Exact, 0.921760869159, 0.516248400810, -40.645397721080, -38.963547007919)]
    public void Hazard_of_relapse_is_that_of_coxph(TiesMethod ties, double value, double error, double empty, double reached)
    {
        var fit = CoxRegression.Fit(["not maintained"], Leukaemia, new CoxOptions().WithTies(ties));
        Assert.Equal(value, fit.Coefficients[0].Value, 1e-9);
        Assert.Equal(error, fit.Coefficients[0].StandardError, 1e-9);
        Assert.Equal(empty, fit.NullLogLikelihood, 1e-9);
        Assert.Equal(reached, fit.LogLikelihood, 1e-9);
    }

    [Fact]
    public void Log_rank_of_relapse_is_that_of_survdiff()
    {
        var test = LogRank.Of(Leukaemia);
        Assert.Equal(3.39638869898, test.ChiSquared, 1e-9);
        Assert.Equal([10.6893359923, 7.3106640077], test.Groups.Select(g => g.Expected), Close(1e-9));
        Assert.Equal(1.06273986129, LogRank.Of(Ovarian).ChiSquared, 1e-9);
    }

    [Fact]
    public void Weibull_times_of_relapse_are_those_of_survreg()
    {
        var fit = WeibullRegression.Fit(["not maintained"], Leukaemia);
        Assert.Equal([4.109055051262, -0.929341611366, Math.Log(0.790954436951)], fit.Coefficients.Select(c => c.Value), Close(1e-6));
        Assert.Equal([0.299889655031, 0.382501857386, 0.178224506459], fit.Coefficients.Select(c => c.StandardError), Close(1e-5));
        Assert.Equal(-80.521645203403, fit.LogLikelihood, 1e-7);
    }

    [Fact]
    public void Three_covariates_of_the_ovarian_trial_are_those_of_coxph_and_survreg()
    {
        var cox = CoxRegression.Fit(["age", "rx", "ecog"], Ovarian);
        Assert.Equal([0.146989256212, -0.814584764008, 0.103179602128], cox.Coefficients.Select(c => c.Value), Close(1e-8));
        Assert.Equal([0.0463020480369, 0.6341610248961, 0.6063771047381], cox.Coefficients.Select(c => c.StandardError), Close(1e-8));
        Assert.Equal(-27.0273583258, cox.LogLikelihood, 1e-8);
        Assert.Equal(0.0011803136992, cox.PValue, 1e-9);
        Assert.Contains(cox.Warnings, warning => warning.Code == "MODEL455");
        var weibull = WeibullRegression.Fit(["ecog", "rx"], Ovarian.Select(row => row.WithCovariates([row.Covariates[2], row.Covariates[1]])));
        Assert.Equal([6.896693128583, -0.385042549350, 0.528645496261, Math.Log(0.883873071703)], weibull.Coefficients.Select(c => c.Value), Close(1e-5));
        Assert.Equal([1.177547215555, 0.527001781436, 0.529201901038, 0.252213104378], weibull.Coefficients.Select(c => c.StandardError), Close(1e-4));
        Assert.Equal(-97.0844931684, weibull.LogLikelihood, 1e-7);
    }

    private static Func<double, double, bool> Close(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
