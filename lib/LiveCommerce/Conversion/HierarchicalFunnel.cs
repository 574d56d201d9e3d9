using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Funnels of several segments with partial pooling at every stage.</summary>
/// <remarks>
/// Given the nesting the likelihood factors by stage, so each stage is its own exact fit. Rates of one segment are independent
/// between stages in this model; a rank correlation of what is left above 0.3 is warned of. Reference case B03.
/// </remarks>
public sealed record HierarchicalFunnel
{
    private HierarchicalFunnel(FunnelCounts[] segments, PooledRates[] stages, PoolingOptions options)
    {
        Segments = segments;
        Stages = stages;
        Options = options;
    }

    /// <summary>The counts, in the order given.</summary>
    public IReadOnlyList<FunnelCounts> Segments { get; }

    /// <summary>One fit per step: entry 0 is the second stage given the first.</summary>
    public IReadOnlyList<PooledRates> Stages { get; }

    /// <summary>The options, with the seed.</summary>
    public PoolingOptions Options { get; }

    /// <summary>What to know before it is used, all stages together.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Origin of all counts together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Names of the steps: the stages without the first.</summary>
    public IReadOnlyList<string> StageNames => [.. Segments[0].Stages.Skip(1).Select(s => s.Name)];

    /// <summary>Fits every stage by full Bayes.</summary>
    /// <param name="segments">At least two, with the same stages and unit.</param>
    /// <param name="options">Level, draws, seed, prior.</param>
    /// <exception cref="InputException">Stages or units differ between segments, or a segment is empty before its last stage.</exception>
    public static HierarchicalFunnel Fit(IEnumerable<FunnelCounts> segments, PoolingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var list = Guard.Items(segments, "segments", segment => segment.Segment);
        var chosen = options ?? new PoolingOptions();
        if (list.Length < 2)
            throw new NotIdentifiedException("MODEL313", "segments", $"{list.Length}", "the spread between segments cannot be seen in one", "report the funnel alone with FunnelCounts.StageRates");
        foreach (var segment in list)
        {
            if (!segment.Stages.Select(s => s.Name).SequenceEqual(list[0].Stages.Select(s => s.Name)))
                throw new InputException("MODEL312", $"segment '{segment.Segment}'", $"stages [{string.Join(", ", segment.Stages.Select(s => s.Name))}]", $"the others have [{string.Join(", ", list[0].Stages.Select(s => s.Name))}]", "give every segment the same stages in the same order");
            if (segment.Stages[0].Unit != list[0].Stages[0].Unit)
                throw new InputException("MODEL311", $"segment '{segment.Segment}'", $"unit {segment.Stages[0].Unit} beside {list[0].Stages[0].Unit}", "segments are counts of one unit", "count people in every segment, or sessions in every segment");
        }

        PooledRates[] fits = [.. Enumerable.Range(1, list[0].Stages.Count - 1).Select(i => PartialPooling.FullBayes(
            list.Select(s => new SegmentCount(s.Segment, s.Stages[i].Count, s.Stages[i - 1].Count) { Provenance = s.Provenance }),
            chosen.WithSeed(chosen.Seed + ((ulong)i * 0x9E3779B97F4A7C15))))];
        return new HierarchicalFunnel(list, fits, chosen)
        {
            Provenance = Provenance.Combine(list.Select(s => s.Provenance).Distinct()),
            Warnings = [.. fits.SelectMany(f => f.Warnings).DistinctBy(w => w.Code), .. Correlated(list, fits)],
        };
    }

    /// <summary>Last stage per entrant of one segment: the product of its stage draws.</summary>
    public Estimate EndToEnd(string segment)
    {
        var draws = EndToEndDraws(segment);
        var n = Segments.First(s => s.Segment == segment).Stages[0].Count;
        return new Estimate(Stages.Aggregate(1.0, (product, stage) => product * stage.Of(segment).Pooled.Value), Quantile.Central(draws, Options.Level, IntervalKind.Credible), Unit.Share, new SampleSize(n), "product of pooled stage rates") { Provenance = Provenance, Warnings = Warnings };
    }

    /// <summary>Draws of the end-to-end rate of one segment.</summary>
    public IReadOnlyList<double> EndToEndDraws(string segment) => [.. StageDraws(segment).Select(d => d.Aggregate(1.0, (product, rate) => product * rate))];

    /// <summary>Draws of the stage rates of one segment, one row per draw.</summary>
    public IReadOnlyList<IReadOnlyList<double>> StageDraws(string segment)
    {
        IReadOnlyList<double>[] columns = [.. Stages.Select(stage => stage.DrawsOf(segment))];
        return [.. Enumerable.Range(0, Options.Draws).Select(s => (IReadOnlyList<double>)[.. columns.Select(column => column[s])])];
    }

    /// <summary>Probability that a segment has the highest end-to-end rate, in the order of <see cref="Segments"/>.</summary>
    public IReadOnlyList<double> ProbabilityBest()
    {
        var draws = Segments.Select(s => EndToEndDraws(s.Segment)).ToArray();
        var best = new double[draws.Length];
        for (var s = 0; s < Options.Draws; s++)
        {
            var top = 0;
            for (var j = 1; j < draws.Length; j++)
                if (draws[j][s] > draws[top][s]) top = j;
            best[top] += 1.0 / Options.Draws;
        }

        return best;
    }

    /// <summary>At which stage the second segment gains or loses against the first, with intervals over the draws.</summary>
    /// <param name="first">Segment compared with.</param>
    /// <param name="second">Segment explained.</param>
    public RateChange Explain(string first, string second) =>
        DrawnDecomposition.Of(StageNames, StageDraws(first), StageDraws(second), Options.Level) with { Provenance = Provenance };

    private static IEnumerable<ModelWarning> Correlated(FunnelCounts[] segments, PooledRates[] fits)
    {
        if (segments.Length < 6) yield break;
        for (var i = 1; i < fits.Length; i++)
        {
            double[] before = [.. fits[i - 1].Segments.Select(s => s.Pooled.Value)], after = [.. fits[i].Segments.Select(s => s.Pooled.Value)];
            var rho = MathNet.Numerics.Statistics.Correlation.Spearman(before, after);
            if (Math.Abs(rho) > 0.3)
                yield return new ModelWarning("MODEL343", Severity.Caution, FormattableString.Invariant($"Segments high at '{segments[0].Stages[i].Name}' are {(rho > 0 ? "high" : "low")} at '{segments[0].Stages[i + 1].Name}' (rank correlation {rho:0.00}): end-to-end intervals take them as independent.")) { Numbers = new Dictionary<string, double> { ["rank correlation"] = rho } };
        }
    }
}
