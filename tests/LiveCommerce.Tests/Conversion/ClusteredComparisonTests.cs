using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Conversion;

public sealed class ClusteredComparisonTests
{
    private static SessionCounts[] Side(ulong seed, double rate, double concentration, int sessions = 40)
    {
        var stream = RandomStream.For(seed, 0);
        return [.. Enumerable.Range(0, sessions).Select(s => new SessionCounts($"{s}", $"k{s / 4}", stream.NextBinomial(500, stream.NextBeta(rate * concentration, (1 - rate) * concentration)), 500))];
    }

    [Fact]
    public void Unlike_sessions_widen_the_interval_of_a_difference()
    {
        SessionCounts[] a = Side(1, 0.05, 40), b = Side(2, 0.05, 40);
        var clustered = ClusteredComparison.Of(a, b);
        var naive = TwoRates.Compare(new RateCount(a.Sum(s => s.Events), a.Sum(s => s.Trials)), new RateCount(b.Sum(s => s.Events), b.Sum(s => s.Trials))).Difference();
        Assert.Equal(naive.Value, clustered.Difference.Value, 12);
        Assert.True(clustered.Difference.Interval!.Width > 2 * naive.Interval!.Width);
        Assert.True(clustered.OverDispersion > 5);
    }

    [Fact]
    public void The_true_difference_is_covered_as_often_as_stated()
    {
        var held = Enumerable.Range(0, 150).Count(r => ClusteredComparison.Of(Side((ulong)(1000 + r), 0.05, 40), Side((ulong)(2000 + r), 0.07, 40), level: 0.9, replicates: 300).Difference.Interval!.Contains(0.02));
        Assert.InRange(held, 121, 146);
    }

    [Fact]
    public void A_side_without_events_has_a_difference_and_no_ratio()
    {
        SessionCounts[] none = [.. Side(3, 0.05, 40).Select(s => s with { Events = 0 })];
        var comparison = ClusteredComparison.Of(none, Side(4, 0.05, 40), ClusterBy.Kol);
        Assert.Null(comparison.Ratio);
        Assert.Equal(1, comparison.ShareBAboveA);
        Assert.Equal("MODEL314", Assert.Throws<NotIdentifiedException>(() => ClusteredComparison.Of(none, none)).Code);
        Assert.Equal("MODEL351", Assert.Throws<NotIdentifiedException>(() => ClusteredComparison.Of(none[..1], none)).Code);
        Assert.Equal("MODEL344", Assert.Throws<InputException>(() => ClusteredComparison.Of(none, none, replicates: 5)).Code);
        Assert.True(ClusteredComparison.Of(none, [.. Side(4, 0.05, 40).Select(s => s.From(new Provenance { Synthetic = true }))]).Difference.Provenance.Synthetic);
    }
}
