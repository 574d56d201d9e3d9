using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Conversion;

public sealed class BetaBinomialRegressionTests
{
    [Fact, Trait("case", "B03")]
    public void Without_covariates_it_is_the_marginal_likelihood_of_the_rat_tumours()
    {
        var published = ReferenceCase.Open("B03");
        var fit = BetaBinomialRegression.Fit([], published.Longs("y").Zip(published.Longs("n"), (y, n) => new LogitRow(y, n, [])));
        published.Agrees("mle_loglik_with_binomial_constants", fit.LogLikelihood);
        Assert.Equal(Math.Log(2.3416151229361226 / 14.11480741980866), fit.Coefficients[0].Value, 4);
        Assert.Equal(1 / (1 + 2.3416151229361226 + 14.11480741980866), fit.IntraclassCorrelation, 5);
        Assert.True(fit.IntraclassInterval!.Contains(fit.IntraclassCorrelation));
    }

    [Fact]
    public void A_known_slope_and_correlation_are_recovered()
    {
        var stream = RandomStream.For(11, 0);
        var rows = Enumerable.Range(0, 600).Select(_ =>
        {
            double x = stream.NextNormal(), p = 1 / (1 + Math.Exp(2 - (0.4 * x)));
            return new LogitRow(stream.NextBinomial(200, stream.NextBeta(19 * p, 19 * (1 - p))), 200, [x]);
        }).ToArray();
        var fit = BetaBinomialRegression.Fit(["x"], rows);
        Assert.Equal(0.4, fit.Of("x").Value, 0.1);
        Assert.Equal(0.05, fit.IntraclassCorrelation, 0.01);
        Assert.True(fit.Of("x").StandardError > 2 * LogitRegression.Fit(["x"], rows).Of("x").StandardError);
    }

    [Fact]
    public void Single_trials_are_refused() =>
        Assert.Equal("MODEL369", Assert.Throws<NotIdentifiedException>(() => BetaBinomialRegression.Fit([], [new(1, 1, []), new(0, 1, [])])).Code);

    [Fact]
    public void Sessions_one_by_one_end_where_all_at_once_end()
    {
        SessionCounts[] sessions = [new("a", "k", 3, 100), new("b", "k", 5, 80)];
        var steps = SequentialPosterior.After(BetaRate.Jeffreys, sessions);
        Assert.Equal(8.5, steps[^1].Rate.Alpha);
        Assert.Equal("a", steps[0].Session);
        Assert.True(steps[1].Rate.Credible().Width < steps[0].Rate.Credible().Width);
    }
}
