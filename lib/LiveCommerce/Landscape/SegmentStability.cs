using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>How segments hold when rows are drawn anew.</summary>
/// <param name="AdjustedRand">Mean agreement of the segments of a bootstrap sample with the original ones; 1 when they never change.</param>
/// <param name="Interval">Where that agreement lies over samples.</param>
/// <param name="JaccardBySegment">Mean overlap of each segment with its nearest in a sample, 0 to 1; below 0.6 it should not be believed.</param>
/// <param name="Replicates">Samples.</param>
/// <remarks>Hennig (2007): rows are resampled, segmented, and all rows given to the segments found. Hubert and Arabie (1985).</remarks>
public sealed record SegmentStability(double AdjustedRand, Interval Interval, IReadOnlyList<double> JaccardBySegment, int Replicates)
{
    /// <summary>Whether all segments have a mean overlap of at least 0.75.</summary>
    public bool Stable => JaccardBySegment.All(overlap => overlap >= 0.75);

    internal static SegmentStability Of(int rows, IReadOnlyList<int> labels, int replicates, ulong seed, double level, Func<RandomStream, int[], int[]> segment)
    {
        Guard.SameLength(rows, labels.Count, "rows and labels");
        Guard.AtLeast(replicates, 20, "replicates");
        Guard.Level(level);
        var k = labels.Max() + 1;
        var found = Numerics.Replicates.Run(replicates, seed, (stream, _) =>
        {
            int[] sample = [.. Enumerable.Range(0, rows).Select(_ => stream.NextInt(rows))];
            var again = segment(stream, sample);
            return (Rand: KMeans.AdjustedRand(labels, again), Overlap: Enumerable.Range(0, k).Select(c => Overlap(labels, again, c)).ToArray());
        });
        return new SegmentStability(found.Average(f => f.Rand), Quantile.Central(found.Select(f => f.Rand), level, IntervalKind.Confidence),
            [.. Enumerable.Range(0, k).Select(c => found.Average(f => f.Overlap[c]))], replicates);
    }

    private static double Overlap(IReadOnlyList<int> labels, int[] again, int segment)
    {
        var best = 0.0;
        foreach (var other in again.Distinct())
        {
            double both = 0, either = 0;
            for (var i = 0; i < again.Length; i++)
            {
                bool a = labels[i] == segment, b = again[i] == other;
                if (a && b) both++;
                if (a || b) either++;
            }

            best = Math.Max(best, both / either);
        }

        return best;
    }
}
