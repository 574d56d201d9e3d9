using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Intervals that hold at every look: coverage over the whole way, where a plain interval fails.</summary>
public sealed class AlwaysValidTests
{
    [Fact]
    public void A_sequence_of_one_rate_holds_at_all_looks_together_where_Wilson_does_not()
    {
        const double Truth = 0.05;
        var missed = Replicates.Run(400, 3, (stream, _) =>
        {
            long events = 0, trials = 0;
            bool sequence = false, plain = false;
            for (var look = 0; look < 200; look++)
            {
                events += stream.NextBinomial(25, Truth);
                trials += 25;
                var counts = new RateCount(events, trials);
                sequence |= !AlwaysValid.Rate(counts).Contains(Truth);
                plain |= !RateInterval.Of(events, trials).Contains(Truth);
            }

            return (Sequence: sequence, Plain: plain);
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(missed.Count(m => m.Sequence), 0, 400 * 0.05);
        Assert.True(missed.Count(m => m.Plain) > 400 * 0.15);
    }

    [Fact]
    public void A_difference_followed_from_look_to_look_errs_no_more_often_than_it_says()
    {
        var wrong = Replicates.Run(400, 5, (stream, _) =>
        {
            var (a, b) = (new RateCount(0, 0), new RateCount(0, 0));
            List<RateCount> first = [], second = [];
            for (var look = 0; look < 60; look++)
            {
                a = new(a.Events + stream.NextBinomial(500, 0.1), a.Trials + 500);
                b = new(b.Events + stream.NextBinomial(500, 0.1), b.Trials + 500);
                first.Add(a);
                second.Add(b);
            }

            return AlwaysValid.Follow(first, second, 0.01)[^1].PValue < 0.05;
        }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(wrong.Count(w => w), 0, 400 * 0.05);
    }

    [Fact]
    public void The_interval_leaves_out_zero_just_when_p_falls_below_its_level()
    {
        foreach (var gap in new long[] { 60, 90, 100, 110, 140 })
        {
            RateCount[] a = [new(500, 10_000)], b = [new(500 + gap, 10_000)];
            var look = AlwaysValid.Follow(a, b, 0.01)[0];
            Assert.Equal(look.Difference.Interval!.Low > 0, look.PValue < 0.05);
        }
    }

    [Fact]
    public void Looks_only_tighten()
    {
        RateCount[] a = [new(10, 1000), new(25, 2000), new(52, 5000)], b = [new(14, 1000), new(31, 2000), new(90, 5000)];
        var looks = AlwaysValid.Follow(a, b, 0.005);
        for (var i = 1; i < looks.Count; i++)
        {
            Assert.True(looks[i].Difference.Interval!.Width <= looks[i - 1].Difference.Interval!.Width);
            Assert.True(looks[i].PValue <= looks[i - 1].PValue);
        }
    }

    [Fact]
    public void Zero_of_n_keeps_a_width() => Assert.InRange(AlwaysValid.Rate(new(0, 50)).High, 0.05, 0.2);

    [Fact]
    public void Counts_that_fall_between_looks_are_refused() =>
        Assert.Equal("MODEL336", Assert.Throws<InputException>(() => AlwaysValid.Follow([new(5, 10), new(4, 20)], [new(5, 10), new(6, 20)], 0.1)).Code);
}
