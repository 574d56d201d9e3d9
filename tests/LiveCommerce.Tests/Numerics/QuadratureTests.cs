using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class QuadratureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(33)]
    public void Gauss_Legendre_is_exact_to_degree_2n_minus_1(int n)
    {
        var power = (2 * n) - 2;
        Assert.Equal(2.0 / (power + 1), Quadrature.GaussLegendre(n, -1, 1).Integrate(x => Math.Pow(x, power)), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(100)]
    public void Gauss_Hermite_weights_add_up_to_root_pi(int n) => Assert.Equal(Math.Sqrt(Math.PI), Quadrature.GaussHermite(n).Weights.Sum(), 12);

    [Fact]
    public void Gauss_Hermite_gives_the_fourth_moment() =>
        Assert.Equal(0.75 * Math.Sqrt(Math.PI), Quadrature.GaussHermite(9).Integrate(x => x * x * x * x), 12);

    [Fact]
    public void Adaptive_finds_a_narrow_peak() =>
        Assert.Equal(Math.PI * 1e-3, Quadrature.Adaptive(x => 1 / (1 + (((x - 0.3) / 1e-3) * ((x - 0.3) / 1e-3))), double.NegativeInfinity, double.PositiveInfinity), 8);

    [Fact]
    public void Adaptive_takes_a_root_singularity() => Assert.Equal(2, Quadrature.Adaptive(x => 1 / Math.Sqrt(x), 0, 1, 1e-9), 7);

    [Fact]
    public void A_divergent_integral_is_refused() =>
        Assert.Throws<NotIdentifiedException>(() => Quadrature.Adaptive(x => 1 / (x * x * x), 0, 1));

    [Fact]
    public void Adaptive_Gauss_Hermite_is_exact_on_a_shifted_normal() =>
        Assert.Equal(Math.Log(0.01 * Math.Sqrt(2 * Math.PI)) + 3, AdaptiveGaussHermite.LogIntegral(x => 3 - (0.5 * Math.Pow((x - 700) / 0.01, 2)), 5), 6);

    [Fact]
    public void Adaptive_Gauss_Hermite_agrees_with_quadrature_on_a_skewed_likelihood()
    {
        static double Log(double b) => (3 * b) - (8 * Transform.Softplus(b)) - (b * b / 8);
        Assert.Equal(Math.Log(Quadrature.Adaptive(b => Math.Exp(Log(b)), double.NegativeInfinity, double.PositiveInfinity)), AdaptiveGaussHermite.LogIntegral(Log, 25), 7);
    }

    [Fact]
    public void A_density_without_a_peak_is_refused() => Assert.Throws<NotIdentifiedException>(() => AdaptiveGaussHermite.LogIntegral(x => x));
}
