using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

[Trait("case", "B01")]
public sealed class RateIntervalTests
{
    [Theory]
    [InlineData("wald", RateIntervalKind.Wald)]
    [InlineData("wilson", RateIntervalKind.Wilson)]
    [InlineData("wilson_cc", RateIntervalKind.WilsonContinuity)]
    [InlineData("clopper_pearson", RateIntervalKind.ClopperPearson)]
    [InlineData("mid_p", RateIntervalKind.MidP)]
    [InlineData("jeffreys", RateIntervalKind.Jeffreys)]
    [InlineData("agresti_coull", RateIntervalKind.AgrestiCoull)]
    public void Limits_are_those_that_Newcombe_printed(string name, RateIntervalKind kind)
    {
        var published = ReferenceCase.Open("B01");
        foreach (var (x, n) in new[] { (81, 263), (15, 148), (0, 20), (1, 29) })
        {
            var interval = RateInterval.Of(x, n, kind);
            published.Agrees($"{name} {x}/{n}", interval.Low, interval.High);
        }
    }

    [Property]
    public bool Every_kind_holds_its_estimate(ushort events, ushort more, byte kindIndex, byte levelIndex)
    {
        long trials = (long)events + more + 1;
        var kind = (RateIntervalKind)(kindIndex % 7);
        var interval = RateInterval.Of(events, trials, kind, 0.5 + (levelIndex % 50 / 100.0));
        return interval.Contains((double)events / trials) && interval.Low >= 0 && interval.High <= 1;
    }

    [Property]
    public bool Events_and_non_events_mirror_each_other(ushort events, ushort more, byte kindIndex)
    {
        long trials = (long)events + more + 1;
        var kind = (RateIntervalKind)(kindIndex % 7);
        var interval = RateInterval.Of(events, trials, kind);
        var mirror = RateInterval.Of(trials - events, trials, kind);
        return Math.Abs(interval.Low - (1 - mirror.High)) < 1e-9 && Math.Abs(interval.High - (1 - mirror.Low)) < 1e-9;
    }

    [Theory]
    [InlineData(RateIntervalKind.Wilson)]
    [InlineData(RateIntervalKind.WilsonContinuity)]
    [InlineData(RateIntervalKind.Jeffreys)]
    [InlineData(RateIntervalKind.ClopperPearson)]
    [InlineData(RateIntervalKind.MidP)]
    [InlineData(RateIntervalKind.AgrestiCoull)]
    public void Nothing_out_of_many_still_has_width(RateIntervalKind kind)
    {
        var none = RateInterval.Of(0, 10_000_000, kind);
        var all = RateInterval.Of(1, 1, kind);
        Assert.True(none.Low == 0 && none.High > 0);
        Assert.True(all.High == 1 && all.Low < 1);
    }

    [Fact]
    public void Clopper_Pearson_covers_at_least_its_level_at_every_rate()
    {
        for (var rate = 0.01; rate < 1; rate += 0.0333)
        {
            var covered = 0.0;
            for (var x = 0; x <= 30; x++)
                if (RateInterval.Of(x, 30, RateIntervalKind.ClopperPearson, 0.9).Contains(rate))
                    covered += MathNet.Numerics.Distributions.Binomial.PMF(rate, 30, x);
            Assert.True(covered >= 0.9, $"{rate}: {covered}");
        }
    }

    [Fact]
    public void Wald_without_width_is_refused_as_a_number()
    {
        var refusal = Assert.Throws<InputException>(() => ConversionRate.Of(new RateCount(0, 20), RateIntervalKind.Wald));
        Assert.Equal("error MODEL304: rate: a Wald interval of 0 of 20 with no width; 0 of n does not show that the rate is 0. Fix: use Wilson, Jeffreys, Clopper-Pearson or mid-P", refusal.Message);
    }

    [Theory]
    [InlineData(-1, 10, "MODEL300", "-1 events of 10 trials")]
    [InlineData(0, 0, "MODEL302", "0 trials")]
    [InlineData(11, 10, "MODEL303", "11 events of 10 trials")]
    public void Counts_that_are_no_rate_are_refused(long events, long trials, string code, string found)
    {
        var refusal = Assert.Throws<InputException>(() => RateInterval.Of(events, trials));
        Assert.Equal(code, refusal.Code);
        Assert.Equal(found, refusal.Found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void A_level_outside_0_to_1_is_refused(double level) =>
        Assert.Equal("MODEL301", Assert.Throws<InputException>(() => RateInterval.Of(1, 2, RateIntervalKind.Wilson, level)).Code);

    [Fact]
    public void Rate_of_31_orders_in_1000_views_is_3_1_percent()
    {
        var rate = ConversionRate.Of(new RateCount(31, 1000).From(new Provenance { Synthetic = true }));
        Assert.Equal(0.031, rate.Value);
        Assert.Equal(1000, rate.N.Used);
        Assert.True(rate.Provenance.Synthetic);
        Assert.Equal("3.1% (2.2% to 4.4%)", rate.ToString());
    }
}
