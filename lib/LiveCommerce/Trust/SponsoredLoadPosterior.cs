using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>One draw of the sponsored-load model.</summary>
/// <param name="Persistence">Persistence of the load.</param>
/// <param name="Threshold">Load from which the slope changes.</param>
/// <param name="SlopeBelow">Log odds per unit of load below it.</param>
/// <param name="Bend">Change of the slope at it.</param>
/// <param name="Controls">Slopes of the controls.</param>
public sealed record SponsoredLoadDraw(double Persistence, double Threshold, double SlopeBelow, double Bend, IReadOnlyList<double> Controls)
{
    /// <summary>Log odds per unit of load above the threshold.</summary>
    public double SlopeAbove => SlopeBelow + Bend;
}

/// <summary>The sponsored-load model under a declared prior, as independent draws: what follows from it, such as a policy, is solved for each of them.</summary>
/// <remarks>
/// Persistence and threshold over a grid that is refined where the posterior lies; at each point the slopes by a normal (Laplace) approximation, the constants of the KOLs integrated the same way.
/// The over-dispersion is held at its estimate. Outside the loads seen the threshold keeps its prior: <see cref="BeyondSupport"/> tells how much of the posterior is that.
/// Calibration (Talts et al. 2018): ranks of true values over simulated panels are uniform for counts close to binomial; where counts are over-dispersed (intraclass correlation 0.001), which enters by weights alone, those of the slope below are not (p 0.002 over 600 panels), nor where KOLs without events are dropped.
/// </remarks>
public sealed record SponsoredLoadPosterior
{
    /// <summary>Independent draws.</summary>
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

    /// <summary>Correlation of the fates of followers of one session, held.</summary>
    public required double OverDispersion { get; init; }

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
    /// <exception cref="NotIdentifiedException">Fewer than 5 KOLs with events.</exception>
    public static SponsoredLoadPosterior Sample(IEnumerable<LoadSession> sessions, SponsoredLoadPrior? prior = null, SponsoredLoadOptions? options = null, int draws = 400)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        options = (options ?? new SponsoredLoadOptions()).Checked();
        prior = (prior ?? new SponsoredLoadPrior()).Checked();
        Guard.AtLeast(draws, 1, "draws");
        return new LoadFit(new LoadPanel([.. sessions], options), options).Posterior(prior, draws);
    }

    /// <summary>Policy settings, one per draw, with the thresholds of the draws; all else as in <paramref name="setting"/>.</summary>
    public IReadOnlyList<KolSetting> ToSettings(KolSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return [.. Draws.Select(draw => setting with { StrainThreshold = draw.Threshold, Provenance = setting.Provenance.With(Provenance) })];
    }
}
