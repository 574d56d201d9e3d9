using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace Benchmarks.Conversion;

/// <summary>10,000 draws of a six-stage funnel pushed through the exact Shapley split.</summary>
internal sealed class DecompositionDraws : IBenchmark
{
    private const string Script = """
        import time, numpy as np
        from math import factorial
        rng = np.random.default_rng(1); a = rng.uniform(.1, .5, (10000, 6)); b = rng.uniform(.1, .5, (10000, 6))
        def split():
            n = 6; value = {}
            for s in range(64):
                mask = np.array([(s >> i) & 1 for i in range(n)], bool)
                value[s] = np.where(mask, b, a).prod(axis=1)
            effects = np.zeros((10000, n))
            for i in range(n):
                for s in range(64):
                    if s >> i & 1: continue
                    k = bin(s).count('1')
                    effects[:, i] += factorial(k) * factorial(n - k - 1) / factorial(n) * (value[s | 1 << i] - value[s])
            return effects.mean(axis=0), np.quantile(effects, [.025, .975], axis=0)
        split(); out = []
        for _ in range(5):
            start = time.perf_counter(); split(); out.append(time.perf_counter() - start)
        print(sorted(out)[2])
        """;

    public string Name => "decomposition-draws";

    public IEnumerable<Measurement> Measure()
    {
        string[] stages = ["click", "detail", "cart", "order", "paid", "kept"];
        var draws = Replicates.Run(10_000, 1, (stream, _) => new[] { Rates(stream), Rates(stream) });
        IReadOnlyList<IReadOnlyList<double>> first = [.. draws.Select(d => d[0])], second = [.. draws.Select(d => d[1])];
        var seconds = Machine.Median(() => DrawnDecomposition.Of(stages, first, second), 9);
        var peer = Machine.Process("/usr/bin/python3", "-c", Script);
        yield return new Measurement("10,000 draws of six stages, effects with intervals and probabilities", seconds, peer is null ? "" : "numpy over all draws at once", peer is null ? null : double.Parse(peer.Value.Output, System.Globalization.CultureInfo.InvariantCulture));

        static double[] Rates(RandomStream stream) => [.. Enumerable.Range(0, 6).Select(_ => 0.1 + (0.4 * stream.NextDouble()))];
    }
}
