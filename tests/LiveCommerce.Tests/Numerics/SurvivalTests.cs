using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Tests.Numerics;

public sealed class SurvivalTests
{
    private static void Near(double expected, double got, double relative = 1e-10) =>
        Assert.InRange(got, expected - (Math.Abs(expected) * relative), expected + (Math.Abs(expected) * relative));

    [Fact]
    public void Normal_tail_at_ten_keeps_its_digits() => Near(7.619853024160527e-24, Survival.Normal(10));

    [Fact]
    public void Log_normal_tail_reaches_where_the_tail_is_zero()
    {
        Near(-804.6084420137538, Survival.LogNormalTail(40));
        Near(Math.Log(Survival.Normal(29.999)), Survival.LogNormalTail(29.999));
        Near(Survival.LogNormalTail(29.9999999), Survival.LogNormalTail(30.0000001), 1e-6);
        Near(-Survival.Normal(9), Survival.LogNormalTail(-9));
    }

    [Fact]
    public void Beta_tail_at_the_edge_is_not_zero() => Near(Math.Pow(1e-6, 4), Survival.Beta(1 - 1e-6, 1, 4), 1e-9);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1.3, 2.5)]
    [InlineData(-1.3, 2.5)]
    public void Student_tail_agrees_with_its_distribution(double x, double df) => Near(StudentT.CDF(0, 1, df, -x), Survival.StudentT(x, df));

    [Fact]
    public void Student_tail_near_zero_keeps_the_slope_of_its_density() => Near(0.5 - 3.796066898e-10, Survival.StudentT(1e-9, 5), 1e-15);

    [Fact]
    public void Student_far_tail_follows_its_power_law() => Near(1 / (Math.PI * 1e9), Survival.StudentT(1e9, 1), 1e-8);

    [Fact]
    public void Chi_squared_tail_with_two_degrees_is_exponential() => Near(Math.Exp(-150), Survival.ChiSquared(300, 2));

    [Fact]
    public void F_with_one_and_n_is_the_square_of_t() => Near(2 * Survival.StudentT(3, 9), Survival.F(9, 1, 9));

    [Fact]
    public void Binomial_tail_is_the_sum_of_its_terms() => Near(10 * Math.Pow(0.1, 9) * 0.9 + Math.Pow(0.1, 10), Survival.Binomial(8, 10, 0.1));

    [Fact]
    public void Poisson_tail_agrees_with_its_sum() => Near(1 - (Math.Exp(-2) * (1 + 2 + 2)), Survival.Poisson(2, 2));

    [Fact]
    public void Hypergeometric_tail_is_the_tea_test() => Near(1.0 / 70, Survival.Hypergeometric(3, 8, 4, 4));

    [Fact]
    public void No_degrees_of_freedom_are_refused() => Assert.Throws<InputException>(() => Survival.ChiSquared(3, 0));
}
