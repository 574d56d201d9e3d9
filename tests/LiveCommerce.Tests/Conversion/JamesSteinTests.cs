using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class JamesSteinTests
{
    private static readonly int[] Hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];

    [Fact]
    public void Eighteen_batters_keep_about_a_fifth_of_their_deviation()
    {
        var fit = JamesStein.Of(Hits.Select(h => Math.Sqrt(45) * Math.Asin((2 * h / 45.0) - 1)), 1);
        Assert.Equal(-3.31656313614, fit.Centre, 9);
        Assert.Equal(0.208974232098, fit.Kept, 9);
    }

    [Fact]
    public void Rates_of_equal_trials_shrink_as_much_on_the_arcsine_scale()
    {
        var rates = PartialPooling.JamesStein(Hits.Select((h, i) => new SegmentCount($"{i}", h, 45)));
        Assert.InRange(rates[0], 0.28, 0.30);
        Assert.InRange(rates[^1], 0.23, 0.25);
    }

    [Fact]
    public void Equal_values_shrink_wholly_and_three_are_too_few()
    {
        Assert.Equal(0, JamesStein.Of([2, 2, 2, 2], 1).Kept);
        Assert.Equal("MODEL313", Assert.Throws<NotIdentifiedException>(() => JamesStein.Of([1, 2, 3], 1)).Code);
    }
}
