using LiveCommerce.Competition;
using LiveCommerce.Competition.Calibration;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class CalibrationTests
{
    private static readonly ParameterPriors Two = new(new ShareParameters { Noise = 0.02 }, [new("Feedback", Prior.Uniform(0, 0.95)), new("Inertia", Prior.Uniform(0.2, 0.98))]);

    private static ShareHistory Made(ShareParameters parameters, double[] appeals, int periods)
    {
        var market = Market.Of([new MarketCategory("all", 1)], new[] { 0.6, 0.25, 0.15 }.Select((share, i) => new PlatformProfile("p" + i, [new CategoryOffer("all", share)]) { Appeal = appeals[i] }));
        var path = new ShareSimulator(market, 4 * (periods - 1)).Run(parameters, 3);
        return ShareHistory.Of("made", "simulated", market.Ids, Enumerable.Range(1, periods).Select(t => "y" + t), Enumerable.Range(0, periods).Select(t => path.Shares[4 * t]));
    }

    [Fact, Trait("case", "E17")]
    public void Exact_matches_give_the_exact_posterior()
    {
        var e17 = ReferenceCase.Open("E17");
        int n = (int)e17.Number("n"), y = (int)e17.Number("y");
        var model = new AbcModel([new NamedPrior("p", Prior.Uniform(0, 1))], (values, stream) => [Enumerable.Range(0, n).Count(_ => stream.NextDouble() < values[0])], [y]);
        var posterior = AbcRejection.Within(model, 300_000, 0, null, TestContext.Current.CancellationToken);
        var estimate = posterior.Of("p");
        e17.Check("posterior_mean", estimate.Value);
        e17.Check("posterior_sd", posterior.Contractions()[0].PosteriorDeviation);
        e17.Check("posterior_q025_q975", [estimate.Interval!.Low, estimate.Interval.High]);
        e17.Check("acceptance_rate", posterior.Acceptance);
    }

    [Fact]
    public void Smaller_tolerances_bring_the_particles_to_the_exact_posterior()
    {
        var model = new AbcModel([new NamedPrior("p", Prior.Uniform(0, 1))], (values, stream) => [Enumerable.Range(0, 20).Count(_ => stream.NextDouble() < values[0])], [14]);
        var posterior = AbcSmc.Run(model, new AbcOptions { Particles = 1500, Generations = 12, LeastAcceptance = 0.001 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(0, posterior.Tolerances[^1]);
        Assert.Equal(15.0 / 22, posterior.Of("p").Value, 0.02);
        Assert.Equal(0.0971, posterior.Contractions()[0].PosteriorDeviation, 0.012);
    }

    [Fact]
    public void Summary_that_no_parameter_moves_is_left_out_and_named()
    {
        var model = new AbcModel([new NamedPrior("m", Prior.Normal(0, 1))], (values, stream) => [values[0] + 0.3 * stream.NextNormal(), stream.NextNormal()], [0.5, 9]) { SummaryNames = ["mean", "weather"] };
        var posterior = AbcSmc.Run(model, new AbcOptions { Generations = 3 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(["weather"], posterior.SummariesLeftOut);
        Assert.Equal("MODEL653", posterior.Warnings.Single().Code);
        Assert.Equal(0.46, posterior.Of("m").Value, 0.12);
    }

    [Fact]
    public void Contraction_names_the_parameter_that_did_not_move()
    {
        var model = new AbcModel([new NamedPrior("seen", Prior.Uniform(0, 1)), new NamedPrior("unseen", Prior.Uniform(0, 1))], (values, stream) => [values[0] + 0.02 * stream.NextNormal()], [0.8]);
        var table = AbcSmc.Run(model, null, null, TestContext.Current.CancellationToken).Contractions();
        Assert.True(table[0].Moved && table[0].Part > 0.9);
        Assert.False(table[1].Moved);
        Assert.Contains("unseen did not move", table[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Posterior_is_the_same_to_the_bit_on_one_thread_and_on_two()
    {
        var history = Made(Markets.Usual with { Noise = 0.02, AppealSpread = 0 }, [0, 0.3, -0.2], 4);
        var one = ShareCalibration.Abc(history, Two, 0.05, new AbcOptions { Particles = 60, Pilot = 200, Generations = 3, MaxParallelism = 1 }, null, TestContext.Current.CancellationToken);
        var two = ShareCalibration.Abc(history, Two, 0.05, new AbcOptions { Particles = 60, Pilot = 200, Generations = 3, MaxParallelism = 2 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(one.Posterior.Particles.Select(p => (p.Values[0], p.Weight)), two.Posterior.Particles.Select(p => (p.Values[0], p.Weight)));
    }

    [Fact]
    public void Least_squares_recovers_feedback_inertia_and_appeals_from_a_clean_history()
    {
        var history = Made(new ShareParameters { Feedback = 0.4, Inertia = 0.7 }, [0.1, 0.5, 0], 6);
        var fit = ShareCalibration.LeastSquares(history, Two);
        Assert.True(fit.Converged);
        Assert.Equal(0.4, fit.Parameters.Feedback, 0.02);
        Assert.Equal(0.7, fit.Parameters.Inertia, 0.02);
        Assert.Equal(0.5, fit.Appeals[1], 0.03);
        Assert.True(fit.ResidualDeviation < 1e-4);
        Assert.All(fit.Fitted, parameter => Assert.Empty(parameter.Estimate.Warnings));
    }

    [Fact]
    public void Two_years_of_three_platforms_do_not_identify_four_unknowns() =>
        Assert.Equal("MODEL654", Assert.Throws<NotIdentifiedException>(() => ShareCalibration.LeastSquares(Made(new ShareParameters(), [0, 0, 0], 2), Two)).Code);

    [Fact]
    public void Calibration_of_the_share_model_is_honest()
    {
        const int Periods = 4;
        var priors = new ParameterPriors(new ShareParameters { Noise = 0.05, AppealSpread = 0.3 }, Two.Priors);
        var shape = Made(new ShareParameters(), [0, 0, 0], Periods);
        var model = ShareCalibration.Model(shape, priors, 0.05);
        var table = Replicates.Run(6000, 17, (stream, _) =>
        {
            var values = model.Priors.Select(prior => prior.Prior.Quantile(stream.NextDouble())).ToArray();
            return (values, summaries: model.Simulate(values, stream));
        }, cancellationToken: TestContext.Current.CancellationToken);
        var scales = Enumerable.Range(0, model.SummaryNames.Count).Select(s => Math.Max(1e-9, Moments.Of(table.Select(row => row.summaries[s])).StandardDeviation)).ToArray();
        var checks = SimulationCalibration.Run(model.Priors.Select(prior => prior.Name), 300,
            stream => [.. model.Priors.Select(prior => prior.Prior.Quantile(stream.NextDouble()))],
            (truth, stream) =>
            {
                var seen = model.Simulate(truth, stream);
                return [.. table.OrderBy(row => row.summaries.Select((value, s) => Math.Pow((value - seen[s]) / scales[s], 2)).Sum()).Take(99).Select(row => (IReadOnlyList<double>)row.values)];
            }, 23, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(5, checks.Count);
        Assert.All(checks, check => Assert.True(check.PValue > 0.001, $"{check.Parameter}: {check.PValue}"));
    }

    [Fact]
    public void Posterior_that_is_too_narrow_fails_the_check()
    {
        var check = SimulationCalibration.Run(["m"], 300, stream => [stream.NextNormal()],
            (truth, stream) =>
            {
                var y = truth[0] + stream.NextNormal();
                return [.. Enumerable.Range(0, 99).Select(_ => (IReadOnlyList<double>)[y / 2 + 0.3 * stream.NextNormal()])];
            }, cancellationToken: TestContext.Current.CancellationToken).Single();
        Assert.True(check.PValue < 1e-6);
    }

    [Fact]
    public void Runs_of_an_ensemble_are_drawn_from_the_calibrated_particles()
    {
        var history = Made(Markets.Usual with { Noise = 0.02, AppealSpread = 0 }, [0, 0.3, -0.2], 4);
        var priors = new ParameterPriors(Two.Fixed with { AppealSpread = 0.2 }, Two.Priors);
        var fit = ShareCalibration.Abc(history, priors, 0.05, new AbcOptions { Particles = 60, Pilot = 300, Generations = 3 }, null, TestContext.Current.CancellationToken);
        var ensemble = DominanceEnsemble.Run(history.MarketAt(), 8, fit, new EnsembleOptions { Runs = 300 }, null, TestContext.Current.CancellationToken);
        var drawn = ensemble.Inputs.Select(row => row[0]).ToHashSet();
        Assert.Subset(fit.Posterior.Particles.Select(particle => particle.Values[0]).ToHashSet(), drawn);
        Assert.True(drawn.Count > 10);
    }
}
