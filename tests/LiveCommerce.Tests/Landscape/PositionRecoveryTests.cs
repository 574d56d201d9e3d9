using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

/// <summary>Made markets in which the truth is known, over many seeds.</summary>
public sealed class PositionRecoveryTests
{
    private sealed record Market(IReadOnlyList<IndicatorReading> Readings, double[] X, double[] Y);

    private static Market Make(RandomStream stream, int platforms, int sources, int indicators, double correlation = 0, Func<int, double>? loading = null)
    {
        double[] x = new double[platforms], y = new double[platforms];
        for (var p = 0; p < platforms; p++)
        {
            x[p] = stream.NextNormal();
            y[p] = (correlation * x[p]) + (Math.Sqrt(1 - (correlation * correlation)) * stream.NextNormal());
        }

        var readings = new List<IndicatorReading>();
        foreach (var (axis, truth) in new[] { ("x", x), ("y", y) })
        {
            double[] bias = [.. Enumerable.Range(0, sources).Select(_ => 0.5 * stream.NextNormal())];
            for (var k = 0; k < indicators; k++)
            {
                for (var p = 0; p < platforms; p++)
                {
                    for (var s = 0; s < sources; s++)
                        readings.Add(new IndicatorReading("p" + (char)('A' + p), axis, axis + k, "s" + s, (loading?.Invoke(k) ?? 1) * truth[p] + bias[s] + (0.4 * stream.NextNormal())));
                }
            }
        }

        return new Market(readings, x, y);
    }

    /// <summary>A reading is divided by its indicator's spread; the truth is put on the same scale, about its mean.</summary>
    private static double[] Scaled(Market market, double[] truth)
    {
        var spread = Moments.Of(market.Readings.Where(r => r.Axis == "x").Select(r => r.Value)).StandardDeviation;
        return [.. truth.Select(t => (t - truth.Average()) / spread)];
    }

    [Fact]
    public void Ninety_per_cent_intervals_cover_nine_truths_in_ten()
    {
        var covered = Replicates.Run(100, 21, (stream, run) =>
        {
            var market = Make(stream, 8, 4, 1);
            var fit = PositionModel.Fit(market.Readings, "x", new PositionOptions { Replicates = 200, Seed = (ulong)run, MaxParallelism = 1 }, TestContext.Current.CancellationToken);
            var truth = Scaled(market, market.X);
            return fit.Positions.Select((p, i) => p.Estimate.Interval!.Contains(truth[i]) ? 1.0 : 0).Average();
        }, 2, TestContext.Current.CancellationToken).Average();
        Assert.InRange(covered, 0.85, 0.96);
    }

    [Fact]
    public void Profiles_cover_the_variance_of_sources_at_about_their_level()
    {
        var covered = Replicates.Run(60, 22, (stream, run) =>
        {
            var market = Make(stream, 10, 6, 1);
            var fit = PositionModel.Fit(market.Readings, "x", new PositionOptions { Replicates = 100, Seed = (ulong)run, MaxParallelism = 1 }, TestContext.Current.CancellationToken);
            var spread = Moments.Of(market.Readings.Where(r => r.Axis == "x").Select(r => r.Value)).StandardDeviation;
            return fit.Profiles.Single(p => p.Component == "sources").Interval.Contains(0.25 / (spread * spread)) ? 1.0 : 0;
        }, 2, TestContext.Current.CancellationToken).Average();
        Assert.InRange(covered, 0.82, 0.97);
    }

    [Fact]
    public void Positions_are_recovered_through_biased_sources_over_many_seeds()
    {
        var correlations = Replicates.Run(24, 23, (stream, run) =>
        {
            var market = Make(stream, 12, 5, 2);
            var fit = PositionModel.Fit(market.Readings, "x", new PositionOptions { Replicates = 100, MaxParallelism = 1 }, TestContext.Current.CancellationToken);
            return MathNet.Numerics.Statistics.Correlation.Pearson(fit.Positions.Select(p => p.Estimate.Value), market.X);
        }, 2, TestContext.Current.CancellationToken);
        Assert.True(correlations.Min() > 0.97, $"lowest {correlations.Min()}");
    }

