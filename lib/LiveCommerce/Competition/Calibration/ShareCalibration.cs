using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Fits the share model to a history: a point by least squares, a distribution by ABC.</summary>
public static class ShareCalibration
{
    /// <summary>Least squares on the log-ratios of shares to the last platform, without noise, from several starts.</summary>
    /// <param name="history">The history; the simulator starts at its first period.</param>
    /// <param name="priors">The parameters that are fitted; a prior gives the range that is searched, and is not otherwise used.</param>
    /// <param name="fitAppeals">Whether the appeal of each platform against the last is fitted too.</param>
    /// <param name="starts">Starting points.</param>
    /// <exception cref="NotIdentifiedException">More unknowns than log-ratios.</exception>
    /// <remarks>Levenberg-Marquardt; parameters move as the prior's quantile of a normal probability.</remarks>
    public static ShareFit LeastSquares(ShareHistory history, ParameterPriors priors, bool fitAppeals = true, int starts = 8)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(priors);
        var last = history.Platforms.Count - 1;
        int named = priors.Priors.Count, free = named + (fitAppeals ? last : 0), ratios = (history.Shares.Count - 1) * last;
        if (ratios <= free || free == 0)
        {
            throw new NotIdentifiedException("MODEL654", history.Name, FormattableString.Invariant($"{ratios} log-ratios for {free} unknowns"),
                "a fit that leaves nothing over cannot be told from chance", "fit fewer parameters, add periods, or use ABC, which says what the data did not teach");
        }

        var simulator = new ShareSimulator(history.MarketAt(0), (history.Shares.Count - 1) * history.StepsBetween);
        var observed = ShareHistory.Summaries(history.Shares).Take(ratios).ToArray();
        double[] Residuals(double[] x)
        {
            if (x.Any(value => !double.IsFinite(value))) return [.. Enumerable.Repeat(double.NaN, ratios)];
            var (parameters, appeals) = Inputs(x);
            var path = Path(simulator, history, parameters with { Noise = 0, TrustNoise = 0, AppealSpread = 0 }, appeals, 1, 0);
            return [.. ShareHistory.Summaries(path).Take(ratios).Zip(observed, (got, seen) => got - seen)];
        }

        (ShareParameters Parameters, double[] Appeals) Inputs(double[] x) =>
            (priors.At([.. x.Take(named).Select(z => MathNet.Numerics.Distributions.Normal.CDF(0, 1, z))]), fitAppeals ? [.. x.Skip(named), 0] : new double[last + 1]);
        var points = new HaltonSequence(free).Points(Guard.AtLeast(starts, 1, "starts"), 1).Select(u => u.Select((value, i) => i < named ? 2 * value - 1 : value - 0.5).ToArray());
        var fit = NonlinearLeastSquares.Fit(Residuals, points);
        var (best, bestAppeals) = Inputs([.. fit.Parameters]);
        var values = priors.Priors.Select((prior, i) =>
        {
            double At(double z) => priors.At([.. Enumerable.Range(0, named).Select(j => j == i ? MathNet.Numerics.Distributions.Normal.CDF(0, 1, z) : 0.5)]).Get(prior.Name);
            var half = 1.959963984540054 * fit.StandardErrors[i];
            var edge = double.IsNaN(half) || Math.Abs(fit.Parameters[i]) > 3.5;
            var interval = double.IsNaN(half) ? new Interval(At(-6), At(6), 0.95, IntervalKind.Confidence) : new Interval(At(fit.Parameters[i] - half), At(fit.Parameters[i] + half), 0.95, IntervalKind.Confidence);
            return new FittedParameter(prior.Name, new Estimate(At(fit.Parameters[i]), interval, Unit.Number, new SampleSize(ratios), "least squares on log-ratios")
            {
                Provenance = history.Provenance,
                Warnings = edge ? [new ModelWarning("MODEL655", Severity.Serious, $"{prior.Name} lies at the edge of its range or has no spread: the history does not identify it.")] : [],
            });
        });
        return new ShareFit(history, [.. values], best, bestAppeals, fit.ResidualStandardDeviation, fit.Converged, new SampleSize(ratios));
    }

    /// <summary>ABC-SMC with shares, concentration and changes of rank as summaries.</summary>
    /// <param name="history">The history; the simulator starts at its first period.</param>
    /// <param name="priors">Priors of the parameters; the appeal of each platform is added with the spread that the fixed parameters give.</param>
    /// <param name="observationError">Standard deviation of the log of an observed value: rounding, revisions, definitions.</param>
    /// <param name="options">Particles, generations, seed.</param>
    /// <param name="progress">Told the steps that are done, of <see cref="AbcOptions.Steps"/>.</param>
    /// <param name="cancellationToken">Stops early.</param>
    public static ShareAbc Abc(ShareHistory history, ParameterPriors priors, double observationError = 0.1, AbcOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        new(history, priors, AbcSmc.Run(Model(history, priors, observationError), options, progress, cancellationToken));

    /// <summary>The simulation model of a history, for other methods of ABC.</summary>
    /// <inheritdoc cref="Abc"/>
    public static AbcModel Model(ShareHistory history, ParameterPriors priors, double observationError = 0.1)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(priors);
        if (observationError != 0) Guard.Positive(observationError, "observationError");
        var simulator = new ShareSimulator(history.MarketAt(0), (history.Shares.Count - 1) * history.StepsBetween);
        return new AbcModel(AllPriors(history, priors), (values, stream) =>
        {
            var (parameters, appeals) = Split(history, priors, values);
            var path = Path(simulator, history, parameters, appeals, stream.NextUInt64(), 0);
            return ShareHistory.Summaries([.. path.Select((row, t) => t == 0 || observationError == 0 ? row : Blurred(row, observationError, stream))]);
        }, ShareHistory.Summaries(history.Shares))
        { SummaryNames = history.SummaryNames() };
    }

    /// <summary>Values of a particle as parameters and appeals; the unknown appeal is then part of the particle.</summary>
    internal static (ShareParameters Parameters, double[] Appeals) Split(ShareHistory history, ParameterPriors priors, IReadOnlyList<double> values)
    {
        var named = priors.Priors.Count;
        var parameters = priors.Fixed;
        for (var i = 0; i < named; i++) parameters = parameters.With(priors.Priors[i].Name, values[i]);
        double[] appeals = values.Count > named ? [.. values.Skip(named)] : new double[history.Platforms.Count];
        return (parameters with { AppealSpread = 0 }, appeals);
    }

    private static IReadOnlyList<NamedPrior> AllPriors(ShareHistory history, ParameterPriors priors) => priors.Fixed.AppealSpread > 0
        ? [.. priors.Priors, .. history.Platforms.Select(id => new NamedPrior("Appeal " + id, Prior.Normal(0, priors.Fixed.AppealSpread)))]
        : priors.Priors;

    private static IReadOnlyList<double>[] Path(ShareSimulator simulator, ShareHistory history, ShareParameters parameters, double[] appeals, ulong seed, long replicate)
    {
        var shares = simulator.Path(parameters, appeals, seed, replicate);
        return [.. Enumerable.Range(0, history.Shares.Count).Select(t => shares[t * history.StepsBetween])];
    }

    private static IReadOnlyList<double> Blurred(IReadOnlyList<double> shares, double error, RandomStream stream)
    {
        double[] seen = [.. shares.Select(share => share * Math.Exp(error * stream.NextNormal()))];
        var total = seen.Sum();
        return [.. seen.Select(value => value / total)];
    }
}
