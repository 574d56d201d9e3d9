using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>The runs of one point of the design: what two runs have in common is worked out once.</summary>
/// <param name="scorer">Values and choices.</param>
/// <param name="groups">Groups of choices; the point has two coordinates for each.</param>
/// <param name="point">Coordinates: those of A, then those of B.</param>
/// <param name="replicate">Number of the point.</param>
internal sealed class CompositePoint(CompositeScorer scorer, int groups, IReadOnlyList<double> point, int replicate)
{
    private readonly double[][]?[] drawn = new double[][]?[2];
    private readonly List<(bool Data, OutlierRule Outliers, Normalisation Normalisation, double[][] Index)> indices = [];
    private readonly List<(double[][] Index, Weighting Weighting, bool Stream, double[] Weights)> weights = [];

    /// <summary>Scores with the groups named taken from B and the others from A.</summary>
    /// <param name="fromB">One group, -1 for all of them, -2 for none.</param>
    public double[] Scores(int fromB)
    {
        var options = scorer.Options;
        bool B(int group) => fromB == -1 || fromB == group;
        T Pick<T>(IReadOnlyList<T> list, int group) => list[Math.Min(list.Count - 1, (int)(point[B(group) ? groups + group : group] * list.Count))];
        var index = Index(B(0), Pick(options.OutlierRules, 1), Pick(options.Normalisations, 2));
        return CompositeScorer.Scores(index, Weights(index, Pick(options.Weightings, 3), B(3)), Pick(options.Aggregations, 4));
    }

    private RandomStream Stream(int group, bool fromB) => RandomStream.For(scorer.Options.Seed + (ulong)group + 1, fromB ? replicate + scorer.Options.Points : replicate);

    private double[][] Index(bool data, OutlierRule outliers, Normalisation normalisation)
    {
        foreach (var known in indices)
            if (known.Data == data && known.Outliers == outliers && known.Normalisation == normalisation) return known.Index;
        var values = drawn[data ? 1 : 0] ??= scorer.Table.Draw(Stream(0, data));
        var index = scorer.Normalised(values, outliers, normalisation);
        indices.Add((data, outliers, normalisation, index));
        return index;
    }

    private double[] Weights(double[][] index, Weighting weighting, bool stream)
    {
        foreach (var known in weights)
            if (known.Index == index && known.Weighting == weighting && known.Stream == stream) return known.Weights;
        var found = scorer.Weights(index, weighting, Stream(3, stream));
        weights.Add((index, weighting, stream, found));
        return found;
    }
}
