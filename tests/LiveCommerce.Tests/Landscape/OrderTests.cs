using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class OrderTests
{
    [Fact, Trait("case", "A12")]
    public void Tuna_has_its_three_correlations()
    {
        var known = ReferenceCase.Open("A12");
        double[] x = known.Numbers("x"), y = known.Numbers("y");
        var kendall = RankCorrelation.Kendall(x, y);
        known.Check("kendall_tau", kendall.Value);
        known.Check("kendall_exact_p", kendall.PValue);
        var spearman = RankCorrelation.Spearman(x, y);
        known.Check("spearman_rho", spearman.Value);
        known.Check("spearman_exact_p", spearman.PValue);
        var pearson = RankCorrelation.Pearson(x, y);
        known.Check("pearson_r", pearson.Value);
        known.Check("pearson_ci95", [pearson.Interval!.Low, pearson.Interval.High]);
    }

    [Fact, Trait("case", "A04")]
    public void Arrests_have_their_components()
    {
        var known = ReferenceCase.Open("A04");
        var got = PrincipalComponents.Of(known.Rows("X"));
        known.Check("sdev", got.StandardDeviations);
        known.Check("pve", got.Shares);
        known.Check("abs_loadings_PC1", got.Loadings[0].Select(Math.Abs));
        known.Check("abs_loadings_PC2", got.Loadings[1].Select(Math.Abs));
        Assert.Equal(1, got.Weights.Sum(), 10);
    }

    [Fact]
    public void A_constant_variable_has_no_correlation() => Assert.Throws<NotIdentifiedException>(() => RankCorrelation.Kendall([1, 1, 1], [1, 2, 3]));
}
