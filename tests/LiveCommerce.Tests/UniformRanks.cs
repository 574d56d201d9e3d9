using LiveCommerce.Numerics;

namespace LiveCommerce.Tests;

/// <summary>Test of uniform ranks, for quantities that depend on the data and so are ranked by the test itself (Talts et al. 2018; Modrak et al. 2023).</summary>
internal static class UniformRanks
{
    public static int Rank(double truth, IEnumerable<double> draws) => draws.Count(draw => draw < truth);

    /// <summary>Upper tail of chi-squared over bins of equal width; ranks go from 0 to <paramref name="draws"/>.</summary>
    public static double PValue(IReadOnlyCollection<int> ranks, int draws, int bins = 10)
    {
        double[] seen = new double[bins], expected = new double[bins];
        foreach (var rank in ranks) seen[rank * bins / (draws + 1)]++;
        for (var rank = 0; rank <= draws; rank++) expected[rank * bins / (draws + 1)] += ranks.Count / (draws + 1.0);
        return Survival.ChiSquared(seen.Zip(expected, (s, e) => (s - e) * (s - e) / e).Sum(), bins - 1);
    }
}
