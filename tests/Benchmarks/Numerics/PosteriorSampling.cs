using LiveCommerce.Numerics;

namespace Benchmarks.Numerics;

/// <summary>Eight schools by both samplers, beside the same random walk in numpy.</summary>
internal sealed class PosteriorSampling : IBenchmark
{
    private static readonly double[] Effect = [28, 8, -3, 7, -1, 1, 18, 12], Error = [15, 10, 16, 11, 9, 11, 10, 18];

    public string Name => "numerics-sampling";

    public IEnumerable<Measurement> Measure()
    {
        string[] names = ["mu", "log tau", .. Enumerable.Range(1, 8).Select(j => "z" + j)];
        var options = new SamplerOptions { Seed = 2 }.KeepingUnconverged();
        PosteriorDraws? hamiltonian = null, metropolis = null;
        var first = Machine.Median(() => hamiltonian = HamiltonianSampler.Sample(names, Density, new double[10], Slope, options.WithTargetAcceptance(0.9)), 3);
        var second = Machine.Median(() => metropolis = AdaptiveMetropolis.Sample(names, Density, new double[10], options), 3);
        var peer = PeerScript.Python("""
            import numpy as np
            y = np.array([28,8,-3,7,-1,1,18,12.]); s = np.array([15,10,16,11,9,11,10,18.])
            def f(x):
                tau = np.exp(x[1]); r = (y - x[0] - tau * x[2:]) / s
                return -x[0]**2/50 - np.log1p(tau*tau/25) + x[1] - 0.5*(r @ r + x[2:] @ x[2:])
            def walk():
                g = np.random.default_rng(1); x = np.zeros(10); l = f(x)
                for _ in range(20000):
                    n = x + 0.5 * g.standard_normal(10); m = f(n)
                    if np.log(g.random()) < m - l: x, l = n, m
            print(median(walk, 1) * 4 * 200000 / 20000)
            """);
        yield return new Measurement(Say("no-U-turn, 4 x 2000 steps", hamiltonian!), first);
        yield return new Measurement(Say("adaptive Metropolis, 4 x 200,000 steps", metropolis!), second, "the same walk in numpy, 20,000 steps scaled up", peer);
    }

    private static string Say(string what, PosteriorDraws draws) =>
        FormattableString.Invariant($"eight schools, {what} (least bulk ESS {draws.Diagnostics.Min(d => d.BulkEss):F0})");

    private static double Density(double[] x)
    {
        var tau = Math.Exp(x[1]);
        var log = -(x[0] * x[0] / 50) - Math.Log(1 + (tau * tau / 25)) + x[1];
        for (var j = 0; j < 8; j++)
        {
            var r = (Effect[j] - x[0] - (tau * x[j + 2])) / Error[j];
            log -= ((r * r) + (x[j + 2] * x[j + 2])) / 2;
        }

        return log;
    }

    private static double[] Slope(double[] x)
    {
        var tau = Math.Exp(x[1]);
        var slope = new double[10];
        slope[0] = -x[0] / 25;
        slope[1] = 1 - (2 * tau * tau / (25 + (tau * tau)));
        for (var j = 0; j < 8; j++)
        {
            var r = (Effect[j] - x[0] - (tau * x[j + 2])) / Error[j];
            slope[0] += r / Error[j];
            slope[1] += r * tau * x[j + 2] / Error[j];
            slope[j + 2] = (r * tau / Error[j]) - x[j + 2];
        }

        return slope;
    }
}
