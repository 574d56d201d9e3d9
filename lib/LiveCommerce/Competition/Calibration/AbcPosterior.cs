using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>One parameter set of a posterior.</summary>
/// <param name="Values">Values of the parameters, in the order of the priors.</param>
/// <param name="Weight">Weight; weights add up to 1.</param>
/// <param name="Distance">Distance of its simulated summaries from those observed.</param>
public sealed record Particle(IReadOnlyList<double> Values, double Weight, double Distance);

/// <summary>A posterior by simulation: particles with weights, and how they were found.</summary>
public sealed record AbcPosterior
{
    /// <summary>The priors, in the order of the values of a particle.</summary>
    public required IReadOnlyList<NamedPrior> Priors { get; init; }

    /// <summary>The particles.</summary>
    public required IReadOnlyList<Particle> Particles { get; init; }

    /// <summary>Part of the simulated sets that was accepted, in the last generation.</summary>
    public required double Acceptance { get; init; }

    /// <summary>Tolerance of each generation; the last is that of the particles.</summary>
    public required IReadOnlyList<double> Tolerances { get; init; }

    /// <summary>Simulations run.</summary>
    public required long Simulations { get; init; }

    /// <summary>Summaries used, by name.</summary>
    public required IReadOnlyList<string> SummariesUsed { get; init; }

    /// <summary>Summaries left out because no parameter moves them.</summary>
    public required IReadOnlyList<string> SummariesLeftOut { get; init; }

    /// <summary>The options used.</summary>
    public required AbcOptions Options { get; init; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Particles that the weights are worth: 1 / sum of squared weights.</summary>
    public double EffectiveSize => 1 / Particles.Sum(particle => particle.Weight * particle.Weight);

    /// <summary>A parameter: weighted mean with its central credible interval.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="level">Level of the interval.</param>
    /// <exception cref="InputException">No such parameter.</exception>
    public Estimate Of(string name, double level = 0.95)
    {
        var at = Place(name);
        double[] values = [.. Particles.Select(particle => particle.Values[at])], weights = [.. Particles.Select(particle => particle.Weight)];
        var interval = new Interval(Quantile.Weighted(values, weights, (1 - Guard.Level(level)) / 2), Quantile.Weighted(values, weights, (1 + level) / 2), level, IntervalKind.Credible);
        return new Estimate(Mean(at), interval, Unit.Number, new SampleSize(Particles.Count), FormattableString.Invariant($"ABC, {Particles.Count} particles, seed {Options.Seed}"));
    }

    /// <summary>What the data taught: prior against posterior, parameter by parameter.</summary>
    public IReadOnlyList<Contraction> Contractions() => [.. Priors.Select((prior, i) =>
    {
        var mean = Mean(i);
        var variance = Particles.Sum(particle => particle.Weight * (particle.Values[i] - mean) * (particle.Values[i] - mean));
        return new Contraction(prior.Name, prior.Prior.Mean, prior.Prior.StandardDeviation, mean, Math.Sqrt(variance), EffectiveSize);
    })];

    private int Place(string name)
    {
        for (var i = 0; i < Priors.Count; i++)
        {
            if (Priors[i].Name == name) return i;
        }

        throw new InputException("MODEL617", "parameter", $"\"{name}\"", "no such parameter", "use one of " + string.Join(", ", Priors.Select(prior => prior.Name)));
    }

    private double Mean(int at) => Particles.Sum(particle => particle.Weight * particle.Values[at]);
}
