using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Keeps the parameter sets whose simulation comes close enough to what was observed.</summary>
/// <remarks>Rubin (1984); Pritchard et al. (1999). With a sufficient statistic and tolerance 0 the posterior is exact. Reference case E17.</remarks>
public static class AbcRejection
{
    /// <summary>Keeps every set within a tolerance.</summary>
    /// <param name="model">The model.</param>
    /// <param name="simulations">Sets simulated from the prior.</param>
    /// <param name="tolerance">Largest distance kept: Euclidean over the summaries as they are; 0 for exact matches.</param>
    /// <param name="options">Seed and parallelism.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <exception cref="NotIdentifiedException">No set came so close.</exception>
    public static AbcPosterior Within(AbcModel model, int simulations, double tolerance, AbcOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Check();
        options ??= new AbcOptions();
        if (!(tolerance >= 0)) Guard.Positive(tolerance, "tolerance");
        var one = Enumerable.Repeat(1.0, model.Observed.Count).ToArray();
        var runs = Replicates.Run(simulations, options.Seed, (stream, _) =>
        {
            var unit = model.Unit(stream);
            var distance = AbcPilot.Distance(model.Summaries(unit, stream), model.Observed, one);
            return distance <= tolerance ? (model.At(unit), distance) : (null, distance);
        }, options.MaxParallelism, cancellationToken);
        var kept = runs.Where(run => run.Item1 is not null).ToArray();
        if (kept.Length == 0)
            throw new NotIdentifiedException("MODEL651", "ABC rejection", FormattableString.Invariant($"none of {simulations} simulations within {tolerance}"), "the prior does not reach the data, or the tolerance is too small", "widen the priors or the tolerance");
        return new AbcPosterior
        {
            Priors = model.Priors,
            Particles = [.. kept.Select(run => new Particle(run.Item1!, 1.0 / kept.Length, run.distance))],
            Acceptance = kept.Length / (double)simulations,
            Tolerances = [tolerance],
            Simulations = simulations,
            SummariesUsed = [.. model.Observed.Select((_, i) => model.NameOf(i))],
            SummariesLeftOut = [],
            Options = options,
        };
    }

    /// <summary>Keeps the nearest sets of a number of simulations, with scaled summaries that the parameters move.</summary>
    /// <param name="model">The model.</param>
    /// <param name="simulations">Sets simulated from the prior.</param>
    /// <param name="keep">Sets kept.</param>
    /// <param name="options">Seed and parallelism.</param>
    /// <param name="cancellationToken">Stops early.</param>
    public static AbcPosterior Nearest(AbcModel model, int simulations, int keep, AbcOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Check();
        options ??= new AbcOptions();
        Guard.AtLeast(keep, 2, "keep");
        Guard.AtLeast(simulations, keep, "simulations");
        var pilot = AbcPilot.Run(model, simulations, options, () => { }, cancellationToken);
        var nearest = pilot.Units.Select((unit, i) => (unit, distance: AbcPilot.Distance(pilot.Summaries[i], model.Observed, pilot.Scales))).OrderBy(pair => pair.distance).Take(keep).ToArray();
        return pilot.Posterior(model, [.. nearest.Select(pair => new Particle(model.At(pair.unit), 1.0 / keep, pair.distance))], keep / (double)simulations, [nearest[^1].distance], simulations, options);
    }
}
