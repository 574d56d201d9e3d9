using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Rules tried on the past: at each time they see only what came before.</summary>
/// <remarks>Rolling origin (Tashman 2000). Scores of several series at one time are averaged, so that the tests count times, not series.</remarks>
public sealed record RollingBacktest
{
    private RollingBacktest(IReadOnlyList<BacktestScore> scores, IReadOnlyList<string> notTried, int fewest, int horizon, Provenance provenance) =>
        (Scores, NotTried, FewestPoints, Horizon, Provenance) = (scores, notTried, fewest, horizon, provenance);

    /// <summary>The rules: those that beat naive first, by score; then naive; then the others.</summary>
    public IReadOnlyList<BacktestScore> Scores { get; }

    /// <summary>Names of rules that could not be tried at any time: too few points, or parameters that these cannot tell.</summary>
    public IReadOnlyList<string> NotTried { get; }

    /// <summary>Times seen before the first forecast.</summary>
    public int FewestPoints { get; }

    /// <summary>Steps ahead.</summary>
    public int Horizon { get; }

    /// <summary>Where the series come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Tries rules on series.</summary>
    /// <param name="history">One list per time, oldest first; one value per series.</param>
    /// <param name="forecasters">Rules beside the naive one, which is always tried.</param>
    /// <param name="fewestPoints">Times seen before the first forecast, at least 2.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <param name="limit">When given, the Brier score of "above the limit" is added, such as 0.5 for shares.</param>
    /// <param name="provenance">Where the series come from.</param>
    /// <exception cref="InputException">Ragged rows.</exception>
    /// <exception cref="NotIdentifiedException">Too few times to try anything.</exception>
    public static RollingBacktest Of(IEnumerable<IReadOnlyList<double>> history, IEnumerable<IForecaster> forecasters, int fewestPoints = 2, int horizon = 1, double? limit = null, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(forecasters);
        IReadOnlyList<double>[] rows = [.. history.Select((row, t) => (IReadOnlyList<double>)Guard.Values(row, FormattableString.Invariant($"history[{t}]")))];
        foreach (var row in rows) Guard.SameLength(rows[0].Count, row.Count, "row of history");
        Guard.AtLeast(fewestPoints, 2, "fewestPoints");
        Guard.AtLeast(horizon, 1, "horizon");
        var origins = Enumerable.Range(fewestPoints, Math.Max(0, rows.Length - fewestPoints - horizon + 1)).ToArray();
        if (origins.Length == 0)
            throw new NotIdentifiedException("MODEL656", "backtest", FormattableString.Invariant($"{rows.Length} times"), FormattableString.Invariant($"{fewestPoints} to learn from and {horizon} to forecast leave none to try"), "add periods, or learn from fewer");
        var naive = Tries(new NaiveForecaster(), rows, origins, horizon);
        List<BacktestScore> scores = [Score("naive", naive, naive, origins, horizon, limit, true)!];
        List<string> notTried = [];
        foreach (var rule in forecasters.Where(rule => rule is not NaiveForecaster))
        {
            if (Score(rule.Name, Tries(rule, rows, origins, horizon), naive, origins, horizon, limit, false) is { } score) scores.Add(score);
            else notTried.Add(rule.Name);
        }

        var ordered = scores.OrderBy(score => score.BeatsNaive ? 0 : score.Forecaster == "naive" ? 1 : 2).ThenBy(score => score.Crps.Value);
        return new RollingBacktest([.. ordered.Select(score => score with { Crps = score.Crps.From(provenance ?? Provenance.None) })], notTried, fewestPoints, horizon, provenance ?? Provenance.None);
    }

    private sealed record Try(IReadOnlyList<Forecast> Forecasts, IReadOnlyList<double> Happened)
    {
        public double Crps => Forecasts.Zip(Happened, (forecast, y) => forecast.Crps(y)).Average();
    }

    private static Try?[] Tries(IForecaster rule, IReadOnlyList<double>[] rows, int[] origins, int horizon) => [.. origins.Select(origin =>
    {
        try
        {
            return new Try(rule.Forecast(rows[..origin], horizon)[horizon - 1], rows[origin + horizon - 1]);
        }
        catch (NotIdentifiedException)
        {
            return null;
        }
    })];

    private static BacktestScore? Score(string name, Try?[] tries, Try?[] naive, int[] origins, int horizon, double? limit, bool isNaive)
    {
        int[] used = [.. Enumerable.Range(0, origins.Length).Where(i => tries[i] is not null && naive[i] is not null)];
        if (used.Length == 0) return null;
        double[] crps = [.. used.Select(i => tries[i]!.Crps)], ofNaive = [.. used.Select(i => naive[i]!.Crps)];
        var pairs = used.SelectMany(i => tries[i]!.Forecasts.Zip(tries[i]!.Happened)).ToArray();
        var interval = crps.Length < 3 ? null : Bootstrap.Percentile(crps, sample => sample.Average(), new BootstrapOptions { Replicates = 1000 }).Interval;
        var dropped = origins.Length - used.Length;
        return new BacktestScore(name,
            new Estimate(crps.Average(), interval, Unit.Number, new SampleSize(used.Length, dropped, dropped > 0 ? "too few points, or not identified" : null), FormattableString.Invariant($"rolling origin, {horizon} ahead, CRPS")),
            pairs.Average(pair => Math.Abs(pair.First.Mean - pair.Second)),
            pairs.Average(pair => pair.First.Interval(0.9).Contains(pair.Second) ? 1.0 : 0),
            limit is { } line ? BrierDecomposition.Of(pairs.Select(pair => pair.First.ChanceAbove(line)), pairs.Select(pair => pair.Second > line), 10) : null,
            isNaive || crps.Length < horizon + 2 ? null : Tested(crps, ofNaive, horizon), ofNaive.Average());
    }

    /// <summary>Null for a rule that scores like the naive one at every time.</summary>
    private static DieboldMariano? Tested(double[] crps, double[] ofNaive, int horizon)
    {
        try
        {
            return DieboldMariano.Of(crps, ofNaive, horizon);
        }
        catch (NotIdentifiedException)
        {
            return null;
        }
    }
}
