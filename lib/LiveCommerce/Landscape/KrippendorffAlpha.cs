using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>What makes two ratings of one object disagree.</summary>
public enum RatingMetric
{
    /// <summary>Names: they are equal or not.</summary>
    Nominal,

    /// <summary>Order: by how many ratings lie between them.</summary>
    Ordinal,

    /// <summary>Differences count.</summary>
    Interval,

    /// <summary>Differences count as parts of the sum; none negative.</summary>
    Ratio,
}

/// <summary>Agreement of sources beyond chance, with gaps allowed.</summary>
/// <remarks>Krippendorff (2011), "Computing Krippendorff's alpha-reliability": 1 - observed / expected disagreement over the pairs of ratings of one object.</remarks>
public static class KrippendorffAlpha
{
    /// <summary>Alpha for interval data.</summary>
    /// <param name="ratings">One row per object, one column per source; NaN where a source says nothing.</param>
    /// <exception cref="NotIdentifiedException">No object with two sources, or all values equal.</exception>
    public static double Interval<TRow>(IEnumerable<TRow> ratings)
        where TRow : class, IReadOnlyList<double> => Of(ratings, RatingMetric.Interval);

    /// <summary>Alpha for ratings of any kind.</summary>
    /// <param name="ratings">One row per object, one column per source; NaN where a source says nothing.</param>
    /// <param name="metric">What makes two ratings disagree.</param>
    /// <returns>1 when sources agree wholly, about 0 by chance; negative when they contradict each other.</returns>
    /// <exception cref="InputException">An infinite rating, or a negative one under the ratio metric.</exception>
    /// <exception cref="NotIdentifiedException">No object with two sources, or all values equal.</exception>
    public static double Of<TRow>(IEnumerable<TRow> ratings, RatingMetric metric)
        where TRow : class, IReadOnlyList<double>
    {
        ArgumentNullException.ThrowIfNull(ratings);
        double[][] units = [.. Guard.Items(ratings, "ratings").Select(row => row.Where(value => !double.IsNaN(value)).ToArray()).Where(row => row.Length > 1)];
        double[] all = [.. units.SelectMany(row => row)];
        if (all.Length == 0) throw new NotIdentifiedException("MODEL205", "'ratings'", "no object with two sources", "there is nothing to compare", "add a second source for some object");
        Guard.Values(all, "ratings");
        if (metric == RatingMetric.Ratio && all.Min() < 0) Guard.Positive(all.Min(), "ratings");
        var distance = Distance(metric, all);
        var observed = units.Sum(row => Pairs(row, distance) / (row.Length - 1));
        var expected = Pairs(all, distance) / (all.Length - 1);
        if (expected == 0) throw new NotIdentifiedException("MODEL206", "'ratings'", "all values are equal", "agreement beyond chance is undefined", "add objects that differ");
        if (!double.IsFinite(observed) || !double.IsFinite(expected))
            throw new InputException("MODEL101", "'ratings'", FormattableString.Invariant($"up to {all.Max(Math.Abs):G3}"), "their squares leave the range of numbers", "take a larger unit");
        return 1 - (observed / expected);
    }

    /// <summary>Sum of the squared distance over all pairs, by distinct values.</summary>
    private static double Pairs(double[] values, Func<double, double, double> distance)
    {
        var counts = values.GroupBy(value => value).Select(group => (Value: group.Key, Times: (double)group.Count())).ToArray();
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
            for (var j = 0; j < i; j++) sum += counts[i].Times * counts[j].Times * distance(counts[i].Value, counts[j].Value);
        return 2 * sum;
    }

    private static Func<double, double, double> Distance(RatingMetric metric, double[] all)
    {
        switch (metric)
        {
            case RatingMetric.Nominal: return (_, _) => 1;
            case RatingMetric.Ordinal:
                // The distance of two mid-ranks is the number of ratings between them, each end counted half.
                var ranks = all.Zip(Ranks.Average(all)).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
                return (a, b) => (ranks[a] - ranks[b]) * (ranks[a] - ranks[b]);
            case RatingMetric.Ratio: return (a, b) => (a - b) / (a + b) * ((a - b) / (a + b));
            case RatingMetric.Interval: return (a, b) => (a - b) * (a - b);
            default: throw new InputException("MODEL208", "'metric'", FormattableString.Invariant($"it is {(int)metric}"), "it names no metric", "use one of RatingMetric");
        }
    }
}
