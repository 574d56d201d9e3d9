using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class ParetoSmoothingTests
{
    private static double[] Power(int n, double power) => [.. Enumerable.Range(1, n).Select(i => -power * Math.Log(i / (n + 1.0)))];

    /// <summary>psis() of R's loo 2.5.1 with r_eff = 1: shape, effective size, largest weight, weighted mean of 1, 2, ....</summary>
    [Theory]
    [InlineData(400, 0.8, 0.662452633882, 67.4353561408, 0.0839874764765, 92.7704912006)]
    [InlineData(100, 1.2, 0.76267981443, 11.7735984329, 0.244512909633, 15.5450147399)]
    [InlineData(1000, 0.3, 0.275264783562, 847.778869498, 0.00558210409281, 413.736797631)]
    [InlineData(60, -1, -0.204164907373, 45.2146001252, 0.0326720720476, 40.3992039139)]
    public void Shape_and_weights_are_those_of_loo(int n, double power, double shape, double size, double largest, double mean)
    {
        var smoothed = ParetoSmoothing.Of([.. Power(n, power).Select(log => log + 1200)]);
        Assert.Equal(shape, smoothed.Shape, 1e-9);
        Assert.Equal(size, smoothed.EffectiveSize, 1e-7);
        Assert.Equal(largest, smoothed.Weights.Max(), 1e-11);
        Assert.Equal(mean, smoothed.Weights.Select((w, i) => w * (i + 1)).Sum(), 1e-7);
    }

    [Fact]
    public void Equal_ratios_have_no_tail_and_lose_nothing()
    {
        var smoothed = ParetoSmoothing.Of(new double[50]);
        Assert.Equal(double.NegativeInfinity, smoothed.Shape);
        Assert.Equal(50, smoothed.EffectiveSize, 1e-9);
    }

    [Fact]
    public void A_few_draws_that_hold_all_weight_are_not_trusted()
    {
        var smoothed = ParetoSmoothing.Of(Enumerable.Range(0, 400).Select(i => i < 3 ? 0 : -5000.0 - i));
        Assert.Equal(double.PositiveInfinity, smoothed.Shape);
        Assert.Equal(3, smoothed.EffectiveSize, 1e-9);
    }

    [Fact]
    public void Draws_where_the_target_is_nothing_weigh_nothing()
    {
        var smoothed = ParetoSmoothing.Of([double.NegativeInfinity, .. Power(100, 0.4)]);
        Assert.Equal(0, smoothed.Weights[0]);
        Assert.Equal(1, smoothed.Weights.Sum(), 1e-12);
    }
}
