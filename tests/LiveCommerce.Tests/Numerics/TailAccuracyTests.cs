using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

/// <summary>Tails at shapes where differences of log gammas have lost their digits: limits known in closed form, and symmetry.</summary>
public sealed class TailAccuracyTests
{
    [Theory]
    [InlineData(1e3), InlineData(1e6), InlineData(1e9), InlineData(1e12)]
    public void Half_of_a_symmetric_beta_lies_above_one_half(double shape) => Assert.Equal(0.5, Survival.Beta(0.5, shape, shape), 10);

    [Theory]
    [InlineData(1.0), InlineData(3.4142135623730951), InlineData(20.0)]
    public void A_beta_of_two_events_in_ten_to_the_twelve_is_a_gamma(double x)
    {
        // P(Gamma(2) > x) = (1 + x) exp(-x); the difference to it is of the order of 1e-12.
        var expected = (1 + x) * Math.Exp(-x);
        Assert.Equal(1, Survival.Beta(x / 1e12, 2, 1e12) / expected, 9);
    }

    [Fact]
    public void One_event_in_as_many_trials_as_it_is_rare_is_Poisson() => Assert.Equal(1 - Math.Exp(-1), Survival.Binomial(0, 1_000_000_000_000, 1e-12), 11);

    [Theory]
    [InlineData(-6.0), InlineData(-1.0), InlineData(0.0), InlineData(1.0), InlineData(6.0)]
    public void Students_t_with_many_degrees_is_normal(double x) => Assert.Equal(1, Survival.StudentT(x, 1e12) / Survival.Normal(x), 8);

    [Theory]
    [InlineData(1e4), InlineData(1e8), InlineData(1e12)]
    public void A_large_chi_squared_follows_Wilson_and_Hilferty_closely(double df)
    {
        foreach (var z in new[] { -3.0, 0, 3 })
        {
            // The cube root is normal to about 1 part in df.
            var root = 1 - (2 / (9 * df)) + (z * Math.Sqrt(2 / (9 * df)));
            Assert.Equal(1, Survival.ChiSquared(df * root * root * root, df) / Survival.Normal(z), 3);
        }
    }

    /// <summary>Values of R 4.2.2's pbeta, pt, pchisq, pgamma and phyper (upper tails).</summary>
    [Fact]
    public void Tails_agree_with_R()
    {
        Near(9.86587645037694e-10, Survival.Normal(6), 1e-12);
        Near(9.8658654e-10, Survival.StudentT(6, 1e9), 2e-6);
        Near(0.158655255, Survival.Beta(0.500015811388293, 5e8, 5e8), 2e-8);
        Near(Survival.Binomial(600_000, 1_000_000_000_000, 5e-7), Survival.Poisson(600_000, 5e5), 1e-2);
    }

    [Fact]
    public void A_hypergeometric_tail_is_the_sum_of_its_terms()
    {
        // 5 red of 10 balls, 4 drawn: P(X > 2) = (C(5,3) C(5,1) + C(5,4)) / C(10,4).
        Assert.Equal(55.0 / 210, Survival.Hypergeometric(2, 10, 5, 4), 14);
        Assert.Equal(1.0 / 210 * 5, Survival.Hypergeometric(3, 10, 5, 4), 14);
        Assert.Equal(0, Survival.Hypergeometric(4, 10, 5, 4));
    }

    [Fact]
    public void A_hypergeometric_of_a_huge_population_is_binomial() =>
        Near(Survival.Binomial(12, 20, 0.5), Survival.Hypergeometric(12, 1_000_000_000_000, 500_000_000_000, 20), 1e-9);

    [Fact]
    public void Not_a_number_is_refused() => Assert.Throws<InputException>(() => Survival.Normal(double.NaN));

    private static void Near(double expected, double got, double relative) => Assert.InRange(got, expected * (1 - relative), expected * (1 + relative));
}
