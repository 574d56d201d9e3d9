namespace LiveCommerce.Conversion;

/// <summary>Quantiles of draws (type 7: linear between order statistics).</summary>
internal static class Percentile
{
    internal static double Of(double[] sorted, double probability)
    {
        var at = probability * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    internal static Interval Interval(double[] sorted, double level, IntervalKind kind = IntervalKind.Credible)
    {
        var tail = (1 - level) / 2;
        return new Interval(Of(sorted, tail), Of(sorted, 1 - tail), level, kind);
    }
}
