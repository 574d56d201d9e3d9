using LiveCommerce.Competition.Calibration;
using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Forecasts shares by the share model, calibrated anew on the past before each forecast.</summary>
/// <remarks>The nearest prior runs on the past (ABC) are carried on from the last observed shares.</remarks>
public sealed class ShareModelForecaster : IForecaster
{
    private readonly ParameterPriors priors;
    private readonly int stepsBetween, simulations, keep;
    private readonly ulong seed;

    /// <summary>A forecaster.</summary>
    /// <param name="priors">Priors of the share model.</param>
    /// <param name="stepsBetween">Steps of the simulator between two observed periods.</param>
    /// <param name="simulations">Prior runs on the past.</param>
    /// <param name="keep">Nearest runs carried on: the members of a forecast.</param>
    /// <param name="seed">Seed.</param>
    public ShareModelForecaster(ParameterPriors priors, int stepsBetween = 4, int simulations = 2000, int keep = 200, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(priors);
        this.priors = priors;
        this.stepsBetween = Guard.AtLeast(stepsBetween, 1, "stepsBetween");
        this.keep = Guard.AtLeast(keep, 2, "keep");
        this.simulations = Guard.AtLeast(simulations, keep, "simulations");
        this.seed = seed;
    }

    /// <inheritdoc/>
    public string Name => "share model";

    /// <inheritdoc/>
    /// <remarks>The history holds shares that add up to 1 at each time.</remarks>
    public IReadOnlyList<IReadOnlyList<Forecast>> Forecast(IReadOnlyList<IReadOnlyList<double>> history, int horizon)
    {
        ArgumentNullException.ThrowIfNull(history);
        Guard.AtLeast(horizon, 1, "horizon");
        Guard.AtLeast(history.Count, 1, "history");
        var past = ShareHistory.Of("history", "shares", history[0].Select((_, i) => FormattableString.Invariant($"series {i + 1}")), history.Select((_, t) => FormattableString.Invariant($"{t + 1}")), history, stepsBetween);
        var posterior = AbcRejection.Nearest(ShareCalibration.Model(past, priors), simulations, keep, new AbcOptions { Seed = seed });
        var ahead = new ShareSimulator(past.MarketAt(), horizon * stepsBetween);
        var paths = posterior.Particles.Select((particle, member) =>
        {
            var (parameters, appeals) = ShareCalibration.Split(past, priors, particle.Values);
            return ahead.Path(parameters, appeals, seed + 1, member);
        }).ToList();
        return [.. Enumerable.Range(1, horizon).Select(h => (IReadOnlyList<Forecast>)Enumerable.Range(0, history[0].Count)
            .Select(i => (Forecast)new EnsembleForecast(paths.Select(path => path[h * stepsBetween][i]))).ToArray())];
    }
}
