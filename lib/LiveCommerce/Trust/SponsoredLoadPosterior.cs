using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>One draw of the sponsored-load model.</summary>
/// <param name="Persistence">Persistence of the load.</param>
/// <param name="Threshold">Load from which the slope changes.</param>
/// <param name="SlopeBelow">Log odds per unit of load below it.</param>
/// <param name="Bend">Change of the slope at it.</param>
/// <param name="Controls">Slopes of the controls.</param>
/// <param name="OverDispersion">Correlation of the fates of followers of one session.</param>
public sealed record SponsoredLoadDraw(double Persistence, double Threshold, double SlopeBelow, double Bend, IReadOnlyList<double> Controls, double OverDispersion)
{
    /// <summary>Log odds per unit of load above the threshold.</summary>
    public double SlopeAbove => SlopeBelow + Bend;
}

/// <summary>The sponsored-load model under a declared prior, as draws: what follows from it, such as a policy, is solved for each of them.</summary>
/// <remarks>
/// Load and log odds as in <see cref="SponsoredLoad"/>; the counts are beta-binomial with one intraclass correlation rho, each KOL has a constant under a normal prior. KOLs without events are kept.
/// The constants are integrated by adaptive Gauss-Hermite quadrature. Persistence, threshold, rho and slopes are proposed about a grid of Laplace approximations, weighed by the exact density
/// (Pareto-smoothed importance sampling, Vehtari et al. 2024) and resampled: <see cref="ParetoShape"/> and <see cref="EffectiveDraws"/> tell how well that went.
/// Outside the loads seen the threshold keeps its prior: <see cref="BeyondSupport"/> tells how much of the posterior is that.
/// Calibration (Talts et al. 2018): ranks of true values are uniform over 6,000 simulated panels of four designs, from binomial to strongly over-dispersed counts, with and without KOLs that have no events
/// (26 p values from 0.005 to 0.91).
/// </remarks>
public sealed record SponsoredLoadPosterior
{
    /// <summary>Draws of equal weight.</summary>
    public required IReadOnlyList<SponsoredLoadDraw> Draws { get; init; }

    /// <summary>Posterior mean of the threshold.</summary>
    public required Estimate Threshold { get; init; }

    /// <summary>Posterior mean of the half-life of the load.</summary>
    public required Estimate HalfLife { get; init; }

    /// <summary>Posterior mean of the slope below the threshold.</summary>
    public required Estimate SlopeBelow { get; init; }

    /// <summary>Posterior mean of the slope above the threshold.</summary>
    public required Estimate SlopeAbove { get; init; }

    /// <summary>Posterior mean of the change of the slope.</summary>
    public required Estimate Bend { get; init; }

    /// <summary>Probability that selling does harm beyond the threshold: the slope above it is harmful and worse than below.</summary>
    public required double ProbabilityBackfires { get; init; }

    /// <summary>Posterior probability of a threshold outside the loads that the data can tell apart, where it is the prior.</summary>
    public required double BeyondSupport { get; init; }

    /// <summary>Posterior mean of the correlation of the fates of followers of one session, 0 to 1.</summary>
    public required Estimate OverDispersion { get; init; }

    /// <summary>Shape of the tail of the importance weights; above 0.7 the draws may miss part of the posterior. Minus infinity where the weights have no tail.</summary>
    public required double ParetoShape { get; init; }

    /// <summary>Independent draws that the proposals were worth before resampling.</summary>
    public required double EffectiveDraws { get; init; }

    /// <summary>The prior declared.</summary>
    public required SponsoredLoadPrior Prior { get; init; }

    /// <summary>Options given.</summary>
    public required SponsoredLoadOptions Options { get; init; }

    /// <summary>Sessions used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the sessions come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Draws from the posterior.</summary>
    /// <param name="sessions">Sessions of several KOLs, in any order.</param>
    /// <param name="prior">The prior declared; the default is wide.</param>
    /// <param name="options">Outcome, controls, burn-in, seed, level; its grids are not used.</param>
    /// <param name="draws">How many, at least 1.</param>
    /// <exception cref="InputException">A count, share, control or prior is not what it should be.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than 5 KOLs, or 30 sessions after the first ones.</exception>
    public static SponsoredLoadPosterior Sample(IEnumerable<LoadSession> sessions, SponsoredLoadPrior? prior = null, SponsoredLoadOptions? options = null, int draws = 400)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        options = (options ?? new SponsoredLoadOptions()).Checked();
        prior = (prior ?? new SponsoredLoadPrior()).Checked();
        Guard.AtLeast(draws, 1, "draws");
        return new LoadPosterior(new LoadPanel([.. sessions], options, withoutEvents: true), prior, options).Sample(draws);
    }

    /// <summary>Policy settings, one per draw, with the thresholds of the draws; all else as in <paramref name="setting"/>.</summary>
    public IReadOnlyList<KolSetting> ToSettings(KolSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return [.. Draws.Select(draw => setting with { StrainThreshold = draw.Threshold, Provenance = setting.Provenance.With(Provenance) })];
    }
}
