using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Consistency of the indicators of one axis.</summary>
/// <param name="Raw">From covariances; at most 1, negative when indicators point against each other.</param>
/// <param name="Standardised">From the mean correlation.</param>
/// <param name="MeanCorrelation">Mean correlation between indicators.</param>
/// <remarks>Cronbach (1951). Reference case A05.</remarks>
public sealed record CronbachAlpha(double Raw, double Standardised, double MeanCorrelation)
{
    /// <summary>Alpha of a complete table.</summary>
    /// <param name="rows">One row per object, one column per indicator.</param>
    /// <exception cref="NotIdentifiedException">Fewer than two rows or columns, or a column without spread.</exception>
    public static CronbachAlpha Of<TRow>(IEnumerable<TRow> rows)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(rows, "rows");
        var k = x[0].Length;
        if (x.Length < 2 || k < 2) throw Tables.TooSmall("MODEL203", x.Length, k, "consistency needs two objects and two indicators");
        double[] variances = [.. Enumerable.Range(0, k).Select(j => Moments.Of(x.Select(row => row[j])).Variance)];
        var flat = Array.IndexOf(variances, 0.0);
        if (flat >= 0) throw new NotIdentifiedException("MODEL204", FormattableString.Invariant($"column {flat}"), "it has no spread", "its correlation is undefined", "drop the column");
        double total = 0, correlation = 0;
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < i; j++)
            {
                double mi = x.Average(row => row[i]), mj = x.Average(row => row[j]);
                var c = x.Sum(row => (row[i] - mi) * (row[j] - mj)) / (x.Length - 1);
                total += 2 * c;
                correlation += c / Math.Sqrt(variances[i] * variances[j]);
            }
        }

        var mean = correlation / (k * (k - 1) / 2.0);
        return new CronbachAlpha(k / (k - 1.0) * (1 - (variances.Sum() / (variances.Sum() + total))), k * mean / (1 + ((k - 1) * mean)), mean);
    }
}

/// <summary>Agreement of sources beyond chance, with gaps allowed.</summary>
/// <remarks>Krippendorff (2004), interval metric: 1 - observed / expected disagreement.</remarks>
public static class KrippendorffAlpha
{
    /// <summary>Alpha for interval data.</summary>
    /// <param name="ratings">One row per object, one column per source; NaN where a source says nothing.</param>
    /// <exception cref="NotIdentifiedException">No object with two sources, or all values equal.</exception>
    public static double Interval<TRow>(IEnumerable<TRow> ratings)
        where TRow : class, IReadOnlyList<double>
    {
        ArgumentNullException.ThrowIfNull(ratings);
        double[][] units = [.. ratings.Select(row => row.Where(value => !double.IsNaN(value)).ToArray()).Where(row => row.Length > 1)];
        double[] all = [.. units.SelectMany(row => row)];
        if (all.Length == 0) throw new NotIdentifiedException("MODEL205", "'ratings'", "no object with two sources", "there is nothing to compare", "add a second source for some object");
        Guard.Values(all, "ratings");
        var observed = units.Sum(row => 2.0 * row.Length * row.Length / (row.Length - 1.0) * Spread(row)) / all.Length;
        var expected = 2.0 * all.Length / (all.Length - 1.0) * Spread(all);
        if (expected == 0) throw new NotIdentifiedException("MODEL206", "'ratings'", "all values are equal", "agreement beyond chance is undefined", "add objects that differ");
        return 1 - (observed / expected);
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
