namespace LiveCommerce.Competition.Forecasts;

/// <summary>How one rule forecast, over all times it was tried.</summary>
/// <param name="Forecaster">Name of the rule.</param>
/// <param name="Crps">Mean continuous ranked probability score, in the unit of the series; lower is better. Its interval is a bootstrap over origins, null below three.</param>
/// <param name="AbsoluteError">Mean absolute error of the forecast means.</param>
/// <param name="Coverage">Part of the outcomes inside the central 90% interval.</param>
/// <param name="Brier">Brier score of "above the limit" with its parts; null when no limit was given.</param>
/// <param name="AgainstNaive">Test against the naive rule on the times that both forecast; null for the naive rule itself, below three times, and when both score alike at every time.</param>
/// <param name="CrpsOfNaive">Mean score of the naive rule at the same times.</param>
public sealed record BacktestScore(string Forecaster, Estimate Crps, double AbsoluteError, double Coverage, BrierDecomposition? Brier, DieboldMariano? AgainstNaive, double CrpsOfNaive)
{
    /// <summary>Whether it scored lower than the naive rule at the same times.</summary>
    public bool BeatsNaive => Crps.Value < CrpsOfNaive;

    /// <summary>1 - score / score of the naive rule: above 0 is better than naive; 0 when naive is perfect and so is the rule, minus infinity when only naive is.</summary>
    public double Skill => CrpsOfNaive > 0 ? 1 - Crps.Value / CrpsOfNaive : Crps.Value > 0 ? double.NegativeInfinity : 0;
}
