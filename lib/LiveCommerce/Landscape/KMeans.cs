using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Segments by k-means, the best of many k-means++ starts.</summary>
/// <param name="Labels">Segment of each row, 0 to k - 1, numbered by first appearance.</param>
/// <param name="Centres">Centre of each segment.</param>
/// <param name="WithinBySegment">Sum of squares within each segment.</param>
/// <param name="Silhouette">Mean silhouette width, -1 to 1 (Rousseeuw 1987).</param>
/// <remarks>Lloyd's algorithm from k-means++ starts (Arthur and Vassilvitskii 2007), ended by single transfers (Hartigan 1975). Reference case A10. With 6 to 10 platforms segments illustrate and do not infer.</remarks>
public sealed record KMeans(IReadOnlyList<int> Labels, IReadOnlyList<IReadOnlyList<double>> Centres, IReadOnlyList<double> WithinBySegment, double Silhouette)
{
    /// <summary>What to know before use.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Total sum of squares within segments.</summary>
    public double Within => WithinBySegment.Sum();

    /// <summary>Finds k segments.</summary>
    /// <param name="rows">One row per object, comparable units.</param>
    /// <param name="k">Segments, 2 to a third of the rows.</param>
    /// <param name="starts">Starts.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="InputException">Fewer than two segments, ragged rows, or numbers that are not finite.</exception>
    /// <exception cref="NotIdentifiedException">More segments than a third of the rows.</exception>
    public static KMeans Of<TRow>(IEnumerable<TRow> rows, int k, int starts = 50, ulong seed = 1)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(rows, "rows");
        SegmentCheck.Count(x.Length, k);
        return From(x, k, starts, seed, 0);
    }

    /// <summary>How the segments hold when rows are drawn anew (Hennig 2007).</summary>
    /// <param name="rows">The rows that were segmented.</param>
    /// <param name="replicates">Bootstrap samples.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="level">Level of the interval of agreement.</param>
    /// <exception cref="InputException">Other rows than were segmented.</exception>
    public SegmentStability Stability<TRow>(IEnumerable<TRow> rows, int replicates = 200, ulong seed = 1, double level = 0.9)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(rows, "rows");
        var k = Centres.Count;
        return SegmentStability.Of(x.Length, Labels, replicates, seed, level, (stream, sample) =>
        {
            double[][] centres = [.. From([.. sample.Select(i => x[i])], k, 5, stream.NextUInt64(), 1).Centres.Select(centre => centre.ToArray())];
            return [.. x.Select(row => Nearest(row, centres))];
        });
    }

    private static KMeans From(double[][] x, int k, int starts, ulong seed, int parallelism)
    {
        var best = Replicates.Run(starts, seed, (stream, _) => Lloyd(x, k, stream, true), parallelism).MinBy(run => run.Within);
        var order = best.Labels.Distinct().ToList();
        int[] labels = [.. best.Labels.Select(label => order.IndexOf(label))];
        var centres = order.Select(label => (IReadOnlyList<double>)best.Centres[label]).ToArray();
        var within = new double[centres.Length];
        for (var i = 0; i < x.Length; i++) within[labels[i]] += Square(x[i], best.Centres[order[labels[i]]]);
        return new KMeans(labels, centres, within, parallelism == 1 ? double.NaN : MeanSilhouette(x, labels)) { Warnings = SegmentCheck.Few(x.Length) };
    }

    /// <summary>Agreement of two partitions beyond chance (Hubert and Arabie 1985); 1 when equal, about 0 by chance.</summary>
    /// <exception cref="InputException">Unequal lengths, or fewer than two rows.</exception>
    public static double AdjustedRand(IEnumerable<int> first, IEnumerable<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int[] a = [.. first], b = [.. second];
        Guard.SameLength(a.Length, b.Length, "partitions");
        Guard.AtLeast(a.Length, 2, "partitions");
        static double Pairs(IEnumerable<int> counts) => counts.Sum(c => c * (c - 1.0) / 2);
        var both = Pairs(a.Zip(b).CountBy(pair => pair).Select(pair => pair.Value));
        double pa = Pairs(a.CountBy(v => v).Select(p => p.Value)), pb = Pairs(b.CountBy(v => v).Select(p => p.Value));
        var expected = pa * pb / (a.Length * (a.Length - 1.0) / 2);
        var top = (pa + pb) / 2;
        return top == expected ? 1 : (both - expected) / (top - expected);
    }

    private static (int[] Labels, double[][] Centres, double Within) Lloyd(double[][] x, int k, RandomStream stream, bool transfers)
    {
        double[][] means = [.. Spread(x, k, stream).Select(centre => (double[])[.. centre])];
        int n = x.Length, columns = x[0].Length;
        var labels = new int[n];
        Array.Fill(labels, -1);
        while (true)
        {
            var changed = false;
            for (var i = 0; i < n; i++)
            {
                var label = Nearest(x[i], means);
                changed |= label != labels[i];
                labels[i] = label;
            }

            if (!changed) break;
            var counts = new int[k];
            double[][] sums = [.. means.Select(_ => new double[columns])];
            for (var i = 0; i < n; i++)
            {
                counts[labels[i]]++;
                for (var j = 0; j < columns; j++) sums[labels[i]][j] += x[i][j];
            }

            for (var c = 0; c < k; c++)
            {
                if (counts[c] > 0) means[c] = [.. sums[c].Select(sum => sum / counts[c])];
            }
        }

        if (transfers) Transfer(x, labels, means);
        return (labels, means, x.Select((row, i) => Square(row, means[labels[i]])).Sum());
    }

    /// <summary>Moves single rows while that lowers the sum of squares, each centre shifting with the row (Hartigan 1975): where Lloyd's steps rest, this often goes on.</summary>
    private static void Transfer(double[][] x, int[] labels, double[][] means)
    {
        var counts = new int[means.Length];
        foreach (var label in labels) counts[label]++;
        for (int still = 0, i = 0; still < x.Length; still++, i = (i + 1) % x.Length)
        {
            var own = labels[i];
            if (counts[own] < 2) continue;
            var gain = counts[own] / (counts[own] - 1.0) * Square(x[i], means[own]) * (1 - 1e-12);
            var best = own;
            for (var c = 0; c < means.Length; c++)
            {
                if (c == own) continue;
                var cost = counts[c] / (counts[c] + 1.0) * Square(x[i], means[c]);
                if (cost < gain) (best, gain) = (c, cost);
            }

            if (best == own) continue;
            for (var j = 0; j < x[i].Length; j++)
            {
                means[own][j] += (means[own][j] - x[i][j]) / (counts[own] - 1);
                means[best][j] += (x[i][j] - means[best][j]) / (counts[best] + 1);
            }

            counts[own]--;
            counts[best]++;
            labels[i] = best;
            still = -1;
        }

        // Shifts add rounding: the centres are taken once more from their rows.
        for (var c = 0; c < means.Length; c++)
        {
            if (counts[c] == 0) continue;
            var sum = new double[means[c].Length];
            for (var i = 0; i < x.Length; i++)
            {
                if (labels[i] != c) continue;
                for (var j = 0; j < sum.Length; j++) sum[j] += x[i][j];
            }

            means[c] = [.. sum.Select(total => total / counts[c])];
        }
    }

    /// <summary>A partition to start a mixture from.</summary>
    internal static int[] Start(double[][] x, int k, RandomStream stream) => Lloyd(x, k, stream, false).Labels;

    /// <summary>The k-means++ start: each centre far from those before it.</summary>
    private static IEnumerable<double[]> Spread(double[][] x, int k, RandomStream stream)
    {
        var centre = x[stream.NextInt(x.Length)];
        var nearest = new double[x.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        for (var c = 0; ; c++)
        {
            yield return centre;
            if (c == k - 1) yield break;
            for (var i = 0; i < x.Length; i++) nearest[i] = Math.Min(nearest[i], Square(x[i], centre));
            var at = stream.NextDouble() * nearest.Sum();
            var pick = 0;
            while (pick < x.Length - 1 && (at -= nearest[pick]) > 0) pick++;
            centre = x[pick];
        }
    }

    private static int Nearest(double[] row, double[][] centres)
    {
        var best = 0;
        for (var c = 1; c < centres.Length; c++)
        {
            if (Square(row, centres[c]) < Square(row, centres[best])) best = c;
        }

        return best;
    }

    private static double Square(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }

    private static double MeanSilhouette(double[][] x, int[] labels)
    {
        var k = labels.Max() + 1;
        var counts = new int[k];
        foreach (var label in labels) counts[label]++;
        if (k < 2) return 0;
        var total = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            if (counts[labels[i]] == 1) continue;
            var sums = new double[k];
            for (var j = 0; j < x.Length; j++) sums[labels[j]] += Math.Sqrt(Square(x[i], x[j]));
            var own = sums[labels[i]] / (counts[labels[i]] - 1);
            var other = double.PositiveInfinity;
            for (var c = 0; c < k; c++)
            {
                if (c != labels[i]) other = Math.Min(other, sums[c] / counts[c]);
            }

            total += Math.Max(own, other) == 0 ? 0 : (other - own) / Math.Max(own, other);
        }

        return total / x.Length;
    }
}
