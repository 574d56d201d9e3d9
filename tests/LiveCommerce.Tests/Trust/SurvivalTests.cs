using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class SurvivalTests
{
    private static readonly ReferenceCase C06 = ReferenceCase.Open("C06");

    private static readonly Duration[] Treated = [.. C06.Rows("mp6_time_event").Select(row => new Duration(row[0], row[1] == 1, "6-MP").WithCovariates([0]))];

    private static readonly Duration[] All = [.. Treated, .. C06.Numbers("control_time_all_events").Select(time => new Duration(time, true, "control").WithCovariates([1]))];

    [Fact, Trait("case", "C06")]
    public void Survival_of_the_treated_is_as_published()
    {
        var curve = KaplanMeier.Of(Treated);
        C06.Check("km_6mp_at_6_7_10_13_16_22_23", curve.Steps.Select(step => step.Survival));
        C06.Check("km_greenwood_se", curve.Steps.Select(step => step.StandardError));
        Assert.Equal(23, curve.TimeTo(0.5));
        Assert.Equal(1, curve.At(5).Value);
        Assert.All(curve.Steps, step => Assert.True(step.Interval.Contains(step.Survival)));
    }

    [Fact, Trait("case", "C06")]
    public void Log_rank_test_is_as_published()
    {
        var test = LogRank.Of(All);
        C06.Check("logrank_chi2", test.ChiSquared);
        Assert.Equal(test.Groups.Sum(group => group.Observed), test.Groups.Sum(group => group.Expected), 9);
    }

    [Theory, Trait("case", "C06")]
    [InlineData("cox_breslow", TiesMethod.Breslow)]
    [InlineData("cox_efron", TiesMethod.Efron)]
    [InlineData("cox_exact", TiesMethod.Exact)]
    public void Hazard_ratio_of_the_control_group_is_as_published(string name, TiesMethod ties)
    {
        var fit = CoxRegression.Fit(["control"], All, new CoxOptions().WithTies(ties));
        C06.Check(name, [fit.Coefficients[0].Value, fit.Coefficients[0].StandardError]);
        if (ties == TiesMethod.Efron) C06.Check("cox_efron_loglik_null_and_fit", [fit.NullLogLikelihood, fit.LogLikelihood]);
    }

    [Fact, Trait("case", "C06")]
    public void Weibull_regression_is_as_published()
    {
        var fit = WeibullRegression.Fit(["control"], All);
        C06.Check("weibull_aft_intercept_control_logscale", fit.Coefficients.Select(c => c.Value));
        Assert.True(fit.SurvivalAt(10, [0]) > fit.SurvivalAt(10, [1]));
    }

    [Fact]
    public void Without_ties_the_three_likelihoods_agree()
    {
        Duration[] rows = [.. All.Select((row, i) => row with { Time = row.Time + i * 1e-4 })];
        double Value(TiesMethod ties) => CoxRegression.Fit(["control"], rows, new CoxOptions().WithTies(ties)).Coefficients[0].Value;
        Assert.Equal(Value(TiesMethod.Breslow), Value(TiesMethod.Efron), 9);
        Assert.Equal(Value(TiesMethod.Breslow), Value(TiesMethod.Exact), 9);
    }

    [Fact]
    public void Two_covariates_of_which_one_is_noise_leave_the_other_alone()
    {
        Duration[] rows = [.. All.Select((row, i) => row.WithCovariates([row.Covariates[0], i % 3]))];
        var fit = CoxRegression.Fit(["control", "noise"], rows);
        Assert.InRange(fit.Coefficients[0].Value, 1.2, 2);
        Assert.True(fit.Coefficients[1].Interval.Contains(0));
    }

    [Fact]
    public void Covariate_that_orders_all_events_is_refused() =>
        Assert.Equal("MODEL456", Assert.Throws<NotIdentifiedException>(() =>
            CoxRegression.Fit(["x"], Enumerable.Range(1, 8).Select(i => new Duration(i, true).WithCovariates([-i])))).Code);

    [Fact]
    public void Survival_without_an_event_is_refused_and_so_is_time_beyond_the_last_watched()
    {
        Assert.Equal("MODEL451", Assert.Throws<NotIdentifiedException>(() => KaplanMeier.Of([new Duration(3, false)])).Code);
        Assert.Equal("MODEL450", Assert.Throws<InputException>(() => KaplanMeier.Of([new Duration(0, true)])).Code);
        Assert.Equal("MODEL452", Assert.Throws<NotIdentifiedException>(() => KaplanMeier.Of(Treated).At(40)).Code);
        Assert.Equal("MODEL453", Assert.Throws<NotIdentifiedException>(() => LogRank.Of(Treated)).Code);
    }

    [Fact]
    public void Synthetic_mark_of_one_duration_marks_the_curve() =>
        Assert.True(KaplanMeier.Of(Treated.Select((row, i) => i == 3 ? row.From(new Provenance { Synthetic = true }) : row)).At(7).Provenance.Synthetic);
}
