using LiveCommerce.Numerics;

namespace Benchmarks.Numerics;

/// <summary>Ten million normals from one counter-based stream, beside numpy's Philox.</summary>
internal sealed class RandomNumbers : IBenchmark
{
    public string Name => "numerics-random";

    public IEnumerable<Measurement> Measure()
    {
        var sum = 0.0;
        var own = Machine.Median(() =>
        {
            var stream = RandomStream.For(1, 0);
            for (var i = 0; i < 10_000_000; i++) sum += stream.NextNormal();
        }, 3);
        var peer = PeerScript.Python("""
            import numpy as np
            print(median(lambda: np.random.Generator(np.random.Philox(1)).standard_normal(10_000_000).sum(), 3))
            """);
        yield return new Measurement(double.IsNaN(sum) ? "" : "10^7 normals, one stream", own, "numpy Philox", peer);
        yield return new Measurement("10^6 streams, one number each", Machine.Median(() =>
        {
            for (var i = 0; i < 1_000_000; i++) sum += RandomStream.For(1, i).NextDouble();
        }, 3));
    }
}
