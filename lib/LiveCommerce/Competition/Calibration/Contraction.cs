namespace LiveCommerce.Competition.Calibration;

/// <summary>What data taught of one parameter.</summary>
/// <param name="Parameter">Name.</param>
/// <param name="PriorMean">Mean before the data.</param>
/// <param name="PriorDeviation">Standard deviation before the data.</param>
/// <param name="PosteriorMean">Mean after.</param>
/// <param name="PosteriorDeviation">Standard deviation after.</param>
/// <param name="EffectiveSize">Independent draws that the posterior is worth.</param>
public sealed record Contraction(string Parameter, double PriorMean, double PriorDeviation, double PosteriorMean, double PosteriorDeviation, double EffectiveSize)
{
    /// <summary>1 - posterior variance / prior variance: 0 when nothing was learnt, near 1 when nearly all.</summary>
    public double Part => 1 - PosteriorDeviation * PosteriorDeviation / (PriorDeviation * PriorDeviation);

    /// <summary>Shift of the mean in prior standard deviations.</summary>
    public double Shift => (PosteriorMean - PriorMean) / PriorDeviation;

    /// <summary>Whether the parameter moved: the variance shrank by a quarter or more, or the mean shifted by half a deviation or more.</summary>
    public bool Moved => Part >= 0.25 || Math.Abs(Shift) >= 0.5;

    /// <summary>The finding in one sentence.</summary>
    public string Sentence => Moved
        ? FormattableString.Invariant($"{Parameter}: the data took away {100 * Part:0}% of its prior variance and shifted it by {Shift:+0.0;-0.0} deviations.")
        : $"{Parameter} did not move: the data say nothing of it, and answers that depend on it are answers of the prior.";
}
