using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Competition;

/// <summary>A probability counted over simulated runs.</summary>
internal static class MonteCarloChance
{
    /// <summary>The part of the runs, with a Wilson interval: the error of the simulation, not of the model.</summary>
    public static Estimate Of(long hits, long runs, double level, string method)
    {
        var z = Normal.InvCDF(0, 1, 0.5 + Guard.Level(level) / 2);
        double n = runs, p = hits / n;
        var middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        var half = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        var interval = new Interval(hits == 0 ? 0 : Math.Max(0, middle - half), hits == runs ? 1 : Math.Min(1, middle + half), level, IntervalKind.Confidence);
        return new Estimate(p, interval, Unit.Share, new SampleSize(runs), method);
    }
}
