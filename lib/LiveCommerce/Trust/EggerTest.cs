using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Asymmetry of the funnel by regression of effects on their standard errors (Egger et al. 1997).</summary>
/// <param name="T">t of the slope.</param>
/// <param name="PValue">Two-sided, k - 2 degrees of freedom.</param>
/// <param name="LimitEstimate">Effect as the standard error goes to 0.</param>
/// <param name="N">Effects used.</param>
/// <param name="Warnings">Without power below 10 effects.</param>
/// <param name="Provenance">Where the effects come from.</param>
public sealed record EggerTest(double T, double PValue, double LimitEstimate, SampleSize N, IReadOnlyList<ModelWarning> Warnings, Provenance Provenance)
{
    /// <summary>Runs the test: effects on standard errors, weights 1/variance.</summary>
    public static EggerTest Of(IEnumerable<EffectSize> effects)
    {
        var list = MetaAnalysis.Checked(effects, 3);
        if (list.Select(effect => effect.Variance).Distinct().Count() == 1)
        {
            throw new NotIdentifiedException("MODEL406", "effects", "all standard errors are equal",
                "asymmetry shows only when precision differs", "leave the test out");
        }

        var fit = LeastSquares.Fit(list.Select(effect => (IReadOnlyList<double>)[1, Math.Sqrt(effect.Variance)]),
            list.Select(effect => effect.Value), list.Select(effect => 1 / effect.Variance));
        var t = fit.Coefficients[1] / fit.StandardErrors[1];
        return new(t, Survival.StudentTTwoSided(t, list.Length - 2), fit.Coefficients[0], new SampleSize(list.Length), Weak(list.Length),
            Provenance.Combine(list.Select(effect => effect.Provenance)));
    }

    internal static IReadOnlyList<ModelWarning> Weak(int effects) => effects < 10
        ? [new("MODEL413", Severity.Caution, FormattableString.Invariant($"{effects} effects: a test of asymmetry has no power below 10."))]
        : [];
}
