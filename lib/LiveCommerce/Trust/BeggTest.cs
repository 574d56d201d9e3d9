using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Asymmetry of the funnel by rank correlation of effects and their variances (Begg and Mazumdar 1994). Weak: a sensitivity check.</summary>
/// <param name="Tau">Kendall's tau of the standardised effects and the variances.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="N">Effects used.</param>
/// <param name="Warnings">Without power below 10 effects.</param>
/// <param name="Provenance">Where the effects come from.</param>
public sealed record BeggTest(double Tau, double PValue, SampleSize N, IReadOnlyList<ModelWarning> Warnings, Provenance Provenance)
{
    /// <summary>Runs the test.</summary>
    public static BeggTest Of(IEnumerable<EffectSize> effects)
    {
        var list = MetaAnalysis.Checked(effects, 3);
        if (list.Select(effect => effect.Variance).Distinct().Count() == 1)
        {
            throw new NotIdentifiedException("MODEL406", "effects", "all standard errors are equal",
                "asymmetry shows only when precision differs", "leave the test out");
        }

        var weight = list.Sum(effect => 1 / effect.Variance);
        var mean = list.Sum(effect => effect.Value / effect.Variance) / weight;
        var rank = RankCorrelation.Kendall(list.Select(effect => (effect.Value - mean) / Math.Sqrt(effect.Variance - 1 / weight)), list.Select(effect => effect.Variance));
        return new(rank.Value, rank.PValue, new SampleSize(list.Length), EggerTest.Weak(list.Length), Provenance.Combine(list.Select(effect => effect.Provenance)));
    }
}
