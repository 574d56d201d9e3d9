using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class TrafficTests
{
    [Fact]
    public void The_ring_reaches_from_the_lowest_to_the_highest_source()
    {
        var got = Traffic.Of([new TrafficReading("kuaishou", "company", 586.7e6), new TrafficReading("kuaishou", "panel", 390e6)])[0];
        Assert.Equal((390e6, 586.7e6), (got.People.Interval!.Low, got.People.Interval.High));
        Assert.Equal(IntervalKind.SourceSpread, got.People.Interval.Kind);
        Assert.Equal(488.35e6, got.People.Value);
    }

    [Fact]
    public void One_source_without_an_error_has_no_ring() => Assert.Null(Traffic.Of([new TrafficReading("a", "s", 5)])[0].People.Interval);

    [Fact]
    public void A_standard_error_widens_the_ring() =>
        Assert.Equal(2 * 1.6449 * 3, Traffic.Of([new TrafficReading("a", "s", 50).WithStandardError(3)])[0].People.Interval!.Width, 3);

    [Fact]
    public void No_people_are_refused() => Assert.Throws<InputException>(() => Traffic.Of([new TrafficReading("a", "s", 0)]));
}
