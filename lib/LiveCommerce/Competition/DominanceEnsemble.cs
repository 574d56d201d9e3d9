using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>Many futures of one market: how often a platform dominates, by every rule.</summary>
/// <remarks>The interval of a chance is the error of the simulation only; what the structure of the model adds is in <see cref="StructuralRange"/>. Reference case E02.</remarks>
public sealed record DominanceEnsemble
{
    private readonly EnsembleRuns runs;

    internal DominanceEnsemble(Market market, int periods, EnsembleRuns runs, IReadOnlyList<string> varies, EnsembleOptions options)
    {
        (Market, Periods, this.runs, Options) = (market, periods, runs, options);
        InputNames = [.. varies, .. market.Ids.Select(id => "Appeal " + id)];
        if (runs.Completed >= options.Runs) return;
        Warnings = [new ModelWarning("MODEL640", Severity.Caution, FormattableString.Invariant($"Stopped early: {runs.Completed} of {options.Runs} runs.")) { Numbers = new Dictionary<string, double> { ["runs"] = runs.Completed } }];
    }

    /// <summary>The market.</summary>
    public Market Market { get; }

    /// <summary>Periods ahead.</summary>
    public int Periods { get; }

    /// <summary>The options used.</summary>
    public EnsembleOptions Options { get; }

    /// <summary>Runs that finished.</summary>
    public SampleSize N => runs.Completed < Options.Runs ? new(runs.Completed, Options.Runs - runs.Completed, "stopped early") : new(runs.Completed);

    /// <summary>Names of the inputs of a run: parameters that vary, then the appeal of each platform.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Inputs of the finished runs, for PRIM and regressions.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Inputs => runs.Inputs;

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; } = [];

    /// <summary>Runs an ensemble.</summary>
    /// <param name="market">The market at the start.</param>
    /// <param name="periods">Periods ahead, at least 1.</param>
    /// <param name="source">Where the inputs of the runs come from.</param>
    /// <param name="options">Runs and seed.</param>
    /// <param name="progress">Told the number of finished runs now and then.</param>
    /// <param name="cancellationToken">Stops early; the runs that finished are kept, with a warning.</param>
    /// <exception cref="InputException">A parameter out of range.</exception>
    /// <exception cref="OperationCanceledException">Stopped before any run finished.</exception>
    public static DominanceEnsemble Run(Market market, int periods, IRunSource source, EnsembleOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new EnsembleOptions();
        Guard.AtLeast(options.Runs, 1, "Runs");
        var simulator = new ShareSimulator(market, periods);
        return new DominanceEnsemble(market, periods, EnsembleRuns.Of(simulator, source, options, progress, cancellationToken), source.Varies, options);
    }

    /// <summary>How often one platform dominates.</summary>
    /// <param name="platform">Id.</param>
    /// <param name="rule">What counts as dominance.</param>
    /// <param name="timing">When it must hold.</param>
    public Estimate Chance(string platform, DominanceRule rule = DominanceRule.Majority, DominanceTiming timing = DominanceTiming.AtEnd) =>
        Count(1UL << Place(platform), rule, timing);

    /// <summary>How often any platform other than one dominates.</summary>
    /// <param name="reference">The one that does not count, such as taobao.</param>
    /// <param name="rule">What counts as dominance.</param>
    /// <param name="timing">When it must hold.</param>
    public Estimate ChanceOfOther(string reference, DominanceRule rule = DominanceRule.Majority, DominanceTiming timing = DominanceTiming.AtEnd) =>
        Count(~(1UL << Place(reference)), rule, timing);

    /// <summary>How often any of some platforms dominates; a rest that stands for many is best left out.</summary>
    /// <param name="platforms">Ids, each once.</param>
    /// <param name="rule">What counts as dominance.</param>
    /// <param name="timing">When it must hold.</param>
    public Estimate ChanceOfAny(IEnumerable<string> platforms, DominanceRule rule = DominanceRule.Majority, DominanceTiming timing = DominanceTiming.AtEnd)
    {
        ArgumentNullException.ThrowIfNull(platforms);
        return Count(platforms.Aggregate(0UL, (bits, id) => bits | 1UL << Place(id)), rule, timing);
    }

    /// <summary>In which runs a platform dominates.</summary>
    /// <inheritdoc cref="Chance"/>
    public IReadOnlyList<bool> Hits(string platform, DominanceRule rule = DominanceRule.Majority, DominanceTiming timing = DominanceTiming.AtEnd)
    {
        var bit = 1UL << Place(platform);
        return [.. runs.Masks(rule, timing).Select(mask => (mask & bit) != 0)];
    }

    /// <summary>Share of a platform at the end: median and central interval over the runs.</summary>
    /// <param name="platform">Id.</param>
    public Estimate FinalShare(string platform)
    {
        var shares = FinalShares(platform);
        return new Estimate(Quantile.Of(shares, 0.5), Quantile.Central(shares, Options.Level, IntervalKind.Prediction), Unit.Share, N, "share simulator, median of runs") { Provenance = Market.Provenance, Warnings = Warnings };
    }

    /// <summary>Share of a platform at the end of each run.</summary>
    /// <param name="platform">Id.</param>
    public IReadOnlyList<double> FinalShares(string platform)
    {
        var place = Place(platform);
        return [.. Enumerable.Range(0, runs.Completed).Select(r => runs.Final(r, place))];
    }

    /// <summary>Share of a platform in each period: median and central interval over the runs whose path is kept.</summary>
    /// <param name="platform">Id.</param>
    /// <param name="level">Level of the interval.</param>
    /// <returns>One estimate per period, the start first.</returns>
    public IReadOnlyList<Estimate> Fan(string platform, double level = 0.9)
    {
        var place = Place(platform);
        return [.. Enumerable.Range(0, Periods + 1).Select(t =>
        {
            double[] at = [.. runs.Paths.Select(path => path[t * Market.Platforms.Count + place])];
            return new Estimate(Quantile.Of(at, 0.5), Quantile.Central(at, level, IntervalKind.Prediction), Unit.Share, new SampleSize(at.Length), "share simulator, median of runs") { Provenance = Market.Provenance };
        })];
    }

    private Estimate Count(ulong platforms, DominanceRule rule, DominanceTiming timing) =>
        MonteCarloChance.Of(runs.Masks(rule, timing).LongCount(mask => (mask & platforms) != 0), runs.Completed, Options.Level, FormattableString.Invariant($"share simulator, {runs.Completed} runs, seed {Options.Seed}")) with
        {
            Provenance = Market.Provenance,
            Warnings = Warnings,
        };

    private int Place(string platform)
    {
        for (var i = 0; i < Market.Platforms.Count; i++)
        {
            if (Market.Platforms[i].Id == platform) return i;
        }

        throw new InputException("MODEL611", "'platform'", $"\"{platform}\"", "not in this market", "choose one of " + string.Join(", ", Market.Ids));
    }
}
