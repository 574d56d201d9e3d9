using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace Benchmarks.Landscape;

/// <summary>A composite over all choices, beside the same loop in numpy and scipy.</summary>
internal sealed class CompositeRuns : IBenchmark
{
    public string Name => "landscape-composite";

    public IEnumerable<Measurement> Measure()
    {
        var stream = RandomStream.For(1, 0);
        CompositeIndicator[] indicators = [.. Enumerable.Range(0, 6).Select(k => new CompositeIndicator("k" + k, -3, 3))];
        CompositeValue[] values = [.. Enumerable.Range(0, 8).SelectMany(p => indicators.Select(k => new CompositeValue("p" + p, k.Id, stream.NextNormal()).WithStandardError(0.2)))];
        // 1463 points are 10,241 evaluations.
        var own = Machine.Median(() => Composite.Of(indicators, values, new CompositeOptions { Points = 1463 }));
        yield return new Measurement("8 platforms x 6 indicators, 10^4 evaluations over all choices, with shares", own, "numpy and scipy, the same steps", PeerScript.Python("""
            import numpy as np
            from scipy import stats
            x0 = np.random.default_rng(1).standard_normal((8, 6))
            def run():
                g = np.random.default_rng(2)
                for r in range(10241):
                    x = x0 + 0.2 * g.standard_normal((8, 6))
                    n = g.integers(3); w = g.integers(4); a = g.integers(2)
                    if n == 0: z = np.clip((x + 3) / 6, 0, 1)
                    elif n == 1: z = stats.norm.cdf((x - x.mean(0)) / x.std(0, ddof=1))
                    else: z = (stats.rankdata(x, axis=0) - 0.5) / 8
                    if w == 3: weights = g.dirichlet(np.ones(6))
                    elif w == 2:
                        c = np.corrcoef(z, rowvar=False); weights = np.linalg.eigh(c)[1][:, -1] ** 2
                    else: weights = np.full(6, 1 / 6)
                    score = z @ weights if a == 0 else np.exp(np.log(np.maximum(z, 0.01)) @ weights)
                    score.argsort()
            print(median(run, 1))
            """));
    }
}
