using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>The mean Brier score of many forecasts, split: reliability - resolution + uncertainty + within-bin remainder.</summary>
/// <param name="Score">Mean Brier score, 0 is perfect.</param>
/// <param name="Reliability">How far stated probabilities lie from what happened; 0 is perfect.</param>
/// <param name="Resolution">How far the bins differ in what happened; more is better.</param>
/// <param name="Uncertainty">Variance of the outcome: the score of always stating its overall rate.</param>
/// <param name="Remainder">What forecasts that differ inside a bin add; exactly 0 when each bin holds one value.</param>
/// <param name="N">Forecasts.</param>
/// <remarks>Murphy (1973); remainder of Stephenson, Coelho and Jolliffe (2008).</remarks>
public sealed record BrierDecomposition(double Score, double Reliability, double Resolution, double Uncertainty, double Remainder, SampleSize N)
{
    /// <summary>1 - score / uncertainty: above 0 beats the overall rate. null when the outcome never varies, for then there is nothing to beat.</summary>
    public double? Skill => Uncertainty > 0 ? 1 - Score / Uncertainty : null;

    /// <summary>Splits the score of forecasts.</summary>
    /// <param name="probabilities">Stated probabilities, 0 to 1.</param>
    /// <param name="happened">Whether each happened.</param>
    /// <param name="bins">Bins of equal width; 0 for one bin per distinct probability.</param>
    /// <exception cref="InputException">Unequal lengths, no forecast, or a value that is no probability.</exception>
    public static BrierDecomposition Of(IEnumerable<double> probabilities, IEnumerable<bool> happened, int bins = 0)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var p = Guard.Values(probabilities, "probabilities");
        bool[] y = [.. happened];
        Guard.SameLength(p.Length, y.Length, "happened");
        Guard.AtLeast(bins, 0, "bins");
        foreach (var value in p) Guard.Probability(value, "probabilities");
        double n = p.Length, rate = y.Count(hit => hit) / n;
        var score = Moments.Sum(p.Zip(y, ProperScore.Brier)) / n;
        double reliability = 0, resolution = 0;
        foreach (var bin in p.Zip(y).GroupBy(pair => bins == 0 ? pair.First : Math.Min(bins - 1, Math.Floor(pair.First * bins))))
        {
            double count = bin.Count(), stated = bin.Average(pair => pair.First), seen = bin.Count(pair => pair.Second) / count;
            reliability += count * (stated - seen) * (stated - seen) / n;
            resolution += count * (seen - rate) * (seen - rate) / n;
        }

        var uncertainty = rate * (1 - rate);
        return new BrierDecomposition(score, reliability, resolution, uncertainty, score - (reliability - resolution + uncertainty), new SampleSize(p.Length));
    }
}
