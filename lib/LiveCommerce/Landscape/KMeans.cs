using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Segments by k-means, the best of many k-means++ starts.</summary>
/// <param name="Labels">Segment of each row, 0 to k - 1, numbered by first appearance.</param>
/// <param name="Centres">Centre of each segment.</param>
/// <param name="WithinBySegment">Sum of squares within each segment.</param>
/// <param name="Silhouette">Mean silhouette width, -1 to 1 (Rousseeuw 1987).</param>
/// <remarks>Lloyd's algorithm, Arthur and Vassilvitskii (2007). Reference case A10. With 6 to 10 platforms segments illustrate and do not infer.</remarks>
public sealed record KMeans(IReadOnlyList<int> Labels, IReadOnlyList<IReadOnlyList<double>> Centres, IReadOnlyList<double> WithinBySegment, double Silhouette)
{
    /// <summary>Total sum of squares within segments.</summary>
    public double Within => WithinBySegment.Sum();

    /// <summary>Finds k segments.</summary>
    /// <param name="rows">One row per object, comparable units.</param>
    /// <param name="k">Segments, 2 to a third of the rows.</param>
    /// <param name="starts">Starts.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="NotIdentifiedException">More segments than a third of the rows.</exception>
    public static KMeans Of(IEnumerable<IReadOnlyList<double>> rows, int k, int starts = 50, ulong seed = 1)
    {
        var x = Tables.Complete(rows, "rows");
        Guard.AtLeast(k, 2, "k");
        if (3 * k > x.Length)
            throw new NotIdentifiedException("MODEL240", "'k'", FormattableString.Invariant($"{k} segments of {x.Length} rows"), "fewer than three rows per segment are chance", "ask for fewer segments");
        var best = Replicates.Run(starts, seed, (stream, _) => Lloyd(x, k, stream)).MinBy(run => run.Within);
        var order = best.Labels.Distinct().ToList();
        int[] labels = [.. best.Labels.Select(label => order.IndexOf(label))];
        var centres = order.Select(label => (IReadOnlyList<double>)best.Centres[label]).ToArray();
        var within = new double[centres.Length];
        for (var i = 0; i < x.Length; i++) within[labels[i]] += Square(x[i], centres[labels[i]]);
        return new KMeans(labels, centres, within, MeanSilhouette(x, labels));
    }

    /// <summary>Agreement of two partitions beyond chance (Hubert and Arabie 1985); 1 when equal, about 0 by chance.</summary>
    /// <exception cref="InputException">Unequal lengths.</exception>
    public static double AdjustedRand(IEnumerable<int> first, IEnumerable<int> second)
    {
        int[] a = [.. first], b = [.. second];
        Guard.SameLength(a.Length, b.Length, "partitions");
        static double Pairs(IEnumerable<int> counts) => counts.Sum(c => c * (c - 1.0) / 2);
        var both = Pairs(a.Zip(b).CountBy(pair => pair).Select(pair => pair.Value));
        double pa = Pairs(a.CountBy(v => v).Select(p => p.Value)), pb = Pairs(b.CountBy(v => v).Select(p => p.Value));
        var expected = pa * pb / (a.Length * (a.Length - 1.0) / 2);
        var top = (pa + pb) / 2;
        return top == expected ? 1 : (both - expected) / (top - expected);
    }

    private static (int[] Labels, double[][] Centres, double Within) Lloyd(double[][] x, int k, RandomStream stream)
    {
        var centres = new List<double[]> { x[stream.NextInt(x.Length)] };
        while (centres.Count < k)
        {
            double[] d = [.. x.Select(row => centres.Min(c => Square(row, c)))];
            var at = stream.NextDouble() * d.Sum();
            var pick = 0;
            while (pick < d.Length - 1 && (at -= d[pick]) > 0) pick++;
            centres.Add(x[pick]);
        }

        double[][] means = [.. centres];
        int[] labels = [];
        while (true)
        {
            int[] next = [.. x.Select(row => Nearest(row, means))];
            if (labels.Length > 0 && next.SequenceEqual(labels)) break;
            labels = next;
            for (var c = 0; c < k; c++)
            {
                var mine = Enumerable.Range(0, x.Length).Where(i => labels[i] == c).ToArray();
                if (mine.Length > 0) means[c] = [.. Enumerable.Range(0, x[0].Length).Select(j => mine.Average(i => x[i][j]))];
            }
        }

        return (labels, means, x.Select((row, i) => Square(row, means[labels[i]])).Sum());
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

    private static double Square(double[] a, IReadOnlyList<double> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }

    private static double MeanSilhouette(double[][] x, int[] labels) => Enumerable.Range(0, x.Length).Average(i =>
    {
        var means = Enumerable.Range(0, x.Length).Where(j => j != i).GroupBy(j => labels[j])
            .ToDictionary(g => g.Key, g => g.Average(j => Math.Sqrt(Square(x[i], x[j]))));
        if (!means.Remove(labels[i], out var own) || means.Count == 0) return 0;
        var other = means.Values.Min();
        return (other - own) / Math.Max(own, other);
    });
}
