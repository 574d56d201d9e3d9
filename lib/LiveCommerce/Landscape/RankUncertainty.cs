using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Ranks of platforms over random weights.</summary>
/// <param name="FirstProbability">Chance of being first, by platform.</param>
/// <param name="Above">Chance that the row's platform is above the column's [row, column].</param>
/// <param name="Median">Median score by platform.</param>
/// <param name="CompensabilityGap">Arithmetic minus geometric score under equal weights, by platform.</param>
public sealed record RankUncertainty(IReadOnlyList<double> FirstProbability, double[,] Above, IReadOnlyList<double> Median, IReadOnlyList<double> CompensabilityGap)
{
    /// <summary>Whether two platforms cannot be separated: the chance that one is above lies in (0.1, 0.9).</summary>
    public bool NotSeparable(int first, int second) => Above[first, second] is > 0.1 and < 0.9;

    /// <summary>Runs over Dirichlet weights.</summary>
    /// <param name="indices">One row of normalised indicators per platform, each from 0 up.</param>
    /// <param name="concentration">Dirichlet concentration of each weight; all 1 for any weights at all.</param>
    /// <param name="aggregation">Arithmetic or geometric.</param>
    /// <param name="replicates">Draws.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="NotIdentifiedException">Fewer than two platforms.</exception>
    public static RankUncertainty Of<TRow>(IEnumerable<TRow> indices, IEnumerable<double> concentration, Aggregation aggregation = Aggregation.Arithmetic, int replicates = 10_000, ulong seed = 1)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(indices, "indices");
        var alpha = Guard.Values(concentration, "concentration");
        Guard.SameLength(x[0].Length, alpha.Length, "concentration");
        if (x.Length < 2) throw Tables.TooSmall("MODEL231", x.Length, alpha.Length, "a rank needs two platforms");
        var scores = Replicates.Run(replicates, seed, (stream, _) =>
        {
            var w = stream.NextDirichlet(alpha);
            return x.Select(row => CompositeIndex.Of(row, w, aggregation)).ToArray();
        });
        var p = x.Length;
        var above = new double[p, p];
        var first = new double[p];
        foreach (var score in scores)
        {
            first[Array.IndexOf(score, score.Max())] += 1.0 / replicates;
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) above[i, j] += (score[i] > score[j] ? 1.0 : score[i] == score[j] ? 0.5 : 0) / replicates;
            }
        }

        double[] equal = [.. alpha.Select(_ => 1.0)];
        return new RankUncertainty(first, above, [.. Enumerable.Range(0, p).Select(i => Quantile.Of(scores.Select(s => s[i]), 0.5))],
            [.. x.Select(row => CompositeIndex.Of(row, equal, Aggregation.Arithmetic) - CompositeIndex.Of(row, equal, Aggregation.Geometric))]);
    }
}
