using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Exact conditional draws of segment rates, and what they say of ranks.</summary>
internal static class PoolingDraws
{
    internal static double[][] Take(SegmentCount[] segments, PoolingOptions options, Func<RandomStream, (double Alpha, double Beta)> shapes)
    {
        var draws = new double[options.Draws][];
        Parallel.For(0, options.Draws, s =>
        {
            var stream = RandomStream.For(options.Seed, s);
            var (alpha, beta) = shapes(stream);
            var rates = new double[segments.Length];
            for (var j = 0; j < rates.Length; j++) rates[j] = stream.NextBeta(alpha + segments[j].Events, beta + segments[j].Trials - segments[j].Events);
            draws[s] = rates;
        });
        return draws;
    }

    /// <summary>Per segment, the probability of each rank, highest rate first.</summary>
    internal static double[][] Ranks(double[][] draws)
    {
        var n = draws[0].Length;
        // Rank tables of many segments would be quadratic in size: only the first ranks are kept then.
        var kept = Math.Min(n, Math.Max(1, 400_000 / n));
        double[][] ranks = [.. Enumerable.Range(0, n).Select(_ => new double[kept])];
        var order = new int[n];
        var keys = new double[n];
        foreach (var draw in draws)
        {
            for (var j = 0; j < n; j++) (order[j], keys[j]) = (j, -draw[j]);
            Array.Sort(keys, order);
            for (var r = 0; r < kept; r++) ranks[order[r]][r] += 1.0 / draws.Length;
        }

        return ranks;
    }

    internal static double[] Sorted(double[][] draws, int column)
    {
        var values = new double[draws.Length];
        for (var s = 0; s < values.Length; s++) values[s] = draws[s][column];
        Array.Sort(values);
        return values;
    }
}
