using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace Benchmarks.Conversion;

/// <summary>Partial pooling of 1,000 to 1,000,000 segments: each row beside the one before it, so that linear growth shows as a ratio of ten.</summary>
internal sealed class PoolingGrowth : IBenchmark
{
    public string Name => "pooling-growth";

    public IEnumerable<Measurement> Measure()
    {
        double? before = null;
        _ = PartialPooling.FullBayes(Segments(1000), new PoolingOptions { Draws = 100 });
        foreach (var n in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            var segments = Segments(n);
            var seconds = Machine.Median(() => PartialPooling.FullBayes(segments, new PoolingOptions { Draws = 100 }), n > 100_000 ? 1 : 3);
            yield return new Measurement($"{n:N0} segments, full Bayes, 100 draws each", seconds, before is null ? "" : "a tenth of the segments", before);
            before = seconds;
        }
    }

    private static SegmentCount[] Segments(int n) => [.. Replicates.Run(n, 7, (stream, i) =>
    {
        long trials = 50 + stream.NextInt(950);
        return new SegmentCount($"s{i}", stream.NextBinomial(trials, stream.NextBeta(3, 60)), trials);
    })];
}
