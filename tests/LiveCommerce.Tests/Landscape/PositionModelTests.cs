using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

public sealed class PositionModelTests
{
    private static IndicatorReading[] Readings(double[][] table) =>
        [.. table.SelectMany((row, p) => row.Select((value, s) => new IndicatorReading("p" + p, "intent", "cart rate", "s" + s, value)))];

    [Fact, Trait("case", "A01")]
    public void Balanced_components_are_those_of_the_analysis_of_variance()
    {
        var table = ReferenceCase.Open("A01").Rows("ratings");
        var icc = Icc.Of(table);
        var scale = Moments.Of(table.SelectMany(row => row)).Variance;
        var fit = PositionModel.Fit(Readings(table), "intent");
        Assert.Equal((icc.BetweenObjects - icc.Residual) / 4, fit.PlatformVariance * scale, 3);
        Assert.Equal((icc.BetweenSources - icc.Residual) / 6, fit.SourceVariance * scale, 3);
        Assert.Equal(icc.Residual, fit.ResidualVariance * scale, 3);
        Assert.Equal(icc.Icc21, fit.Reliability, 4);
    }

    [Fact]
    public void A_platform_that_sources_rate_higher_sits_higher()
    {
        var fit = PositionModel.Fit(Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]), "intent");
        Assert.True(fit.Positions[0].Estimate.Value > fit.Positions[2].Estimate.Value);
        Assert.True(fit.Positions[2].Estimate.Value > fit.Positions[1].Estimate.Value);
        Assert.Equal(IntervalKind.SourceSpread, fit.Positions[0].SourceSpread!.Kind);
        Assert.All(fit.Positions, p => Assert.True(p.Estimate.Interval!.Contains(p.Estimate.Value)));
    }

    [Fact]
    public void Row_order_does_not_matter()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]);
        Assert.Equal(PositionModel.Fit(readings, "intent").Positions[1].Estimate.Value, PositionModel.Fit(readings.Reverse(), "intent").Positions[1].Estimate.Value);
    }

    [Fact]
    public void One_source_per_indicator_is_refused_and_named()
    {
        var fault = Assert.Throws<NotIdentifiedException>(() => PositionModel.Fit(Readings([[9.0], [1.0]]), "intent"));
        Assert.Equal("error MODEL211: indicator 'cart rate', source 's0': it is the only source of this indicator; its bias and the truth cannot be told apart. Fix: add a second source, or set DropSingleSource", fault.Message);
    }

    [Fact]
    public void Two_sources_are_told_to_rest_on_an_assumed_spread() =>
        Assert.Contains(PositionModel.Fit(Readings([[9, 8], [1, 2], [4, 6]]), "intent").Warnings, w => w.Code == "MODEL218");

    [Fact]
    public void A_single_source_indicator_is_left_out_when_asked()
    {
        IndicatorReading[] readings = [.. Readings([[9, 8, 7], [1, 2, 1]]), new IndicatorReading("p0", "intent", "search share", "s0", 3)];
        var fit = PositionModel.Fit(readings, "intent", new PositionOptions().DroppingSingleSource());
        Assert.Equal(1, fit.N.Dropped);
    }

    [Fact]
    public void Mixed_definitions_are_refused()
    {
        var readings = Readings([[9, 8], [1, 2]]);
        readings[0] = readings[0] with { Definition = "paid" };
        Assert.Equal("MODEL210", Assert.Throws<InputException>(() => PositionModel.Fit(readings, "intent")).Code);
    }

    [Fact]
    public void True_positions_are_recovered_through_biased_sources()
    {
        var stream = RandomStream.For(3, 1);
        double[] bias = [.. Enumerable.Range(0, 6).Select(_ => 0.8 * stream.NextNormal())];
        double[] truth = [.. Enumerable.Range(0, 20).Select(_ => stream.NextNormal())];
        var table = truth.Select(t => bias.Select(b => t + b + (0.3 * stream.NextNormal())).ToArray()).ToArray();
        var fit = PositionModel.Fit(Readings(table), "intent");
        var got = fit.Positions.OrderBy(p => int.Parse(p.Platform[1..], System.Globalization.CultureInfo.InvariantCulture)).Select(p => p.Estimate.Value);
        Assert.True(MathNet.Numerics.Statistics.Correlation.Pearson(got, truth) > 0.98);
    }
}
