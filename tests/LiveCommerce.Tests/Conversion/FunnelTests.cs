using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class FunnelTests
{
    private static readonly string[] Stages = ["view", "click", "cart", "order"];
    private static readonly PoolingOptions Quick = new() { Draws = 2000 };

    private static FunnelCounts[] Six(bool synthetic = false) =>
        [.. new long[][] { [10000, 2100, 400, 210], [8000, 1500, 310, 120], [12000, 3100, 500, 260], [500, 90, 20, 9], [7000, 1200, 260, 150], [9000, 2000, 420, 190] }
            .Select((c, i) => FunnelCounts.OfPeople("s" + i, Stages, c).From(new Provenance { Synthetic = synthetic && i == 2 }))];

    [Fact]
    public void Effects_of_the_stages_add_up_to_the_difference_of_two_segments()
    {
        var funnel = HierarchicalFunnel.Fit(Six(), Quick);
        var why = funnel.Explain("s0", "s1");
        Assert.Equal(why.Change, why.Effects.Sum(e => e.Effect), 12);
        Assert.Equal(1, why.Effects.Sum(e => e.ProbabilityLargest!.Value), 9);
        Assert.True(why.Of("order").ProbabilityPositive < 0.05);
        Assert.All(why.Effects, e => Assert.True(e.Interval!.Contains(e.Effect)));
        Assert.Equal(2000, why.Draws.Count);
    }

    [Fact]
    public void End_to_end_is_the_product_of_the_stages()
    {
        var funnel = HierarchicalFunnel.Fit(Six(), Quick);
        var rate = funnel.EndToEnd("s3");
        Assert.Equal(funnel.EndToEndDraws("s3").Average(), rate.Value, 0.0005);
        Assert.True(rate.Interval!.Contains(rate.Value));
        Assert.True(rate.Interval.Width > funnel.EndToEnd("s0").Interval!.Width);
        Assert.Equal(1, funnel.ProbabilityBest().Sum(), 9);
    }

    [Fact]
    public void A_synthetic_segment_marks_every_result()
    {
        var funnel = HierarchicalFunnel.Fit(Six(synthetic: true), Quick);
        Assert.True(funnel.EndToEnd("s0").Provenance.Synthetic);
        Assert.True(funnel.Explain("s0", "s1").Provenance.Synthetic);
        Assert.True(funnel.Stages[0].PredictNext("s0", 100).Provenance.Synthetic);
    }

    [Fact]
    public void A_stage_that_grows_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => FunnelCounts.OfPeople("Douyin", Stages, [100, 20, 30, 5]));
        Assert.Equal("error MODEL310: segment 'Douyin', stage 'cart': 30 after 20 at 'click'; a stage cannot grow: replays, several devices or orders outside the session break the nesting. Fix: count unique people at both stages, or use SessionRate.Clustered, the ratio of means", refusal.Message);
    }

    [Fact]
    public void Mixed_units_negative_counts_and_empty_entrances_are_refused()
    {
        Assert.Equal("MODEL311", Assert.Throws<InputException>(() => FunnelCounts.Of("x", [new("view", 10, Unit.Persons), new("order", 5, Unit.Sessions)])).Code);
        Assert.Equal("MODEL300", Assert.Throws<InputException>(() => FunnelCounts.OfPeople("x", ["a", "b"], [10, -1])).Code);
        Assert.Equal("MODEL302", Assert.Throws<InputException>(() => FunnelCounts.OfPeople("x", ["a", "b"], [0, 0])).Code);
        Assert.Equal("MODEL312", Assert.Throws<InputException>(() => FunnelCounts.OfPeople("x", ["a", "a"], [1, 1])).Code);
        Assert.Equal("MODEL313", Assert.Throws<NotIdentifiedException>(() => HierarchicalFunnel.Fit(Six().Take(1))).Code);
        Assert.Equal("MODEL312", Assert.Throws<InputException>(() => HierarchicalFunnel.Fit([Six()[0], FunnelCounts.OfPeople("y", ["view", "order"], [5, 2])])).Code);
    }

    [Fact]
    public void Raw_rates_stop_where_the_funnel_runs_empty()
    {
        var rates = FunnelCounts.OfPeople("x", Stages, [10, 0, 0, 0]).StageRates();
        Assert.Equal(0, Assert.Single(rates).Value);
        Assert.True(rates[0].Interval!.High > 0.2);
    }

    [Fact]
    public void Alike_sessions_may_be_pooled_and_unlike_sessions_may_not()
    {
        SessionCounts[] alike = [.. Enumerable.Range(0, 30).Select(i => new SessionCounts($"{i}", $"k{i % 6}", 30 + (i % 5), 1000))];
        SessionCounts[] unlike = [.. Enumerable.Range(0, 30).Select(i => new SessionCounts($"{i}", $"k{i % 6}", 10 + (10 * (i % 6)), 1000))];
        Assert.Equal(0.032, SessionRate.Binomial(alike).Value, 12);
        var refusal = Assert.Throws<NotIdentifiedException>(() => SessionRate.Binomial(unlike));
        Assert.Equal("MODEL350", refusal.Code);
        var bySession = SessionRate.Clustered(unlike);
        var byKol = SessionRate.Clustered(unlike, ClusterBy.Kol);
        Assert.True(byKol.Interval!.Width > bySession.Interval!.Width && bySession.Interval.Width > RateInterval.Of(1050, 30_000).Width);
        Assert.Contains(bySession.Warnings, w => w.Code == "MODEL354" && w.Numbers["phi"] > 5);
        Assert.Equal(bySession.Interval, SessionRate.Clustered(unlike.Reverse()).Interval);
    }

    [Fact]
    public void Sessions_that_break_the_nesting_give_a_ratio_and_say_so()
    {
        var ratio = SessionRate.Clustered([new("1", "a", 12, 10), new("2", "b", 5, 10), new("3", "c", 4, 0)]);
        Assert.Equal(0.85, ratio.Value, 12);
        Assert.Equal(1, ratio.N.Dropped);
        Assert.Contains(ratio.Warnings, w => w.Code == "MODEL352");
        Assert.Equal("MODEL351", Assert.Throws<NotIdentifiedException>(() => SessionRate.Clustered([new("1", "a", 1, 10)])).Code);
    }
}
