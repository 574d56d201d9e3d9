using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Exact conditional draws of segment rates, given draws of alpha and beta.</summary>
internal static class PoolingDraws
{
    internal static RateDraws Take(SegmentCount[] segments, PoolingOptions options, Func<RandomStream, (double Alpha, double Beta)> shapes)
    {
        var population = Replicates.Run(options.Draws, options.Seed, (stream, _) => shapes(stream));
        return new RateDraws([.. segments.Select(s => s.Segment)], options.Draws, unchecked(options.Seed + 0x9E3779B97F4A7C15), (j, stream) =>
        {
            var rates = new double[population.Length];
            double events = segments[j].Events, others = segments[j].Trials - events;
            for (var s = 0; s < rates.Length; s++) rates[s] = stream.NextBeta(population[s].Alpha + events, population[s].Beta + others);
            return rates;
        });
    }
}
