using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class KeptOrdersTests
{
    /// <summary>Freireich's 6-MP arm: the published curve ends at .4482.</summary>
    private static readonly OrderOutcome[] SixMp =
    [
        new(6, true, 3), new(6, false, 1), new(7, true, 1), new(9, false, 1), new(10, true, 1), new(10, false, 1), new(11, false, 1), new(13, true, 1), new(16, true, 1),
        new(17, false, 1), new(19, false, 1), new(20, false, 1), new(22, true, 1), new(23, true, 1), new(25, false, 1), new(32, false, 2), new(34, false, 1), new(35, false, 1),
    ];

    [Theory]
    [InlineData(6, 0.8571)]
    [InlineData(13, 0.6902)]
    [InlineData(23, 0.4482)]
    public void Projection_is_the_curve_of_Kaplan_and_Meier(double days, double kept) =>
        Assert.Equal(kept, KeptOrders.Projected(SixMp, days).Value, 4);

    [Fact]
    public void A_projection_says_so_and_holds_its_value()
    {
        var kept = KeptOrders.Projected(SixMp, 23);
        Assert.Equal("kept, projected (Kaplan-Meier)", kept.Method);
        Assert.True(kept.Interval!.Contains(kept.Value));
        Assert.Equal(7, Assert.Single(kept.Warnings).Numbers["censored"]);
    }

    [Fact]
    public void Without_censoring_both_ways_agree()
    {
        OrderOutcome[] mature = [new(3, true, 20), new(5, true, 10), new(30, false, 70)];
        Assert.Equal(0.7, KeptOrders.Mature(mature, 15).Value, 12);
        Assert.Equal(0.7, KeptOrders.Projected(mature, 15).Value, 12);
    }

    [Fact]
    public void Orders_inside_the_window_are_not_taken_as_kept()
    {
        Assert.Equal("MODEL371", Assert.Throws<NotIdentifiedException>(() => KeptOrders.Mature([new(3, true, 20), new(5, false, 10)], 15)).Code);
        Assert.Equal("MODEL372", Assert.Throws<NotIdentifiedException>(() => KeptOrders.Projected([new(3, true, 20), new(5, false, 10)], 15)).Code);
        Assert.True(KeptOrders.Projected([new(20, false, 50)], 15).Interval!.Width > 0);
    }
}
