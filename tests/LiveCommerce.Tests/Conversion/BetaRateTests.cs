using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class BetaRateTests
{
    [Fact, Trait("case", "B15")]
    public void Girls_among_placenta_previa_births_are_those_of_BDA3()
    {
        var published = ReferenceCase.Open("B15");
        var posterior = BetaRate.Uniform.Update(new RateCount(437, 980));
        var interval = posterior.Credible();
        published.Agrees("mean", posterior.Mean);
        published.Agrees("sd", posterior.StandardDeviation);
        published.Agrees("median", posterior.Median);
        published.Agrees("ci95", interval.Low, interval.High);
    }

    [Property]
    public bool Two_updates_are_one_update_of_the_sum(byte x1, byte y1, byte x2, byte y2)
    {
        var apart = BetaRate.Jeffreys.Update(new RateCount(x1, x1 + y1)).Update(new RateCount(x2, x2 + y2));
        var together = BetaRate.Jeffreys.Update(new RateCount(x1 + x2, x1 + y1 + x2 + y2));
        return apart.Alpha == together.Alpha && apart.Beta == together.Beta && apart.Trials == together.Trials;
    }

    [Fact]
    public void Old_data_weigh_what_their_discount_says()
    {
        var old = new RateCount(30, 100);
        Assert.Equal(1, BetaRate.Uniform.Update(old, 0).Alpha);
        Assert.Equal(16, BetaRate.Uniform.Update(old, 0.5).Alpha);
        Assert.Equal(31, BetaRate.Uniform.Update(old).Alpha);
        Assert.Contains("the weight of old data lies from 0 to 1", Assert.Throws<InputException>(() => BetaRate.Uniform.Update(old, 1.2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_chance_keeps_its_digits()
    {
        var posterior = new BetaRate(2, 2000);
        Assert.True(posterior.ProbabilityAbove(0.05) is > 1e-45 and < 1e-40);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void An_improper_prior_is_refused(double alpha, double beta)
    {
        var refusal = Assert.Throws<InputException>(() => new BetaRate(alpha, beta));
        Assert.Equal("MODEL305", refusal.Code);
        Assert.Contains("improper", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synthetic_mark_stays_on()
    {
        var posterior = BetaRate.Uniform.Update(new RateCount(1, 2).From(new Provenance { Synthetic = true })).Update(new RateCount(1, 2));
        Assert.True(posterior.ToEstimate().Provenance.Synthetic);
        Assert.Equal(4, posterior.ToEstimate().N.Used);
    }
}
