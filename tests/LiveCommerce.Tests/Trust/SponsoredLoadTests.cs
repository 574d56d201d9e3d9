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
}
