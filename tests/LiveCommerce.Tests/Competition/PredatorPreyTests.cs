using LiveCommerce.Competition.Calibration;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class PredatorPreyTests
{
    [Fact, Trait("case", "E20")]
    public void States_of_lynx_and_hare_are_those_of_a_reference_solver()
    {
        var e20 = ReferenceCase.Open("E20");
        var path = new PredatorPrey(0.55, 0.028, 0.80, 0.024).Path(33.956, 5.933, [0, 1, 5, 10, 20], 1e-10);
        e20.Check("ode_states_t1_t5_t10_t20", path.Skip(1));
    }

    [Fact, Trait("case", "E20")]
    public void Posterior_of_lynx_and_hare_is_as_published()
    {
        var e20 = ReferenceCase.Open("E20");
        var counts = e20.Rows("hare_lynx");
        var draws = PredatorPrey.Posterior(e20.Numbers("t"), counts.Select(row => row[0]), counts.Select(row => row[1]), new SamplerOptions { Warmup = 300, Draws = 600, Thin = 20 }, TestContext.Current.CancellationToken);
        double[] Of(int parameter) => [.. draws.Derived(x => Math.Exp(x[parameter]))];
        Moments[] moments = [.. Enumerable.Range(0, 8).Select(parameter => Moments.Of(Of(parameter)))];
        e20.Check("theta_mean", moments.Take(4).Select(m => m.Mean));
        e20.Check("theta_sd", moments.Take(4).Select(m => m.StandardDeviation));
        e20.Check("z_init_mean", moments.Skip(4).Take(2).Select(m => m.Mean));
        e20.Check("sigma_mean", moments.Skip(6).Select(m => m.Mean));
    }

    [Fact]
    public void Exponential_growth_is_solved_to_its_tolerance()
    {
        var states = RungeKutta.Solve((_, y) => [y[0]], [1], [0, 1, 2, 10], 1e-10);
        Assert.Equal(Math.Exp(10), states[^1][0], Math.Exp(10) * 1e-8);
    }

    [Fact]
    public void Equation_that_runs_away_is_refused_with_the_time() =>
        Assert.Contains("time", Assert.Throws<NotIdentifiedException>(() => RungeKutta.Solve((_, y) => [y[0] * y[0]], [1], [0, 2])).Message, StringComparison.Ordinal);
}
