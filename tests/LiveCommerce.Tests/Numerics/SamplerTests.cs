using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class SamplerTests
{
    private static readonly SamplerOptions Quick = new() { Warmup = 500, Draws = 500, Seed = 4 };

    /// <summary>Normal with standard deviations 1, 10, 0.1 and correlation 0.9 between the first two; mean (3, -20, 0.5).</summary>
    private static double Skewed(double[] x)
    {
        double a = x[0] - 3, b = (x[1] + 20) / 10, c = (x[2] - 0.5) / 0.1;
        return -0.5 * ((((a * a) - (1.8 * a * b) + (b * b)) / 0.19) + (c * c));
    }

    private static PosteriorDraws Draw(bool hamiltonian, Func<double[], double> density, double[] start, SamplerOptions? options = null)
    {
        string[] names = [.. start.Select((_, i) => "x" + i)];
        return hamiltonian
            ? HamiltonianSampler.Sample(names, density, start, options: options ?? Quick, cancellationToken: TestContext.Current.CancellationToken)
            : AdaptiveMetropolis.Sample(names, density, start, options ?? Quick, TestContext.Current.CancellationToken);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_correlated_normal_of_unequal_scales_has_its_moments(bool hamiltonian)
    {
        var draws = Draw(hamiltonian, Skewed, [0, 0, 0]);
        Assert.True(draws.Usable);
        double[] mean = [3, -20, 0.5], deviation = [1, 10, 0.1];
        for (var j = 0; j < 3; j++)
        {
            var got = Moments.Of(draws.Of("x" + j));
            Assert.InRange(got.Mean, mean[j] - (5 * draws.Diagnostics[j].MeanError), mean[j] + (5 * draws.Diagnostics[j].MeanError));
            Assert.InRange(got.StandardDeviation / deviation[j], 0.9, 1.1);
        }

        Assert.InRange(MathNet.Numerics.Statistics.Correlation.Pearson(draws.Of("x0"), draws.Of("x1")), 0.86, 0.93);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Acceptance_comes_near_its_aim(bool hamiltonian)
    {
        var draws = Draw(hamiltonian, Skewed, [0, 0, 0]);
        Assert.All(draws.Acceptance, share => Assert.InRange(share, hamiltonian ? 0.7 : 0.2, hamiltonian ? 0.95 : 0.45));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void One_seed_gives_the_same_draws_at_any_parallelism(bool hamiltonian)
    {
        var one = Draw(hamiltonian, Skewed, [0, 0, 0], Quick with { MaxParallelism = 1 });
        var many = Draw(hamiltonian, Skewed, [0, 0, 0], Quick with { MaxParallelism = 4 });
        Assert.Equal(one.Of("x1"), many.Of("x1"));
        Assert.NotEqual(one.Of("x1"), Draw(hamiltonian, Skewed, [0, 0, 0], Quick.WithSeed(5)).Of("x1"));
    }

    [Fact]
    public void A_density_with_a_wall_is_drawn_right_up_to_it()
    {
        var draws = Draw(false, x => x[0] < 0 ? double.NaN : -x[0], [1]);
        Assert.InRange(Moments.Of(draws.Of("x0")).Mean, 0.9, 1.1);
        Assert.InRange(draws.Of("x0").Min(), 0, 0.02);
    }

    [Fact]
    public void A_positive_parameter_is_drawn_through_its_logarithm()
    {
        var draws = Draw(true, x => x[0] - Math.Exp(x[0]), [0]);
        Assert.InRange(draws.DerivedEstimate(x => Math.Exp(x[0])).Value, 0.9, 1.1);
    }

    [Theory, InlineData(true), InlineData(false), Trait("case", "B05")]
    public void Eight_schools_have_their_posterior_by_sampling_too(bool hamiltonian)
    {
        var known = ReferenceCase.Open("B05");
        double[] y = known.Numbers("y"), sigma = known.Numbers("sigma");
        double Density(double[] x)
        {
            var tau = Math.Exp(x[1]);
            var log = -(x[0] * x[0] / 50) - Math.Log(1 + (tau * tau / 25)) + x[1];
            for (var j = 0; j < 8; j++)
            {
                var residual = (y[j] - x[0] - (tau * x[j + 2])) / sigma[j];
                log -= ((residual * residual) + (x[j + 2] * x[j + 2])) / 2;
            }

            return log;
        }

        string[] names = ["mu", "log tau", .. Enumerable.Range(1, 8).Select(j => "z" + j)];
        var options = new SamplerOptions { Warmup = 1000, Draws = 1500, Seed = 2, TargetAcceptance = hamiltonian ? 0.9 : 0 };
        var draws = hamiltonian
            ? HamiltonianSampler.Sample(names, Density, new double[10], options: options, cancellationToken: TestContext.Current.CancellationToken)
            : AdaptiveMetropolis.Sample(names, Density, new double[10], options, TestContext.Current.CancellationToken);
        var tau = Moments.Of(draws.Derived(x => Math.Exp(x[1])));
        known.Check("mu_mean", Moments.Of(draws.Of("mu")).Mean);
        known.Check("mu_sd", Moments.Of(draws.Of("mu")).StandardDeviation);
        known.Check("tau_mean", tau.Mean);
        known.Check("tau_sd", tau.StandardDeviation);
    }

    [Fact]
    public void Two_far_valleys_are_refused_and_named()
    {
        static double Valleys(double[] x) => LogSumExp.Of([-50 * (x[0] - 5) * (x[0] - 5), -50 * (x[0] + 5) * (x[0] + 5)]);
        var fault = Assert.Throws<NotIdentifiedException>(() => Draw(true, Valleys, [0], Quick with { StartSpread = 5 }));
        Assert.Equal(("MODEL142", "parameter 'x0'"), (fault.Code, fault.Where));
        var kept = Draw(true, Valleys, [0], (Quick with { StartSpread = 5 }).KeepingUnconverged());
        Assert.False(kept.Usable);
        Assert.Contains(kept.Warnings, w => w.Code == "MODEL142" && w.Severity == Severity.Serious);
    }

    [Fact]
    public void A_funnel_tells_that_its_paths_diverge()
    {
        static double Funnel(double[] x) => -(x[0] * x[0] / 18) - (4 * x[0]) - (x.Skip(1).Sum(v => v * v) * Math.Exp(-x[0]) / 2);
        var draws = Draw(true, x => Funnel(x), new double[9], (Quick with { Warmup = 200, Draws = 200, MaxTreeDepth = 6 }).KeepingUnconverged());
        Assert.Contains(draws.Warnings, w => w.Code == "MODEL143");
        Assert.True(draws.Divergences > 0);
    }

    [Fact]
    public void A_start_without_density_is_refused() =>
        Assert.Equal("MODEL147", Assert.Throws<InputException>(() => Draw(true, _ => double.NegativeInfinity, [0.0])).Code);

    [Fact]
    public void More_than_thirty_parameters_are_handed_to_another_tool() =>
        Assert.Contains("Stan", Assert.Throws<InputException>(() => Draw(false, _ => 0, new double[31])).Fix, StringComparison.Ordinal);

    [Fact]
    public void A_misspelt_parameter_is_offered_its_name()
    {
        var draws = HamiltonianSampler.Sample(["intercept"], x => -x[0] * x[0] / 2, [0.0], x => [-x[0]], Quick, TestContext.Current.CancellationToken);
        Assert.Equal("did you mean 'intercept'?", Assert.Throws<InputException>(() => draws.Of("intrcept")).Fix);
        Assert.InRange(draws.Estimate("intercept").Interval!.High, 1.7, 2.2);
    }

    /// <summary>Simulation-based calibration (Talts et al. 2018): the rank of the true value among thinned draws is uniform.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public void Ranks_of_true_values_are_uniform(bool hamiltonian)
    {
        const int Bins = 8, Runs = 240;
        var ranks = Replicates.Run(Runs, 11, (stream, run) =>
        {
            double mean = stream.NextNormal(), logSd = 0.5 * stream.NextNormal();
            double[] y = [.. Enumerable.Range(0, 10).Select(_ => mean + (Math.Exp(logSd) * stream.NextNormal()))];
            double total = y.Sum(), squares = y.Sum(v => v * v);
            double Density(double[] x) => -(x[0] * x[0] / 2) - (2 * x[1] * x[1]) - (10 * x[1]) - ((squares - (2 * x[0] * total) + (10 * x[0] * x[0])) * Math.Exp(-2 * x[1]) / 2);
            double[] Slope(double[] x) => [-x[0] + ((total - (10 * x[0])) * Math.Exp(-2 * x[1])), (-4 * x[1]) - 10 + ((squares - (2 * x[0] * total) + (10 * x[0] * x[0])) * Math.Exp(-2 * x[1]))];
            var options = new SamplerOptions { Chains = 1, Warmup = hamiltonian ? 200 : 40, Draws = 63, Thin = hamiltonian ? 3 : 20, Seed = (ulong)run + 1, MaxParallelism = 1 }.KeepingUnconverged();
            var draws = hamiltonian
                ? HamiltonianSampler.Sample(["mean", "log sd"], Density, [0.0, 0], Slope, options)
                : AdaptiveMetropolis.Sample(["mean", "log sd"], Density, [0.0, 0], options);
            return (draws.Of("mean").Count(v => v < mean) * Bins / 64, draws.Of("log sd").Count(v => v < logSd) * Bins / 64);
        }, 2, TestContext.Current.CancellationToken);
        foreach (var list in new[] { ranks.Select(r => r.Item1), ranks.Select(r => r.Item2) })
        {
            var expected = Runs / (double)Bins;
            var chi = Enumerable.Range(0, Bins).Sum(bin => Math.Pow(list.Count(r => r == bin) - expected, 2) / expected);
            Assert.True(Survival.ChiSquared(chi, Bins - 1) > 0.001, $"chi-squared {chi}");
        }
    }
}
