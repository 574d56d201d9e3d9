using System.Globalization;
using LiveCommerce.Conversion;

namespace Benchmarks.Conversion;

/// <summary>Beta-binomial full Bayes on the 71 rat-tumour groups, beside the same posterior by scipy on a grid of the same number of points.</summary>
internal sealed class FullBayes : IBenchmark
{
    /// <summary>Points of both grids together: the coarse and the fine one of the library.</summary>
    private const string Script = """
        import time, numpy as np
        from scipy.special import betaln, gammaln
        y = np.array([{0}]); n = np.array([{1}])
        def fit(nu, nv):
            u, v = np.meshgrid(np.linspace(-2.6, -1.0, nu), np.linspace(1.0, 5.0, nv), indexing='ij')
            k = np.exp(v); a = k / (1 + np.exp(-u)); b = k / (1 + np.exp(u))
            log = sum(betaln(a + yy, b + nn - yy) - betaln(a, b) for yy, nn in zip(y, n)) - 2.5 * np.log(a + b) + np.log(a) + np.log(b)
            w = np.exp(log - log.max()); w /= w.sum()
            rates = [(w * (a + yy) / (a + b + nn)).sum() for yy, nn in zip(y, n)]
            return (w * a).sum(), (w * b).sum(), rates[-1]
        from scipy.integrate import dblquad
        def joint(v, u, f):
            k = np.exp(v); a = k / (1 + np.exp(-u)); b = k / (1 + np.exp(u))
            log = np.sum(betaln(a + y, b + n - y) - betaln(a, b)) - 2.5 * np.log(a + b) + np.log(a) + np.log(b)
            return f(a, b) * np.exp(log + 730)
        def quadrature():
            one = dblquad(joint, -2.6, -1.0, 1.0, 5.0, args=(lambda a, b: 1.0,), epsrel=1e-6)[0]
            rates = [dblquad(joint, -2.6, -1.0, 1.0, 5.0, args=(lambda a, b, yy=yy, nn=nn: (a + yy) / (a + b + nn),), epsrel=1e-6)[0] / one for yy, nn in sorted(set(zip(y, n)))[-3:]]
            return one, rates
        def best(f, times):
            out = []
            for _ in range(times):
                start = time.perf_counter(); f(); out.append(time.perf_counter() - start)
            return sorted(out)[len(out) // 2]
        fit(72, 72)
        kinds = len(set(zip(y, n)))
        start = time.perf_counter(); quadrature(); four = time.perf_counter() - start
        print(best(lambda: fit(72, 72), 5), four / 4 * (kinds + 3), fit(400, 400)[2])
        """;

    public string Name => "beta-binomial-full-bayes";

    public IEnumerable<Measurement> Measure()
    {
        var groups = Data.Rats();
        var options = new PoolingOptions { Draws = 100 };
        var seconds = Machine.Median(() => PartialPooling.FullBayes(groups, options), 15);
        var script = Script.Replace("{0}", string.Join(',', groups.Select(g => g.Events)), StringComparison.Ordinal).Replace("{1}", string.Join(',', groups.Select(g => g.Trials)), StringComparison.Ordinal);
        if (Machine.Process("/usr/bin/python3", "-c", script) is not { } peer)
        {
            yield return new Measurement("71 groups, means, intervals, ranks and 100 draws", seconds);
            yield break;
        }

        double[] times = [.. peer.Output.Trim().Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        yield return new Measurement("71 groups, means, intervals, ranks and 100 draws", seconds, "scipy.integrate.dblquad, means alone (4 of its integrals timed, the time of all reckoned)", times[1]);
        yield return new Measurement("the same", seconds, "numpy and scipy.special on a fixed 72 x 72 grid, means alone", times[0]);
        yield return new Measurement($"mean of group 71: {PartialPooling.FullBayes(groups, options).Of("71").Pooled.Value:0.000000}, scipy on 400 x 400 points {times[2]:0.000000}", seconds);
    }
}
