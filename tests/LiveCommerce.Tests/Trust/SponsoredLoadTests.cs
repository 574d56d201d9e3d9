using LiveCommerce.Numerics;
using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

public sealed class SponsoredLoadTests
{
    /// <summary>40 KOLs with 40 sessions, true threshold 0.35, bend 6, persistence 0.8, as in the identifiability study of the method.</summary>
    internal static LoadSession[] Panel(ulong seed, double mostSponsored = 0.8, double below = 0, double bend = 6, double kappa = 0.35, int kols = 40, int sessions = 40, double rho = 0.0005)
    {
        return [.. Replicates.Run(kols, seed, (stream, kol) =>
        {
            var appetite = mostSponsored * stream.NextDouble();
            var constant = -6 + 0.4 * stream.NextNormal();
            double Sponsored() => Math.Clamp(appetite + 0.25 * mostSponsored * stream.NextNormal(), 0, mostSponsored);
            // The KOL was at work before the panel begins.
            var load = appetite;
            for (var t = 0; t < 20; t++) load = 0.8 * load + 0.2 * Sponsored();
            return Enumerable.Range(0, sessions).Select(t =>
            {
                var sponsored = Sponsored();
                var content = stream.NextNormal();
                var hazard = 1 / (1 + Math.Exp(-(constant + below * load + bend * Math.Max(0, load - kappa) - 0.2 * content)));
                const long Followers = 20000;
                var rate = rho > 0 ? stream.NextBeta(hazard * (1 / rho - 1), (1 - hazard) * (1 / rho - 1)) : hazard;
                var row = new LoadSession($"kol{kol:00}", t, stream.NextBinomial(Followers, rate), Followers, sponsored).WithControls([content]);
                load = 0.8 * load + 0.2 * sponsored;
                return row;
            }).ToArray();
        }, cancellationToken: TestContext.Current.CancellationToken).SelectMany(rows => rows)];
    }

    private static readonly SponsoredLoadOptions Options = new SponsoredLoadOptions().WithControls(["content"]).WithReplicates(40).WithBurnIn(10);

