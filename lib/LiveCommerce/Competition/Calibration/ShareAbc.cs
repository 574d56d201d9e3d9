using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>The share model calibrated on a history; runs of an ensemble can be drawn from it.</summary>
public sealed record ShareAbc : IRunSource
{
    private readonly ParameterPriors priors;
    private readonly double[] cumulative;

    internal ShareAbc(ShareHistory history, ParameterPriors priors, AbcPosterior posterior)
    {
        (History, this.priors, Posterior) = (history, priors, posterior);
        cumulative = new double[posterior.Particles.Count];
        var sum = 0.0;
        for (var i = 0; i < cumulative.Length; i++) cumulative[i] = sum += posterior.Particles[i].Weight;
    }

    /// <summary>The history.</summary>
    public ShareHistory History { get; }

    /// <summary>The posterior.</summary>
    public AbcPosterior Posterior { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Varies => priors.Varies;

    /// <inheritdoc/>
    public RunInputs Draw(RandomStream stream, int platforms)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Guard.SameLength(History.Platforms.Count, platforms, "platforms of the history and of the market");
        var at = Array.BinarySearch(cumulative, stream.NextDouble() * cumulative[^1]);
        var (parameters, appeals) = ShareCalibration.Split(History, priors, Posterior.Particles[Math.Min(at < 0 ? ~at : at, cumulative.Length - 1)].Values);
        return new RunInputs(parameters, appeals);
    }
}
