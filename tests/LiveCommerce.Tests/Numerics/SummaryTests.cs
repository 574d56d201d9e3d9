using FsCheck.Xunit;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class SummaryTests
{
    [Fact, Trait("case", "E22")]
    public void NumAcc4_keeps_its_spread_on_a_mean_of_ten_million()
    {
        var known = ReferenceCase.Open("E22");
        double[] pair = known.Numbers("then_alternating");
        double[] y = [known.Number("first"), .. Enumerable.Range(0, 1000).Select(i => pair[i % 2])];
        var moments = Moments.Of(y);
        known.Check("mean", moments.Mean);
        known.Check("sd", moments.StandardDeviation);
        known.Check("autocorr_lag1", Moments.Autocorrelation(y, 1));
    }

    [Fact]
    public void Type_7_is_that_of_R()
    {
        double[] values = [1, 2, 3, 4, 10];
        Assert.Equal(8.8, Quantile.Type7(values, 0.95), 12);
        Assert.Equal(3, Quantile.Type7(values, 0.5), 12);
    }

    [Fact]
    public void Equal_weights_keep_the_median() => Assert.Equal(3, Quantile.Weighted([3, 1, 5], [1, 1, 1], 0.5), 12);

    [Fact]
    public void A_weight_of_zero_leaves_a_value_out() => Assert.Equal(7, Quantile.Weighted([7, 1000], [2, 0], 0.99), 12);

    [Fact]
    public void NaN_is_refused_with_its_place()
    {
        var fault = Assert.Throws<InputException>(() => Moments.Of([1, double.NaN]));
        Assert.Equal("error MODEL101: 'values[1]': it was NaN; a finite number is needed. Fix: leave the value out or mend it", fault.Message);
    }

    [Fact]
    public void No_value_is_refused() => Assert.Throws<InputException>(() => Moments.Of([]));

    [Fact]
    public void Log_sum_of_huge_logs_does_not_overflow() => Assert.Equal(1000 + Math.Log(2), LogSumExp.Of([1000, 1000]), 12);

    [Theory]
    [InlineData(7, 3)]
    [InlineData(5000, 1_000_000)]
    [InlineData(20_000, 40)]
    public void Quantiles_found_by_selection_are_those_of_sorted_values(int count, int different)
    {
        var stream = RandomStream.For(5, count);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => (double)stream.NextInt(different))];
        double[] sorted = [.. values.Order()];
        foreach (var p in new[] { 0, 0.001, 0.025, 0.3, 0.5, 0.77, 0.975, 1 }) Assert.Equal(Quantile.Type7(sorted, p), Quantile.Of(values, p));
        foreach (var level in new[] { 0.001, 0.5, 0.95, 0.9999 })
        {
            var interval = Quantile.Central(values, level, IntervalKind.Credible);
            Assert.Equal((Quantile.Type7(sorted, (1 - level) / 2), Quantile.Type7(sorted, (1 + level) / 2)), (interval.Low, interval.High));
        }
    }

    [Property]
    public bool Quantiles_lie_within_the_sample(int[] values, byte part)
    {
        if (values.Length == 0) return true;
        double[] list = [.. values.Select(value => (double)value)];
        var q = Quantile.Of(list, part / 255.0);
        return q >= list.Min() && q <= list.Max();
    }

    [Property]
    public bool Softmax_undoes_its_inverse(short a, short b)
    {
        double[] free = [a / 5000.0, b / 5000.0];
        var back = Transform.InverseSoftmax(Transform.Softmax(free));
        return Math.Abs(back[0] - free[0]) < 1e-9 && Math.Abs(back[1] - free[1]) < 1e-9;
    }

    [Property]
    public bool Logit_undoes_its_inverse(short a) => Math.Abs(Transform.Logit(Transform.InverseLogit(a / 3000.0)) - (a / 3000.0)) < 1e-9;
}