    [Fact, Trait("case", "C10")]
    public void Bend_of_the_risk_by_age_is_as_published()
    {
        var c10 = ReferenceCase.Open("C10");
        double[] Column(string name) => [.. c10.Data.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty(name).GetDouble())];
        var fit = ThresholdLogit.Fit(Column("age"), Column("cases"), Column("births"));
        c10.Check("psi", fit.Threshold.Value);
        c10.Check("slope_left", fit.SlopeBelow);
        c10.Check("slope_right", fit.SlopeAbove);
        c10.Check("intercept", fit.Intercept);
        c10.Check("deviance", fit.Deviance);
        c10.Check("deviance_linear", fit.LinearDeviance);
        c10.Check("psi_se", fit.ThresholdStandardError);
        Assert.True(fit.ProfileInterval.Contains(fit.Threshold.Value));
        Assert.Empty(fit.Warnings);
    }

    [Fact]
    public void Threshold_half_life_and_slopes_that_made_the_panel_are_recovered()
    {
        var fit = SponsoredLoad.Fit(Panel(1), Options);
        var threshold = fit.RequireThreshold();
        Assert.InRange(threshold.Value, 0.3, 0.4);
        Assert.True(threshold.Interval!.Contains(0.35), threshold.Interval.ToString());
        Assert.True(fit.ThresholdBootstrap!.Contains(threshold.Value));
        Assert.InRange(fit.Persistence, 0.7, 0.9);
        Assert.True(fit.SlopeAbove.Interval!.Contains(6), fit.SlopeAbove.ToString());
        Assert.True(fit.SlopeBelow.Interval!.Contains(0), fit.SlopeBelow.ToString());
        Assert.True(fit.Controls["content"].Interval!.Contains(-0.2));
        Assert.True(fit.Placebo.Interval!.Contains(0));
        Assert.InRange(fit.OverDispersion, 0.0002, 0.001);
        Assert.True(fit.Backfires);
        Assert.True(fit.WorseBeyondThreshold);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Threshold_beyond_the_observed_load_is_not_found(int seed)
    {
        var fit = SponsoredLoad.Fit(Panel((ulong)seed, mostSponsored: 0.3), Options);
        Assert.Null(fit.Threshold);
        Assert.Contains(fit.Warnings, warning => warning.Code == "MODEL464");
        var refusal = Assert.Throws<NotIdentifiedException>(() => fit.RequireThreshold());
        Assert.Contains("higher sponsored share", refusal.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Straight_response_has_a_slope_and_no_threshold()
    {
        var fit = SponsoredLoad.Fit(Panel(3, below: 1.5, bend: 0), Options);
        Assert.Null(fit.Threshold);
        Assert.False(fit.Backfires);
        Assert.True(fit.SlopeBelow.Interval!.Contains(1.5), fit.SlopeBelow.ToString());
        Assert.Equal(fit.SlopeBelow, fit.SlopeAbove);
    }

    [Fact]
    public void Repeat_buyers_who_fall_beyond_the_threshold_are_backfire_too()
    {
        var fit = SponsoredLoad.Fit(Panel(4, bend: -6), Options.WithOutcome(LoadOutcome.Gain));
        Assert.True(fit.Backfires);
        Assert.False(SponsoredLoad.Fit(Panel(4), Options.WithOutcome(LoadOutcome.Gain)).Backfires);
    }

    [Fact]
    public void Ten_more_sponsored_minutes_cost_followers_above_the_threshold_only()
    {
        var fit = SponsoredLoad.Fit(Panel(1), Options.WithReplicates(0));
        var above = fit.ExtraEvents(0.5, 20000, 10.0 / 60);
        Assert.True(above.Interval!.Low > 0);
        Assert.True(above.Value > 5 * Math.Abs(fit.ExtraEvents(0.2, 20000, 10.0 / 60).Value));
        Assert.Equal("MODEL466", Assert.Throws<NotIdentifiedException>(() => fit.ExtraEvents(0.95, 20000, 0.1)).Code);
    }

    [Fact]
    public void Hidden_cause_of_both_past_and_future_load_fails_the_placebo()
    {
        // The KOL's mood drives unfollows now and sponsored content next time.
        LoadSession[] panel = [.. Replicates.Run(40, 5, (stream, kol) =>
        {
            var mood = 0.0;
            return Enumerable.Range(0, 30).Select(t =>
            {
                var sponsored = Math.Clamp(0.4 + 0.2 * mood, 0, 0.9);
                mood = stream.NextNormal();
                return new LoadSession($"k{kol}", t, stream.NextBinomial(20000, 0.003 * Math.Exp(0.3 * mood)), 20000, sponsored);
            }).ToArray();
        }, cancellationToken: TestContext.Current.CancellationToken).SelectMany(rows => rows)];
        Assert.Contains(SponsoredLoad.Fit(panel, new SponsoredLoadOptions().WithReplicates(0)).Warnings, warning => warning.Code == "MODEL465");
    }

    [Fact]
    public void Sponsored_share_in_percent_is_refused() =>
        Assert.Equal("MODEL103", Assert.Throws<InputException>(() => SponsoredLoad.Fit([new LoadSession("a", 1, 1, 10, 35)])).Code);

    [Fact]
    public void Two_KOLs_are_refused() =>
        Assert.Equal("MODEL469", Assert.Throws<NotIdentifiedException>(() => SponsoredLoad.Fit(Panel(1, kols: 2), Options)).Code);

    [Fact]
    public void Synthetic_mark_travels_to_the_threshold() =>
        Assert.True(SponsoredLoad.Fit(Panel(1).Select(row => row.From(new Provenance { Synthetic = true })), Options.WithReplicates(0)).RequireThreshold().Provenance.Synthetic);

    [Fact]
    public void Intervals_of_threshold_and_slopes_cover_as_often_as_they_say()
    {
        var fits = Enumerable.Range(0, 60).Select(i => SponsoredLoad.Fit(Panel((ulong)(100 + i)), Options.WithReplicates(0) with { Persistences = [0.75, 0.8, 0.85], Level = 0.9 })).ToArray();
        int threshold = fits.Count(f => f.Threshold?.Interval!.Contains(0.35) == true), below = fits.Count(f => f.SlopeBelow.Interval!.Contains(0)),
            above = fits.Count(f => f.SlopeAbove.Interval!.Contains(6)), placebo = fits.Count(f => f.Placebo.Interval!.Contains(0));
        // 54 of 60 expected; 47 is three standard deviations below.
        Assert.True(Math.Min(Math.Min(threshold, below), Math.Min(above, placebo)) >= 47, $"threshold {threshold}, below {below}, above {above}, placebo {placebo} of 60");
    }

    /// <summary>Eight KOLs of twenty sessions with 200 followers each; R 4.2: glm(cbind(y, 200 - y) ~ factor(kol) + s, binomial).</summary>
    [Fact]
    public void Slope_beside_a_constant_per_KOL_is_that_of_glm_with_a_factor()
    {
        (double Share, int Unfollows)[] rows = [(0.2, 13), (0.685, 32), (0.917, 27), (0.284, 10), (0.105, 15), (0.701, 26), (0.528, 15), (0.808, 26), (0.957, 35), (0.11, 15), (0.273, 12), (0.491, 23), (0.318, 12), (0.559, 22), (0.263, 17), (0.202, 12), (0.388, 23), (0.888, 26), (0.555, 18), (0.842, 26), (0.89, 17), (0.721, 13), (0.211, 8), (0.226, 3), (0.14, 4), (0.48, 14), (0.437, 11), (0.966, 20), (0.142, 7), (0.955, 18), (0.445, 7), (0.059, 6), (0.275, 6), (0.031, 8), (0.014, 7), (0.487, 9), (0.595, 11), (0.598, 5), (0.398, 8), (0.397, 7), (0.816, 25), (0.235, 9), (0.827, 30), (0.533, 30), (0.929, 30), (0.55, 27), (0.76, 29), (0.069, 17), (0.794, 23), (0.633, 20), (0.385, 22), (0.566, 17), (0.922, 27), (0.976, 38), (0.933, 32), (0.381, 18), (0.256, 20), (0.257, 21), (0.197, 12), (0.136, 18), (0.624, 30), (0.174, 7), (0.866, 25), (0.989, 20), (0.987, 22), (0.892, 30), (0.888, 22), (0.157, 12), (0.93, 21), (0.827, 22), (0.829, 19), (0.717, 26), (0.156, 6), (0.835, 18), (0.023, 15), (0.919, 19), (0.039, 11), (0.7, 26), (0.443, 15), (0.314, 7), (0.939, 35), (0.824, 23), (0.211, 14), (0.092, 11), (0.47, 22), (0.05, 13), (0.971, 35), (0.783, 28), (0.324, 13), (0.611, 18), (0.713, 20), (0.336, 19), (0.188, 13), (0.397, 19), (0.323, 18), (0.816, 24), (0.234, 12), (0.625, 23), (0.472, 17), (0.456, 29), (0.928, 18), (0.721, 21), (0.574, 18), (0.92, 20), (0.847, 26), (0.399, 11), (0.277, 12), (0.52, 14), (0.455, 14), (0.316, 10), (0.177, 9), (0.515, 9), (0.774, 11), (0.296, 9), (0.455, 18), (0.393, 15), (0.474, 10), (0.103, 11), (0.592, 12), (0.186, 8), (0.128, 30), (0.982, 56), (0.804, 40), (0.87, 47), (0.282, 31), (0.042, 19), (0.69, 45), (0.763, 39), (0.224, 12), (0.334, 30), (0.366, 39), (0.177, 19), (0.018, 19), (0.844, 36), (0.381, 27), (0.006, 16), (0.102, 24), (0.435, 26), (0.39, 19), (0.596, 29), (0.419, 13), (0.249, 11), (0.411, 11), (0.899, 21), (0.636, 11), (0.724, 16), (0.513, 15), (0.645, 16), (0.66, 13), (0.698, 14), (0.438, 8), (0.612, 16), (0.835, 21), (0.08, 13), (0.548, 17), (0.696, 16), (0.575, 22), (0.319, 12), (0.287, 8), (0.813, 20)];
        var sessions = rows.Select((row, i) => new LoadSession($"k{i / 20}", i, row.Unfollows, 200, row.Share));
        var fit = SponsoredLoad.Fit(sessions, new SponsoredLoadOptions { Persistences = [0], Lagged = false, BurnIn = 0, Replicates = 0 });
        Assert.Null(fit.Threshold);
        Assert.Equal(1.13095437591, fit.SlopeBelow.Value, 1e-7);
    }
}
