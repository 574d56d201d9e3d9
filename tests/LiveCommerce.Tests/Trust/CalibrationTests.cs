using LiveCommerce.Competition.Calibration;
using LiveCommerce.Numerics;
using LiveCommerce.Trust;

namespace LiveCommerce.Tests.Trust;

/// <summary>Simulation-based calibration: parameters drawn from the prior must rank uniformly among posterior draws of the data they made (Talts et al. 2018).</summary>
public sealed class CalibrationTests
{
    /// <summary>Panel of the model itself: true values in the order persistence, threshold, slope below, bend, correlation; the load starts where the model lets it start.</summary>
    private static LoadSession[] Panel(IReadOnlyList<double> truth, RandomStream stream, SponsoredLoadPrior prior, int kols, int sessions, long followers)
    {
        var precision = (1 - truth[4]) / truth[4];
        List<LoadSession> rows = [];
        for (var kol = 0; kol < kols; kol++)
        {
            double appetite = 0.9 * stream.NextDouble(), constant = prior.ConstantMean + prior.ConstantDeviation * stream.NextNormal();
            double[] sponsored = [.. Enumerable.Range(0, sessions).Select(_ => Math.Clamp(appetite + 0.2 * stream.NextNormal(), 0, 1))];
            var load = sponsored.Take(5).Average();
            for (var t = 0; t < sponsored.Length; t++)
            {
                var hazard = Transform.InverseLogit(constant + truth[2] * load + truth[3] * Math.Max(0, load - truth[1]));
                rows.Add(new LoadSession($"k{kol}", t, stream.NextBinomial(followers, stream.NextBeta(hazard * precision, (1 - hazard) * precision)), followers, sponsored[t]));
                load = truth[0] * load + (1 - truth[0]) * sponsored[t];
            }
        }

        return [.. rows];
    }

    private static readonly SponsoredLoadOptions LoadOptions = new SponsoredLoadOptions().WithBurnIn(4);

    public static TheoryData<string, SponsoredLoadPrior, int, int, long> Designs { get; } = new()
    {
        { "the default prior", new SponsoredLoadPrior(), 6, 25, 2000 },
        { "few events, over-dispersed", new SponsoredLoadPrior().WithConstants(-6, 1).WithOverDispersion(0.01, 1), 8, 20, 300 },
    };

