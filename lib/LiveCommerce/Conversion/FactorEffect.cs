namespace LiveCommerce.Conversion;

/// <summary>What one factor (a stage, or the mix of groups) contributes to the change of a rate.</summary>
/// <param name="Factor">Name of the factor.</param>
/// <param name="Effect">Shapley value, in the unit of the rate: the mean over all orders of replacement.</param>
/// <param name="LogMeanEffect">LMDI-I effect; null when a zero factor makes it undefined.</param>
public sealed record FactorEffect(string Factor, double Effect, double? LogMeanEffect)
{
    /// <summary>Shapley minus LMDI effect; null when LMDI is undefined.</summary>
    public double? MethodDifference => Effect - LogMeanEffect;

    /// <summary>Interval of the effect over the draws; null when only points were given.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Probability that the effect is above 0; null without draws.</summary>
    public double? ProbabilityPositive { get; init; }

    /// <summary>Probability that this effect is the largest in size; null without draws.</summary>
    public double? ProbabilityLargest { get; init; }
}
