using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class ConvergenceTests
{
    private static double[][] Chains(double[][] iterations) =>
        [.. Enumerable.Range(0, iterations[0].Length).Select(c => iterations.Select(row => row[c]).ToArray())];

    [Fact, Trait("case", "E29")]
    public void Eight_schools_draws_have_the_diagnostics_of_posterior()
    {
        var known = ReferenceCase.Open("E29");
        foreach (var name in new[] { "mu", "tau", "theta1" })
        {
            var got = McmcDiagnostics.Of(Chains(known.Rows(name)));
            known.Check(name + "_rhat", got.RHat);
            known.Check(name + "_ess_bulk", got.BulkEss);
            known.Check(name + "_ess_tail", got.TailEss);
            Assert.False(got.Usable);
            if (name != "mu") continue;
            known.Check("mu_mcse_mean", got.MeanError);
            known.Check("mu_rhat_basic", got.BasicRHat);
        }
    }

    [Fact]
    public void Independent_draws_are_worth_about_their_number()
    {
        var chains = Enumerable.Range(0, 4).Select(c => { var s = RandomStream.For(1, c); return Enumerable.Range(0, 1000).Select(_ => s.NextNormal()).ToArray(); });
        var got = McmcDiagnostics.Of(chains);
        Assert.InRange(got.BulkEss, 3000, 5200);
        Assert.True(got.Usable);
    }

    [Fact]
    public void Chains_that_never_move_are_refused() => Assert.Throws<NotIdentifiedException>(() => McmcDiagnostics.Of([new double[10]]));

    [Fact]
    public void A_growth_curve_is_recovered_from_a_poor_start()
    {
        double[] t = [.. Enumerable.Range(0, 30).Select(i => (double)i)];
        var fit = NonlinearLeastSquares.Fit(p => [.. t.Select(x => (p[0] / (1 + Math.Exp(p[1] - (p[2] * x)))) - (70 / (1 + Math.Exp(2.6 - (0.3 * x)))))], [[100, 1, 0.1], [10, 5, 1]]);
        Assert.True(fit.Converged, fit.Reason);
        Assert.Equal(70, fit.Parameters[0], 6);
    }
}
