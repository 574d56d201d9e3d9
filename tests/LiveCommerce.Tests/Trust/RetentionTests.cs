using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class RetentionTests
{
    [Theory, Trait("case", "C08")]
    [InlineData("high_end", "high")]
    [InlineData("regular", "regular")]
    public void Cohort_shapes_are_as_published(string cohort, string name)
    {
        var c08 = ReferenceCase.Open("C08");
        var fit = ShiftedBetaGeometric.Fit(1000, c08.Numbers(cohort).Select(x => (long)x));
        c08.Check(name + "_alpha", fit.Alpha);
        c08.Check(name + "_beta", fit.Beta);
        c08.Check(name + "_loglik", fit.LogLikelihood);
        c08.Check(name + "_projected_year_12", 1000 * fit.SurvivalAt(12));
        Assert.True(fit.RetentionAt(5) > fit.RetentionAt(1));
    }

    /// <summary>The likelihood with the leaving rates integrated by quadrature in SciPy, maximised there.</summary>
    [Fact]
    public void Cohort_has_the_shapes_of_a_likelihood_that_is_integrated_by_quadrature()
    {
        var fit = ShiftedBetaGeometric.Fit(500, [390, 330, 295, 270, 252]);
        Assert.Equal(0.41742725, fit.Alpha, 1e-5);
        Assert.Equal(1.45686027, fit.Beta, 1e-5);
        Assert.Equal(-694.4107393951764, fit.LogLikelihood, 1e-8);
    }

    [Fact]
    public void Survivors_that_rise_are_refused() =>
        Assert.Equal("MODEL441", Assert.Throws<InputException>(() => ShiftedBetaGeometric.Fit(100, [50, 60])).Code);
}
