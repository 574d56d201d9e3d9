using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

public sealed class PositionModelTests
{
    private static IndicatorReading[] Readings(double[][] table) =>
        [.. table.SelectMany((row, p) => row.Select((value, s) => new IndicatorReading("p" + p, "intent", "cart rate", "s" + s, value)))];

    private static AxisPositions Fit(IEnumerable<IndicatorReading> readings, PositionOptions? options = null) =>
        PositionModel.Fit(readings, "intent", options, TestContext.Current.CancellationToken);

    [Fact, Trait("case", "A01")]
    public void Balanced_components_are_those_of_the_analysis_of_variance()
    {
        var table = ReferenceCase.Open("A01").Rows("ratings");
        var icc = Icc.Of(table);
        var scale = Moments.Of(table.SelectMany(row => row)).Variance;
        var fit = Fit(Readings(table));
        Assert.Equal((icc.BetweenObjects - icc.Residual) / 4, fit.PlatformVariance * scale, 5);
        Assert.Equal((icc.BetweenSources - icc.Residual) / 6, fit.SourceVariance * scale, 5);
        Assert.Equal(icc.Residual, fit.ResidualVariance * scale, 5);
        Assert.Equal(icc.Icc21, fit.Reliability, 5);
    }

    [Fact]
    public void A_platform_that_sources_rate_higher_sits_higher()
    {
        var fit = Fit(Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]));
        Assert.True(fit.Positions[0].Estimate.Value > fit.Positions[2].Estimate.Value);
        Assert.True(fit.Positions[2].Estimate.Value > fit.Positions[1].Estimate.Value);
        Assert.Equal(IntervalKind.SourceSpread, fit.Positions[0].SourceSpread!.Kind);
        Assert.All(fit.Positions, p => Assert.True(p.Estimate.Interval!.Contains(p.Estimate.Value)));
    }

    [Fact]
    public void Row_order_does_not_matter()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]);
        Assert.Equal(Fit(readings).Positions[1].Estimate.Value, Fit(readings.Reverse()).Positions[1].Estimate.Value);
    }

    [Fact]
    public void One_source_per_indicator_is_refused_and_named()
    {
        var fault = Assert.Throws<NotIdentifiedException>(() => Fit(Readings([[9.0], [1.0]])));
        Assert.Equal("error MODEL211: indicator 'cart rate', source 's0': it is the only source of this indicator; its bias and the truth cannot be told apart. Fix: add a second source, or set DropSingleSource", fault.Message);
    }

    [Fact]
    public void Two_sources_are_told_to_rest_on_an_assumed_spread() =>
        Assert.Contains(Fit(Readings([[9, 8], [1, 2], [4, 6]])).Warnings, w => w.Code == "MODEL218");

    [Fact]
    public void A_single_source_indicator_is_left_out_when_asked()
    {
        IndicatorReading[] readings = [.. Readings([[9, 8, 7], [1, 2, 1]]), new IndicatorReading("p0", "intent", "search share", "s0", 3)];
        var fit = Fit(readings, new PositionOptions().DroppingSingleSource());
        Assert.Equal(1, fit.N.Dropped);
    }

    [Fact]
    public void Mixed_definitions_are_refused()
    {
        var readings = Readings([[9, 8], [1, 2]]);
        readings[0] = readings[0] with { Definition = "paid" };
        Assert.Equal("MODEL210", Assert.Throws<InputException>(() => Fit(readings)).Code);
    }

    /// <summary>Two indicators with gaps; expected values from lme4 1.1-31: <c>lmer(v ~ 0 + k + (1|p) + (1|s), REML = TRUE)</c>.</summary>
    [Fact]
    public void A_table_with_gaps_has_the_estimates_of_lme4()
    {
        const double x = double.NaN;
        double[][] a = [[9, 8, 7, x], [1, 2, 1, 3], [5, x, 4, 6], [7, 6, x, 8], [3, 2, 2, x]], b = [[30, 28, x, 31], [10, x, 14, 9], [x, x, x, x], [22, 25, 20, x], [x, 18, 12, 15]];
        var fit = Fit(Readings(a).Concat(Readings(b).Select(r => r with { Indicator = "search share" })).Where(r => double.IsFinite(r.Value)));
        Assert.Equal(0.90378378493, fit.PlatformVariance, 6);
        Assert.Equal(0.02945808071, fit.SourceVariance, 6);
        Assert.Equal(0.09218118417, fit.ResidualVariance, 6);
        double[] position = [1.21000477678, -1.11201254200, 0.05918294448, 0.56314695328, -0.72032213255], bias = [0.003624744071, 0.006968654201, -0.178419703576, 0.167826305304];
        for (var p = 0; p < 5; p++) Assert.Equal(position[p], fit.Positions[p].Estimate.Value, 6);
        for (var s = 0; s < 4; s++) Assert.Equal(bias[s], fit.Biases[s].Bias, 6);
    }

    [Fact]
    public void Units_and_direction_of_an_indicator_do_not_matter()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]);
        var other = readings.Select(r => r with { Value = 100 - (7 * r.Value) }).Select(r => r.Downwards());
        Assert.Equal(Fit(readings).Positions[0].Estimate.Value, Fit(other).Positions[0].Estimate.Value, 9);
    }

    [Fact]
    public void A_reading_with_a_large_standard_error_moves_its_platform_less()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 12], [3, 3, 2]]);
        var doubted = readings.Select(r => r is { Platform: "p2", Source: "s2" } ? r.WithStandardError(100) : r);
        Assert.True(Fit(doubted).Positions[2].Estimate.Value < Fit(readings).Positions[2].Estimate.Value - 0.1);
    }

    [Fact]
    public void A_source_that_breaks_rank_is_named_in_the_conflicts()
    {
        double[][] table = [[9, 9.1, 8.9, 9], [1, 1.1, 0.9, 1], [5, 5.1, 4.9, 9.5], [3, 3.1, 2.9, 3], [7, 7.1, 6.9, 7], [4, 4.1, 3.9, 4]];
        var fit = Fit(Readings(table));
        Assert.Equal(("p2", "s3"), (fit.Conflicts[0].Reading.Platform, fit.Conflicts[0].Reading.Source));
        Assert.Equal(24, fit.Residuals.Count);
        Assert.All(fit.Residuals, residual => Assert.NotNull(residual.Standardised));
    }

    [Fact]
    public void The_only_reading_of_a_platform_is_contradicted_by_nothing()
    {
        var fit = Fit(Readings([[9, 8, 7], [1, 2, 1], [5, double.NaN, double.NaN]]).Where(r => double.IsFinite(r.Value)));
        Assert.Null(fit.Residuals.Single(residual => residual.Reading.Platform == "p2").Standardised);
    }

    [Fact]
    public void Profiles_hold_their_estimate_and_start_at_zero_where_zero_is_possible()
    {
        var fit = Fit(Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]));
        Assert.Equal(["platforms", "sources", "residual"], fit.Profiles.Select(profile => profile.Component));
        Assert.All(fit.Profiles, profile => Assert.True(profile.Interval.Contains(profile.Variance)));
        Assert.Equal(0, fit.Profiles[1].Interval.Low);
        Assert.True(fit.Profiles[0].Interval.High > 5 * fit.Profiles[0].Variance);
    }

    [Fact]
    public void Platforms_that_cannot_be_told_apart_are_said_to_be_so()
    {
        var fit = Fit(Readings([[1, 2, 3], [2, 3, 1], [3, 1, 2]]));
        Assert.Contains(fit.Warnings, w => w is { Code: "MODEL219", Severity: Severity.Serious });
        Assert.True(fit.NotSeparable("p0", "p2"));
        Assert.All(fit.Positions, p => Assert.True(p.Estimate.Interval!.Width > 0.2));
    }

    [Fact]
    public void Definitions_with_levels_of_their_own_do_not_move_a_platform()
    {
        var readings = Readings([[9, 8, 7, 8], [1, 2, 1, 2], [5, 5, 4, 5], [3, 4, 2, 3]]);
        var wider = readings.Select(r => r.Source is "s2" or "s3" ? r with { Value = (r.Value + 20), Definition = "placed" } : r with { Definition = "paid" });
        var got = Fit(wider, new PositionOptions().WithDefinitionEffects());
        Assert.Equal(Fit(readings).Positions[0].Estimate.Value, got.Positions[0].Estimate.Value, 1);
        Assert.DoesNotContain(got.Warnings, w => w.Code == "MODEL223");
    }

    [Fact]
    public void A_definition_of_one_source_is_told()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]).Select(r => r with { Definition = r.Source == "s2" ? "placed" : "paid" });
        Assert.Contains(Fit(readings, new PositionOptions().WithDefinitionEffects()).Warnings, w => w.Code == "MODEL223");
    }

    [Fact]
    public void Agreement_of_sources_is_told_before_the_model()
    {
        var fit = Fit(Readings(ReferenceCase.Open("A01").Rows("ratings")));
        Assert.Equal(0.289764, fit.Agreement[0].Icc21!.Value, 6);
        Assert.Equal((6, 4), (fit.Agreement[0].Platforms, fit.Agreement[0].Sources));
    }

    [Fact]
    public void One_seed_gives_the_same_intervals_at_any_parallelism()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1], [5, 5, 4]]);
        var one = Fit(readings, new PositionOptions { MaxParallelism = 1, Replicates = 200 });
        Assert.Equal(one.Positions[1].Estimate.Interval, Fit(readings, new PositionOptions { MaxParallelism = 4, Replicates = 200 }).Positions[1].Estimate.Interval);
    }

    [Fact]
    public void An_unknown_platform_is_offered_its_name() =>
        Assert.Equal("did you mean 'p0'?", Assert.Throws<InputException>(() => Fit(Readings([[9, 8], [1, 2]])).ProbabilityAbove("p1", "q0")).Fix);

    [Fact]
    public void A_standard_error_below_zero_is_refused() =>
        Assert.Equal("MODEL102", Assert.Throws<InputException>(() => Fit(Readings([[9, 8], [1, 2]]).Select(r => r.WithStandardError(-1)))).Code);

    [Fact]
    public void Synthetic_readings_make_a_synthetic_position()
    {
        var readings = Readings([[9, 8, 7], [1, 2, 1]]).Select(r => r.From(new Provenance { Synthetic = true }));
        Assert.All(Fit(readings).Positions, p => Assert.True(p.Estimate.Provenance.Synthetic));
    }
}
