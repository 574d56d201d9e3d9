using System.Globalization;
using LiveCommerce.Competition;
using LiveCommerce.Competition.Sensitivity;

namespace Benchmarks.Competition;

/// <summary>Sobol indices of 2^14 rows and 15 inputs with 1,000 bootstraps: with the simulator's runs, and the bootstrap beside a loop in numpy.</summary>
internal sealed class SobolBootstrap : IBenchmark
{
    private const int Rows = 1 << 14, Inputs = 15, Bootstraps = 1000;

    /// <summary>Resampled indices as SALib computes them: one numpy call per index over the resampled rows of each bootstrap.</summary>
    private const string Peer = """
        import time, numpy as np
        rng = np.random.default_rng(1)
        N, k, R = 16384, 15, 1000
        A, B, AB = rng.standard_normal(N), rng.standard_normal(N), rng.standard_normal((N, k))
        def first(a, ab, b): return np.mean(b * (ab - a), axis=0) / np.var(np.r_[a, b], axis=0)
        def total(a, ab, b): return 0.5 * np.mean((a - ab) ** 2, axis=0) / np.var(np.r_[a, b], axis=0)
        M = 100
        start = time.process_time()
        for j in range(k):
            r = rng.integers(N, size=(N, M))
            first(A[r], AB[r, j], B[r]).std(); total(A[r], AB[r, j], B[r]).std()
        print((time.process_time() - start) * R / M)
        """;

    public string Name => "sobol-bootstrap";

    public IEnumerable<Measurement> Measure()
    {
        string[] names = [.. Enumerable.Range(1, Inputs).Select(i => "input " + i)];
        SobolIndices Cheap(int bootstraps, int threads) => SobolIndices.OfBatches(names, points => [.. points.Select(u => u[0] + u[1] * u[2] + Math.Sin(u[3]))], new SobolOptions { Rows = Rows, Bootstraps = bootstraps, MaxParallelism = threads });
        var without = Machine.Median(() => Cheap(2, 1), 3);
        var with = Machine.Median(() => Cheap(Bootstraps + 2, 1), 3);
        var peer = Machine.Process("/usr/bin/python3", "-c", Peer);
        yield return new Measurement("1,000 bootstraps of 15 indices, one thread", with - without, "loop in numpy as in SALib",
            peer is { } found ? double.Parse(found.Output.Trim(), CultureInfo.InvariantCulture) : null);

        var market = LiveCommerce.Competition.Market.Of(
            Enumerable.Range(0, 10).Select(c => new MarketCategory("category " + c, 0.1)),
            Enumerable.Range(0, 8).Select(i => new PlatformProfile("platform " + i, [.. Enumerable.Range(0, 10).Select(c => new CategoryOffer("category " + c, 0.125))])));
        var simulator = new ShareSimulator(market, 40);
        var seconds = Machine.Median(() => SobolIndices.OfBatches(names, points => [.. simulator.FinalShares(
            points.Select(u => new ShareParameters { Feedback = u[0], Inertia = 0.9 * u[1], TrafficEffect = u[2], ConversionEffect = u[3], TrustEffect = u[4], SupplyEffect = u[5], Noise = 0.1 * u[6] }),
            points.Select(u => (IReadOnlyList<double>)u[7..15].Select(value => value - 0.5).ToArray()), 1, sameNoise: true).Select(shares => shares[0])], new SobolOptions { Rows = Rows, Bootstraps = Bootstraps }), 1);
        yield return new Measurement("2^14 x 17 runs of the simulator and 1,000 bootstraps, all threads", seconds);
    }
}
