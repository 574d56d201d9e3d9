namespace LiveCommerce.Conversion;

/// <summary>One segment before and after pooling.</summary>
/// <param name="Segment">Name.</param>
/// <param name="Raw">Its own rate, with a Wilson interval.</param>
/// <param name="Pooled">Its rate given all segments.</param>
/// <param name="Shrinkage">How far the rate moves from its own (0) to the population's (1).</param>
/// <param name="RankProbabilities">Probability of each rank, the highest rate first; they add to 1. Of more than 632 segments only the first ten ranks are kept.</param>
public sealed record PooledSegment(string Segment, Estimate Raw, Estimate Pooled, double Shrinkage, IReadOnlyList<double> RankProbabilities)
{
    /// <summary>Standard deviation of the posterior of the rate.</summary>
    public double StandardDeviation { get; init; }

    /// <summary>Probability of the highest rate of all segments.</summary>
    public double ProbabilityBest => RankProbabilities[0];
}
