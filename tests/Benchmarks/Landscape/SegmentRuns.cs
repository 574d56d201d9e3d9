using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace Benchmarks.Landscape;

/// <summary>Segments of ten thousand sessions, beside scipy's k-means.</summary>
internal sealed class SegmentRuns : IBenchmark
{
    public string Name => "landscape-segments";

    public IEnumerable<Measurement> Measure()
    {
        var stream = RandomStream.For(1, 0);
        double[][] rows = [.. Enumerable.Range(0, 10_000).Select(i => Enumerable.Range(0, 4).Select(j => (i % 5 * (j + 1)) + stream.NextNormal()).ToArray())];
        var few = rows.Take(2000).ToArray();
        var own = Machine.Median(() => KMeans.Of(few, 5, starts: 20), 3);
        yield return new Measurement("k-means, 2000 rows x 4, 5 segments, 20 starts, with silhouette", own, "scipy.cluster.vq.kmeans, 20 starts, without", PeerScript.Python("""
            import numpy as np
            from scipy.cluster.vq import kmeans
            g = np.random.default_rng(1)
            x = (np.arange(2000) % 5)[:, None] * np.arange(1, 5)[None, :] + g.standard_normal((2000, 4))
            print(median(lambda: kmeans(x, 5, iter=20, seed=1), 3))
            """));
        yield return new Measurement("Gaussian mixture, 10^4 rows x 4, 5 full segments, 5 starts", Machine.Median(() => GaussianMixture.Of(rows, 5, new MixtureOptions { Starts = 5 }), 1));
    }
}
