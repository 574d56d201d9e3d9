using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

[Trait("case", "B05")]
public sealed class NormalHierarchyTests
{
    [Fact]
    public void Eight_schools_are_those_of_posteriordb()
    {
        var published = ReferenceCase.Open("B05");
        var fit = NormalHierarchy.Fit(published.Doubles("y"), published.Doubles("sigma"), 5, 5);
        published.Agrees("mu_mean", fit.Mean);
        published.Agrees("mu_sd", fit.MeanSd);
        published.Agrees("tau_mean", fit.BetweenMean);
        published.Agrees("tau_sd", fit.BetweenSd);
        published.Agrees("tau_median", fit.BetweenMedian);
        published.Agrees("theta_mean", [.. fit.Effects]);
        published.Agrees("theta_sd", [.. fit.EffectSds]);
        Assert.Equal(4.396843426925106, fit.Mean, 4);
        Assert.Equal(fit.Mean - (1.96 * fit.MeanSd), fit.MeanInterval.Low, 0.3);
        Assert.All(fit.EffectIntervals.Zip(fit.Effects), pair => Assert.True(pair.First.Contains(pair.Second)));
        Assert.True(fit.EffectIntervals[0].High - fit.Effects[0] > fit.Effects[0] - fit.EffectIntervals[0].Low);
        Assert.Equal(6.21172295802948, fit.Effects[0], 3);
    }

    [Fact]
    public void Eight_schools_under_a_flat_prior_agree_in_the_median_of_the_spread()
    {
        var published = ReferenceCase.Open("B05");
        var fit = NormalHierarchy.Fit(published.Doubles("y"), published.Doubles("sigma"));
        published.Agrees("flat_prior_mu_mean", fit.Mean);
        published.Agrees("flat_prior_tau_median", fit.BetweenMedian);
        published.Agrees("flat_prior_theta_mean", [.. fit.Effects]);
    }

    [Fact]
    public void Too_few_groups_for_a_flat_prior_and_bad_errors_are_refused()
    {
        Assert.Contains("improper", Assert.Throws<NotIdentifiedException>(() => NormalHierarchy.Fit([1, 2], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Equal("MODEL316", Assert.Throws<InputException>(() => NormalHierarchy.Fit([1, 2, 3], [1, 0, 1])).Code);
    }
}
