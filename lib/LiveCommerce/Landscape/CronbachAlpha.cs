using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Landscape;

/// <summary>Consistency of the indicators of one axis.</summary>
/// <param name="Raw">From covariances; at most 1, negative when indicators point against each other.</param>
/// <param name="Standardised">From the mean correlation.</param>
/// <param name="MeanCorrelation">Mean correlation between indicators.</param>
/// <remarks>Cronbach (1951). Reference case A05.</remarks>
public sealed record CronbachAlpha(double Raw, double Standardised, double MeanCorrelation)
{
    /// <summary>Objects used.</summary>
    public required int Objects { get; init; }

    /// <summary>Indicators used.</summary>
    public required int Indicators { get; init; }

    /// <summary>Interval of <see cref="Raw"/> by Feldt's F distribution (Feldt, Woodruff and Salih 1987).</summary>
    /// <param name="level">Level, such as 0.95.</param>
    /// <exception cref="InputException">A level outside (0, 1).</exception>
    public Interval RawInterval(double level = 0.95)
    {
        var tail = (1 - Guard.Level(level)) / 2;
        double d1 = Objects - 1, d2 = d1 * (Indicators - 1);
        return new Interval(1 - ((1 - Raw) * FisherSnedecor.InvCDF(d1, d2, 1 - tail)), 1 - ((1 - Raw) * FisherSnedecor.InvCDF(d1, d2, tail)), level, IntervalKind.Confidence);
    }

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
        return new CronbachAlpha(k / (k - 1.0) * (1 - (variances.Sum() / (variances.Sum() + total))), k * mean / (1 + ((k - 1) * mean)), mean) { Objects = x.Length, Indicators = k };
    }
}
