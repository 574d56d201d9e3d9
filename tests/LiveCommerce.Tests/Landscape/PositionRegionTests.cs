using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

public sealed class PositionRegionTests
{
    private static (double[] X, double[] Y) Draws(Func<RandomStream, (double, double)> draw, int n = 20_000)
    {
        var stream = RandomStream.For(1, 0);
        var pairs = Enumerable.Range(0, n).Select(_ => draw(stream)).ToArray();
        return ([.. pairs.Select(p => p.Item1)], [.. pairs.Select(p => p.Item2)]);
    }

    private static double Held(PositionRegion region, double[] x, double[] y) => x.Select((value, i) => region.Contains(value, y[i]) ? 1.0 : 0).Average();

    [Fact]
    public void An_ellipse_has_the_area_of_its_level()
    {
        var region = PositionRegion.Ellipse(0, 0, 4, 1, 0.6, 0.9);
        Assert.Equal(Math.PI * -2 * Math.Log(0.1) * Math.Sqrt(4 - 0.36), region.Area, 0.05);
    }

    [Fact]
    public void Normal_draws_have_an_ellipse_that_holds_their_share()
    {
        var (x, y) = Draws(s => { var a = s.NextNormal(); return (2 * a, a + s.NextNormal()); });
        var region = PositionRegion.OfDraws(x, y, 0.9);
        Assert.True(region.IsEllipse);
        Assert.InRange(Held(region, x, y), 0.89, 0.91);
    }

    [Fact]
    public void Draws_on_a_bow_have_a_contour_that_follows_it()
    {
        var (x, y) = Draws(s => { var a = 2 * s.NextNormal(); return (a, (a * a) + (0.4 * s.NextNormal())); });
        var region = PositionRegion.OfDraws(x, y, 0.9);
        Assert.False(region.IsEllipse);
        Assert.InRange(Held(region, x, y), 0.87, 0.93);
        Assert.False(region.Contains(0, 6));
        Assert.True(region.Contains(2, 4));
    }

    [Fact]
    public void Draws_of_two_camps_have_two_outlines()
    {
        var (x, y) = Draws(s => ((s.NextDouble() < 0.5 ? -5 : 5) + s.NextNormal(), s.NextNormal()));
        var region = PositionRegion.OfDraws(x, y, 0.9);
        Assert.Equal(2, region.Outlines.Count(outline => outline.Count > 10));
        Assert.InRange(Held(region, x, y), 0.87, 0.93);
        Assert.False(region.Contains(0, 0));
    }

    [Fact]
    public void A_hole_in_the_middle_is_left_out()
    {
        var (x, y) = Draws(s => { double angle = 2 * Math.PI * s.NextDouble(), r = 5 + (0.4 * s.NextNormal()); return (r * Math.Cos(angle), r * Math.Sin(angle)); });
        var region = PositionRegion.OfDraws(x, y, 0.9);
        Assert.False(region.Contains(0, 0));
        Assert.True(region.Area < 0.75 * Math.PI * 36);
    }

    [Fact]
    public void A_covariance_beyond_its_variances_is_refused() =>
        Assert.Equal("MODEL232", Assert.Throws<InputException>(() => PositionRegion.Ellipse(0, 0, 1, 1, 2)).Code);

    [Fact]
    public void Few_draws_are_refused() => Assert.Throws<InputException>(() => PositionRegion.OfDraws([1.0, 2], [1.0, 2]));
}