    [Fact]
    public void Regions_of_two_axes_hold_nine_platforms_in_ten()
    {
        var held = Replicates.Run(24, 24, (stream, run) =>
        {
            var market = Make(stream, 9, 4, 1, 0.6);
            var map = PositionModel.FitMap(market.Readings, "x", "y", new PositionOptions { Replicates = 120, Seed = (ulong)run, MaxParallelism = 1 }, TestContext.Current.CancellationToken);
            double[] x = Scaled(market, market.X);
            var spread = Moments.Of(market.Readings.Where(r => r.Axis == "y").Select(r => r.Value)).StandardDeviation;
            double[] y = [.. market.Y.Select(t => (t - market.Y.Average()) / spread)];
            return map.Platforms.Select((p, i) => p.Region().Contains(x[i], y[i]) ? 1.0 : 0).Average();
        }, 2, TestContext.Current.CancellationToken).Average();
        Assert.InRange(held, 0.84, 0.96);
    }

    [Fact]
    public void The_correlation_of_the_axes_is_recovered()
    {
        var got = Replicates.Run(8, 25, (stream, run) =>
            PositionModel.FitMap(Make(stream, 24, 4, 1, 0.7).Readings, "x", "y", new PositionOptions { Replicates = 100, MaxParallelism = 1 }, TestContext.Current.CancellationToken).Correlation!.Value,
            2, TestContext.Current.CancellationToken);
        Assert.InRange(got.Average(), 0.6, 0.8);
    }

    [Fact]
    public void Free_loadings_are_recovered_up_to_their_scale()
    {
        double[] truth = [1, 0.5, 0.2, 0];
        var market = Make(RandomStream.For(26, 0), 26, 5, 4, loading: k => truth[k]);
        var fit = PositionModel.Fit(market.Readings, "x", new PositionOptions { Replicates = 100 }.WithFreeLoadings(), TestContext.Current.CancellationToken);
        for (var k = 0; k < 4; k++)
        {
            var spread = Moments.Of(market.Readings.Where(r => r.Indicator == "x" + k).Select(r => r.Value)).StandardDeviation;
            var loading = fit.Loadings.Single(l => l.Indicator == "x" + k);
            var expected = truth[k] * Moments.Of(market.X).StandardDeviation / spread;
            Assert.InRange(loading.Loading, expected - (4 * loading.StandardError) - 0.05, expected + (4 * loading.StandardError) + 0.05);
            Assert.InRange(loading.StandardError, 0.001, 0.3);
        }
    }

    [Fact]
    public void Free_loadings_on_few_platforms_are_refused() =>
        Assert.Equal("MODEL224", Assert.Throws<NotIdentifiedException>(() => PositionModel.Fit(Make(RandomStream.For(1, 1), 6, 3, 3).Readings, "x", new PositionOptions().WithFreeLoadings(), TestContext.Current.CancellationToken)).Code);

    [Fact]
    public void With_few_platforms_the_axes_are_taken_as_uncorrelated_and_that_is_told()
    {
        var map = PositionModel.FitMap(Make(RandomStream.For(1, 1), 5, 3, 1).Readings, "x", "y", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(map.Correlation);
        Assert.Contains(map.Warnings, w => w.Code == "MODEL228");
        var alone = PositionModel.Fit(Make(RandomStream.For(1, 1), 5, 3, 1).Readings, "y", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(alone.Positions[0].Estimate.Value, map.Y.Positions[0].Estimate.Value, 5);
    }

    [Fact]
    public void A_platform_on_one_axis_is_not_placed()
    {
        var readings = Make(RandomStream.For(1, 1), 5, 3, 1).Readings.Where(r => r is not { Axis: "y", Platform: "pC" });
        var map = PositionModel.FitMap(readings, "x", "y", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["pC"], map.Unplaced);
        Assert.Equal(4, map.Platforms.Count);
    }
}
