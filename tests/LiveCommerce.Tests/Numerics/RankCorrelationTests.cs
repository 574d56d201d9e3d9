using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class RankCorrelationTests
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

    [Fact]
    public void A_constant_variable_has_no_correlation() => Assert.Throws<NotIdentifiedException>(() => RankCorrelation.Kendall([1, 1, 1], [1, 2, 3]));

    /// <summary>R 4.2: cor.test(x, y, method = "kendall", exact = FALSE).</summary>
    [Fact]
    public void Ties_leave_less_variance_to_the_score()
    {
        var tied = RankCorrelation.Kendall([1, 2, 2, 3, 3, 3, 4, 5, 6, 6], [2, 1, 3, 3, 4, 5, 5, 5, 7, 6]);
        Assert.False(tied.Exact);
        Assert.Equal(0.839570157152151, tied.Value, 9);
        Assert.Equal(0.00153012116711542, tied.PValue, 9);
    }
}