    [Theory, MemberData(nameof(Designs), DisableDiscoveryEnumeration = true)]
    public void Persistence_threshold_slopes_and_over_dispersion_of_the_load_rank_uniformly_in_their_posterior(string design, SponsoredLoadPrior prior, int kols, int sessions, long followers)
    {
        var unseen = 0;
        var checks = SimulationCalibration.Run(["persistence", "threshold", "slope below", "bend", "over-dispersion"], 200,
            stream =>
            [
                prior.LowestPersistence + (prior.HighestPersistence - prior.LowestPersistence) * stream.NextDouble(), prior.LowestThreshold + (prior.HighestThreshold - prior.LowestThreshold) * stream.NextDouble(),
                prior.SlopeBelowDeviation * stream.NextNormal(), prior.BendDeviation * stream.NextNormal(),
                Transform.InverseLogit(Transform.Logit(prior.OverDispersionMedian) + prior.OverDispersionLogitDeviation * stream.NextNormal()),
            ],
            (truth, stream) =>
            {
                var panel = Panel(truth, stream, prior, kols, sessions, followers);
                if (panel.GroupBy(row => row.Kol).Any(rows => rows.All(row => row.Events == 0))) Interlocked.Increment(ref unseen);
                return [.. SponsoredLoadPosterior.Sample(panel, prior, LoadOptions.WithSeed(stream.NextUInt64()), 99).Draws.Select(d => (IReadOnlyList<double>)[d.Persistence, d.Threshold, d.SlopeBelow, d.Bend, d.OverDispersion])];
            },
            51, cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(checks, check => Assert.True(check.PValue > 0.001, $"{design}, {check.Parameter}: {check.PValue:G3}"));
        Assert.True(unseen > 20, $"{unseen} panels with a KOL without events");
    }

    [Fact]
    public void KOLs_without_events_are_kept_and_without_any_event_the_posterior_is_about_the_prior()
    {
        LoadSession[] none = [.. SponsoredLoadTests.Panel(1, kols: 6).Select(row => row with { Events = 0 })];
        var posterior = SponsoredLoadPosterior.Sample(none, options: new SponsoredLoadOptions().WithControls(["content"]).WithBurnIn(10));
        Assert.Equal(6 * 29, posterior.N.Used);
        Assert.Contains(posterior.Warnings, warning => warning.Code == "MODEL495");
        Assert.InRange(posterior.Threshold.Interval!.Width, 0.7, 0.85);
        Assert.InRange(posterior.Bend.Interval!.Width, 15, 23);
    }

    [Fact]
    public void Draws_of_a_well_behaved_panel_weigh_about_the_same()
    {
        var posterior = SponsoredLoadPosterior.Sample(SponsoredLoadTests.Panel(2), options: new SponsoredLoadOptions().WithControls(["content"]).WithBurnIn(10), draws: 200);
        Assert.InRange(posterior.ParetoShape, -1, 0.7);
        Assert.True(posterior.EffectiveDraws > 200, $"{posterior.EffectiveDraws}");
        Assert.DoesNotContain(posterior.Warnings, warning => warning.Code == "MODEL496");
        Assert.True(posterior.OverDispersion.Interval!.Contains(0.0005), posterior.OverDispersion.ToString());
    }

    [Fact]
    public void Posterior_of_a_panel_that_never_crosses_the_threshold_is_the_prior_there_and_says_so()
    {
        var low = SponsoredLoadTests.Panel(11, mostSponsored: 0.3);
        var posterior = SponsoredLoadPosterior.Sample(low, options: new SponsoredLoadOptions().WithControls(["content"]).WithBurnIn(10));
        Assert.True(posterior.BeyondSupport > 0.3, $"{posterior.BeyondSupport}");
        Assert.Contains(posterior.Warnings, warning => warning.Code == "MODEL494" && warning.Severity == Severity.Serious);
        Assert.True(posterior.Threshold.Interval!.Width > 0.4);
    }

    [Fact]
    public void Posterior_of_a_long_panel_agrees_with_the_profile()
    {
        var panel = SponsoredLoadTests.Panel(1);
        var options = new SponsoredLoadOptions().WithControls(["content"]).WithBurnIn(10).WithReplicates(0);
        var fit = SponsoredLoad.Fit(panel, options);
        var posterior = SponsoredLoadPosterior.Sample(panel, options: options);
        Assert.Equal(fit.RequireThreshold().Value, posterior.Threshold.Value, 0.02);
        Assert.Equal(fit.SlopeAbove.Value, posterior.SlopeAbove.Value, 0.5);
        Assert.Equal(-0.2, posterior.Draws.Average(d => d.Controls[0]), 0.03);
        Assert.True(posterior.Threshold.Interval!.Contains(0.35), posterior.Threshold.ToString());
        Assert.True(posterior.ProbabilityBackfires > 0.99);
        Assert.Equal(posterior.Draws.Select(d => d.Threshold), SponsoredLoadPosterior.Sample(panel, options: options).Draws.Select(d => d.Threshold));
    }

    private static readonly TrustPrior StatePrior = new TrustPrior().WithPersistence(0.75, 0.6).WithTrustNoise(0.3, 0.4).WithIndicatorNoise(0.3, 0.4).WithLoading(1, 0.3).WithEffects(0.5);

    private const int StateRuns = 120, StateDraws = 39;

    private sealed record StateRun(double[] Truth, double[][] Draws, double TrueWorth, double[] Worths, double TrueRegret, double ExpectedRegret);

    /// <summary>Simulated and sampled once, read by two tests.</summary>
    private static readonly Lazy<StateRun[]> States = new(() => Replicates.Run(StateRuns, 43, (stream, run) =>
    {
        double persistence = 1 / (1 + Math.Exp(-(Math.Log(3) + 0.6 * stream.NextNormal()))), noise = 0.3 * Math.Exp(0.4 * stream.NextNormal());
        double[] seen = [0.3 * Math.Exp(0.4 * stream.NextNormal()), 0.3 * Math.Exp(0.4 * stream.NextNormal())];
        double loading = 1 + 0.3 * stream.NextNormal(), constant = 10 * stream.NextNormal();
        double[] effects = [0.5 * stream.NextNormal(), 0.5 * stream.NextNormal(), 0.5 * stream.NextNormal()];
        List<TrustSession> rows = [];
        for (var kol = 0; kol < 2; kol++)
        {
            double level = stream.NextNormal(), trust = noise / Math.Sqrt(1 - persistence * persistence) * stream.NextNormal();
            for (var t = 0; t < 20; t++)
            {
                double content = stream.NextNormal(), ads = 0.4 * stream.NextDouble(), products = 0.6 * stream.NextDouble();
                rows.Add(new TrustSession($"k{kol}", t, content, ads, products, [level + trust + seen[0] * stream.NextNormal(), constant + loading * (level + trust) + seen[1] * stream.NextNormal()]));
                trust = persistence * trust + effects[0] * content + effects[1] * ads + effects[2] * products + noise * stream.NextNormal();
            }
        }

        var sampler = new SamplerOptions { Chains = 1, Warmup = 40, Draws = StateDraws, Thin = 30, StartSpread = 0.1, Seed = (ulong)run + 1, MaxParallelism = 1 }.KeepingUnconverged();
        var posterior = TrustPosterior.Sample(rows, StatePrior, sampler: sampler);
        var truth = new TrustDraw(persistence, effects[0] / posterior.Scale, -effects[1] / posterior.Scale, -effects[2] / posterior.Scale, null, noise / posterior.Scale);
        static double[] Numbers(TrustDraw d) => [d.Persistence, d.ContentGain, d.AdTrustCost, d.ProductTrustCost, d.TrustNoise];

        // What a policy rests on: the worth of the best plan, and what acting on the mean loses.
        var money = new KolSetting { AdFee = 0.2 };
        var coarse = new KolPolicyOptions { TrustPoints = 17, ShareStep = 0.25, Discount = 0.8, PathSessions = 20, Tolerance = 1e-6 };
        KolSetting Steady(KolSetting setting) => setting with { TrustNoise = 0 };
        KolSetting[] settings = [.. posterior.ToSettings(money).Select(Steady)];
        var world = Steady((posterior with { Draws = [truth] }).ToSettings(money)[0]);
        var mean = Steady((posterior with { Draws = [new(posterior.Draws.Average(d => d.Persistence), posterior.Draws.Average(d => d.ContentGain), posterior.Draws.Average(d => d.AdTrustCost), posterior.Draws.Average(d => d.ProductTrustCost), null, 0)] }).ToSettings(money)[0]);
        var acted = KolPolicy.Solve(mean, coarse);
        double[] worths = [.. settings.Select(setting => KolPolicy.Solve(setting, coarse).Best.Value)];
        var worth = KolPolicy.Solve(world, coarse).Best.Value;
        return new StateRun(Numbers(truth), [.. posterior.Draws.Select(Numbers)], worth, worths, worth - acted.ValueUnder(world), settings.Zip(worths, (setting, best) => best - acted.ValueUnder(setting)).Average());
    }));

    [Theory]
    [InlineData("persistence", 0)]
    [InlineData("content gain", 1)]
    [InlineData("cost of ads", 2)]
    [InlineData("cost of products", 3)]
    [InlineData("noise of trust", 4)]
    public void Dynamics_of_trust_rank_uniformly_in_their_posterior(string name, int at)
    {
        var p = UniformRanks.PValue([.. States.Value.Select(run => UniformRanks.Rank(run.Truth[at], run.Draws.Select(d => d[at])))], StateDraws, 8);
        Assert.True(p > 0.001, $"{name}: {p:G3}");
    }

    [Fact]
    public void Worth_of_the_best_plan_ranks_uniformly_among_those_of_the_posterior_draws()
    {
        var p = UniformRanks.PValue([.. States.Value.Select(run => UniformRanks.Rank(run.TrueWorth, run.Worths))], StateDraws, 8);
        Assert.True(p > 0.001, $"{p:G3}");
    }

    [Fact]
    public void Regret_of_acting_on_the_mean_is_on_average_what_the_draws_foretell()
    {
        double[] gaps = [.. States.Value.Select(run => run.TrueRegret - run.ExpectedRegret)];
        var moments = Moments.Of(gaps);
        Assert.True(States.Value.Average(run => run.ExpectedRegret) > 0);
        Assert.InRange(moments.Mean, -4 * moments.StandardError, 4 * moments.StandardError);
    }

    [Fact]
    public void Posterior_of_the_dynamics_agrees_with_maximum_likelihood_where_the_data_speak()
    {
        var sessions = TrustStateTests.Sessions(1, kols: 8, sessions: 40);
        var fit = TrustState.Fit(sessions);
        var posterior = TrustPosterior.Sample(sessions);
        Assert.True(posterior.Sampled.Usable);
        Assert.Equal(fit.Persistence.Value, posterior.Persistence.Value, 0.03);
        Assert.Equal(fit.ProductTrustCost.Value * fit.Scale, posterior.ProductTrustCost.Value * posterior.Scale, 0.06);
        Assert.InRange(posterior.Persistence.Interval!.Width / fit.Persistence.Interval!.Width, 0.7, 1.5);
        Assert.Equal(1000, posterior.ToSettings(new KolSetting()).Count);
    }

    [Fact]
    public void Prior_that_cannot_be_is_refused()
    {
        Assert.Equal("MODEL493", Assert.Throws<InputException>(() => SponsoredLoadPosterior.Sample(SponsoredLoadTests.Panel(1), new SponsoredLoadPrior().WithThreshold(0.5, 0.2))).Code);
        Assert.Equal("MODEL102", Assert.Throws<InputException>(() => TrustPosterior.Sample(TrustStateTests.Sessions(1, kols: 2), new TrustPrior().WithEffects(0))).Code);
    }
}
