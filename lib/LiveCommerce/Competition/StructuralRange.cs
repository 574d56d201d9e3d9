using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>One variant with its ensemble.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Ensemble">Its ensemble.</param>
public sealed record VariantEnsemble(StructuralVariant Variant, DominanceEnsemble Ensemble);

/// <summary>The same question asked of every structural variant: the answer is the range, with the simulation error apart.</summary>
public sealed record StructuralRange
{
    private StructuralRange(IReadOnlyList<VariantEnsemble> variants) => Variants = variants;

    /// <summary>The variants; the first is the base.</summary>
    public IReadOnlyList<VariantEnsemble> Variants { get; }

    /// <summary>Runs an ensemble per variant, all with the same seed.</summary>
    /// <param name="market">The market at the start.</param>
    /// <param name="periods">Periods ahead.</param>
    /// <param name="source">Where the inputs of the runs come from.</param>
    /// <param name="variants">Variants beside the base, which is always run.</param>
    /// <param name="options">Runs and seed.</param>
    /// <param name="progress">Told the number of finished runs over all ensembles: at the end, runs x (variants + 1).</param>
    /// <param name="cancellationToken">Stops early; the runs that finished are kept, with a warning.</param>
    /// <exception cref="OperationCanceledException">Stopped before every variant had a run.</exception>
    public static StructuralRange Run(Market market, int periods, IRunSource source, IEnumerable<StructuralVariant> variants, EnsembleOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(variants);
        StructuralVariant[] all = [new StructuralVariant("base", "The model as described."), .. variants];
        options ??= new EnsembleOptions();
        return new StructuralRange([.. all.Select((variant, v) => new VariantEnsemble(variant,
            DominanceEnsemble.Run(variant.ChangeMarket?.Invoke(market) ?? market, periods, new ChangedSource(variant.Source ?? source, variant.ChangeParameters), options, progress is null ? null : new After(progress, (long)v * options.Runs), cancellationToken)))]);
    }

    /// <summary>The range of a chance over the variants.</summary>
    /// <param name="chance">The chance asked of each ensemble.</param>
    /// <returns>The base as value, the lowest and highest variant as a structural range; the largest simulation error as a note.</returns>
    public Estimate Range(Func<DominanceEnsemble, Estimate> chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        Estimate[] each = [.. Variants.Select(variant => chance(variant.Ensemble))];
        var error = each.Max(one => one.Interval!.Width / 2);
        return new Estimate(each[0].Value, new Interval(each.Min(one => one.Value), each.Max(one => one.Value), 1, IntervalKind.StructuralRange), each[0].Unit, each[0].N,
            FormattableString.Invariant($"range over {each.Length} structural variants"))
        {
            Provenance = Provenance.Combine(each.Select(one => one.Provenance)),
            Warnings = [.. each.SelectMany(one => one.Warnings), new ModelWarning("MODEL641", Severity.Note, FormattableString.Invariant($"Simulation error at most {100 * error:0.#} points; the range over structures is {100 * (each.Max(one => one.Value) - each.Min(one => one.Value)):0.#} points."))
                { Numbers = new Dictionary<string, double> { ["simulation error"] = error } }],
        };
    }

    /// <summary>Progress of one ensemble after those before it.</summary>
    private sealed class After(IProgress<long> progress, long before) : IProgress<long>
    {
        public void Report(long value) => progress.Report(before + value);
    }

    private sealed record ChangedSource(IRunSource Source, Func<ShareParameters, ShareParameters>? Change) : IRunSource
    {
        public IReadOnlyList<string> Varies => Source.Varies;

        public RunInputs Draw(RandomStream stream, int platforms)
        {
            var drawn = Source.Draw(stream, platforms);
            return Change is null ? drawn : drawn with { Parameters = Change(drawn.Parameters) };
        }
    }
}
