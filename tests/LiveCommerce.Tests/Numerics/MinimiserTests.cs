using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class MinimiserTests
{
    private static double Rosenbrock(double[] x) => (100 * Math.Pow(x[1] - (x[0] * x[0]), 2)) + Math.Pow(1 - x[0], 2);

    [Fact]
    public void The_banana_valley_is_followed_to_its_end()
    {
        var got = Minimiser.Minimise(Rosenbrock, [[-1.2, 1]]);
        Assert.True(got.Converged, got.Reason);
        Assert.Equal(1, got.Point[0], 6);
        Assert.Equal(1, got.Point[1], 6);
    }

    [Fact]
    public void The_lowest_of_several_valleys_wins()
    {
        static double Wells(double[] x) => Math.Pow((x[0] * x[0]) - 1, 2) + (0.1 * x[0]);
        var got = Minimiser.Minimise(Wells, [[1.0], [-1.0]]);
        Assert.True(got.Point[0] < 0);
        Assert.True(got.ValuesByStart[0] > got.ValuesByStart[1]);
    }

    [Fact]
    public void A_function_without_a_minimum_says_so_and_does_not_throw()
    {
        var got = Minimiser.Minimise(x => x[0], [[0.0]], new MinimiserOptions().WithMaxEvaluations(500));
        Assert.False(got.Converged);
        Assert.NotEmpty(got.Reason);
    }

    [Fact]
    public void A_wall_of_NaN_is_walked_around()
    {
        var got = Minimiser.Minimise(x => x[0] <= 0 ? double.NaN : x[0] - Math.Log(x[0]), [[5.0]]);
        Assert.True(got.Converged, got.Reason);
        Assert.Equal(1, got.Point[0], 6);
    }

    [Fact]
    public void A_function_that_is_nowhere_finite_gives_no_point_that_looks_good()
    {
        var got = Minimiser.Minimise(_ => double.NaN, [[1.0, 2.0]]);
        Assert.False(got.Converged);
        Assert.Equal("the function is finite at no start", got.Reason);
    }

    [Fact]
    public void Hessian_and_covariance_of_a_quadratic_are_exact_to_six_digits()
    {
        static double F(double[] x) => (2 * x[0] * x[0]) + (x[0] * x[1]) + (3 * x[1] * x[1]);
        var hessian = NumericalHessian.At(F, [0.4, -0.2]);
        Assert.Equal(4, hessian[0, 0], 5);
        Assert.Equal(1, hessian[1, 0], 5);
        Assert.Equal(6.0 / 23, NumericalHessian.Covariance(F, [0, 0])![0, 0], 5);
    }

    [Fact]
    public void A_ridge_has_no_covariance() => Assert.Null(NumericalHessian.Covariance(x => -x[0] * x[0], [0.0]));
}
