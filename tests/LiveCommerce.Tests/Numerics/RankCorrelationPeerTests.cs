using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

/// <summary>P-values of rank correlations against R 4.2.2's cor.test.</summary>
public sealed class RankCorrelationPeerTests
{
    private static readonly double[] Mpg = [21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4];
    private static readonly double[] Weight = [2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78];

    /// <summary>Motor Trend (1974), mtcars: with ties, exact = FALSE.</summary>
    [Fact]
    public void With_ties_Kendalls_p_is_Rs()
    {
        var tau = RankCorrelation.Kendall(Mpg, Weight);
        Assert.Equal(-0.727832149528431, tau.Value, 12);
        Assert.Equal(1, tau.PValue / 6.70577040559586e-09, 8);
        var rho = RankCorrelation.Spearman(Mpg, Weight);
        Assert.Equal(-0.886422033270298, rho.Value, 12);
        Assert.Equal(1, rho.PValue / 1.48759485812743e-11, 8);
    }

    /// <summary>All 12! orders, counted by sets of taken ranks: 0.000522796. R takes Edgeworth's series from ten pairs on, 0.000443; Student's t gives 0.00026.</summary>
    [Fact]
    public void Twelve_pairs_without_ties_are_counted_out()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], y = [3, 1, 2, 5, 4, 8, 6, 12, 7, 9, 11, 10];
        var rho = RankCorrelation.Spearman(x, y);
        Assert.True(rho.Exact);
        Assert.Equal(0.000522795748490193, rho.PValue, 12);
    }

    /// <summary>R 4.2.2: cor.test(1:15, c(2,9,4,15,3,5,1,7,8,12,10,6,11,13,14), method = "spearman").</summary>
    [Fact]
    public void More_pairs_follow_Edgeworths_series_as_in_R()
    {
        double[] x = [.. Enumerable.Range(1, 15).Select(i => (double)i)], y = [2, 9, 4, 15, 3, 5, 1, 7, 8, 12, 10, 6, 11, 13, 14];
        var rho = RankCorrelation.Spearman(x, y);
        Assert.False(rho.Exact);
        Assert.Equal(0.532142857142857, rho.Value, 10);
        Assert.Equal(1, rho.PValue / 0.0437916986710857, 6);
    }

    [Fact]
    public void A_straight_line_has_a_correlation_of_one_and_no_NaN()
    {
        double[] x = [0.1, 0.2, 0.30000000000000004, 0.7, 1.1];
        var r = RankCorrelation.Pearson(x, x.Select(v => 3 * v));
        Assert.Equal(1, r.Value, 12);
        Assert.False(double.IsNaN(r.Interval!.Low));
    }
}
