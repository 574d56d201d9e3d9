using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Sensitivity;

/// <summary>How much of an outcome's variance one input makes.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="First">Part of the variance that the input makes alone, with a bootstrap interval; a value below 0 is noise.</param>
/// <param name="Total">Part that goes with the input in any combination, with a bootstrap interval.</param>
public sealed record SobolIndex(string Input, Estimate First, Estimate Total);

/// <summary>Part of an outcome's variance that two inputs make together beyond what each makes alone.</summary>
/// <param name="First">Name of one input.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Index">The index, with a bootstrap interval.</param>
public sealed record SobolPair(string First, string Second, Estimate Index);

/// <summary>Variance-based sensitivity of a model to independent inputs.</summary>
/// <remarks>
/// First-order estimator of Saltelli et al. (2010), total of Jansen (1999), pairs of Saltelli (2002), on shifted Sobol
/// points; outputs are centred first. Posterior draws are dependent: sample the prior instead. Reference case E08 (Ishigami).
/// </remarks>
public sealed record SobolIndices
{
    private const int Block = 64;

    private SobolIndices(IReadOnlyList<SobolIndex> inputs, IReadOnlyList<SobolPair> pairs, double mean, double variance, long runs, SobolOptions options) =>
        (Inputs, Pairs, Mean, Variance, Runs, Options) = (inputs, pairs, mean, variance, runs, options);

    /// <summary>One entry per input, in the order given.</summary>
    public IReadOnlyList<SobolIndex> Inputs { get; }

    /// <summary>One entry per pair; empty unless asked for.</summary>
    public IReadOnlyList<SobolPair> Pairs { get; }

    /// <summary>Mean of the outcome.</summary>
    public double Mean { get; }

    /// <summary>Variance of the outcome.</summary>
    public double Variance { get; }

    /// <summary>Model runs.</summary>
    public long Runs { get; }

    /// <summary>The options used.</summary>
    public SobolOptions Options { get; }

    /// <summary>What to know before they are used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; private init; } = [];

    /// <summary>Runs a model over the design and computes the indices.</summary>
    /// <param name="inputs">Names; each runs from 0 to 1, so the model maps it to its own range or distribution.</param>
    /// <param name="model">The model; may be called from several threads.</param>
    /// <param name="options">Rows, bootstraps, seed.</param>
    /// <param name="progress">Told the number of finished runs now and then; at the end it is that of <see cref="SobolOptions.RunsOf"/>.</param>
    /// <param name="cancellationToken">Stops early: the indices are those of the rows that finished, a power of 2, with a warning.</param>
    /// <exception cref="OperationCanceledException">Stopped before 64 rows finished.</exception>
    /// <exception cref="InputException">Rows that are no power of 2, or an output that is not finite.</exception>
    /// <exception cref="NotIdentifiedException">The outcome never varies.</exception>
    public static SobolIndices Of(IEnumerable<string> inputs, Func<double[], double> model, SobolOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return OfBatches(inputs, points => [.. points.Select(model)], options, progress, cancellationToken);
    }

    /// <summary>The same for a model that takes many points at once.</summary>
    /// <param name="inputs">Names.</param>
    /// <param name="model">Takes points of the unit cube, gives one output each; may be called from several threads.</param>
    /// <param name="options">Rows, bootstraps, seed.</param>
    /// <param name="progress">Told the number of finished runs now and then.</param>
    /// <param name="cancellationToken">Stops early; the rows that finished are kept.</param>
    public static SobolIndices OfBatches(IEnumerable<string> inputs, Func<IReadOnlyList<double[]>, double[]> model, SobolOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new SobolOptions();
        string[] names = [.. inputs];
        Guard.AtLeast(names.Length, 1, "inputs");
        if (options.Rows < 8 || (options.Rows & (options.Rows - 1)) != 0)
            throw new InputException("MODEL633", "'Rows'", FormattableString.Invariant($"it was {options.Rows}"), "a power of 2 of at least 8 keeps Sobol points even", "use 1024, 2048, 4096, ...");
        var k = names.Length;
        var per = (int)(options.RunsOf(k) / options.Rows);
        var sequence = new SobolSequence(2 * k).Shifted(options.Seed);
        var outputs = new double[options.Rows][];
        long done = 0;
        try
        {
            Replicates.Run((options.Rows + Block - 1) / Block, options.Seed, Rows, options.MaxParallelism, cancellationToken);
        }
        catch (OperationCanceledException) when (outputs.TakeWhile(row => row is not null).Count() is >= Block and var whole)
        {
            var rows = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)whole + 1) / 2;
            return FromOutputs(names, outputs[..rows], options with { Rows = rows }) with
            {
                Warnings = [new ModelWarning("MODEL640", Severity.Caution, FormattableString.Invariant($"Stopped early: {rows} of {options.Rows} rows.")) { Numbers = new Dictionary<string, double> { ["rows"] = rows } }],
            };
        }

        return FromOutputs(names, outputs, options);

        int Rows(RandomStream stream, int block)
        {
            var first = block * Block;
            var rows = Math.Min(Block, options.Rows - first);
            var points = new List<double[]>(rows * per);
            for (var r = 0; r < rows; r++) AddRow(points, sequence.Point(first + r), k, per);
            var got = model(points);
            Guard.SameLength(points.Count, got.Length, "model outputs");
            for (var r = 0; r < rows; r++) outputs[first + r] = got[(r * per)..((r + 1) * per)];
            progress?.Report(Interlocked.Add(ref done, points.Count));
            return 0;
        }
    }

    /// <summary>Points of one row: A, B, A with one coordinate of B (k of them), and for pairs B with one coordinate of A.</summary>
    private static void AddRow(List<double[]> points, double[] both, int k, int per)
    {
        var a = both[..k];
        var b = both[k..];
        points.Add(a);
        points.Add(b);
        for (var i = 0; i < k; i++)
        {
            double[] mixed = [.. a];
            mixed[i] = b[i];
            points.Add(mixed);
        }

        for (var i = 0; i < per - k - 2; i++)
        {
            double[] mixed = [.. b];
            mixed[i] = a[i];
            points.Add(mixed);
        }
    }

    private static SobolIndices FromOutputs(string[] names, double[][] outputs, SobolOptions options)
    {
        var k = names.Length;
        var all = Moments.Of(outputs.SelectMany(row => new[] { row[0], row[1] }));
        if (!(all.Variance > 0))
            throw new NotIdentifiedException("MODEL634", "outcome", FormattableString.Invariant($"always {all.Mean}"), "nothing to explain", "choose an outcome that varies over the inputs");
        var sums = new SobolSums(outputs, k, all.Mean);
        var point = sums.Indices(null);
        var draws = Replicates.Run(options.Bootstraps, options.Seed ^ 0x5EED, (stream, _) => sums.Indices(stream), options.MaxParallelism);
        Estimate At(int place, string method) => new(point[place], Quantile.Central(draws.Select(draw => draw[place]), options.Level, IntervalKind.Confidence), Unit.Share,
            new SampleSize(outputs.Length), method);
        var indices = names.Select((name, i) => new SobolIndex(name, At(i, "Saltelli 2010"), At(k + i, "Jansen 1999")));
        List<SobolPair> pairs = [];
        if (sums.HasPairs)
        {
            var place = 2 * k;
            for (var i = 0; i < k; i++)
            {
                for (var j = i + 1; j < k; j++) pairs.Add(new SobolPair(names[i], names[j], At(place++, "Saltelli 2002")));
            }
        }

        return new SobolIndices([.. indices], pairs, all.Mean, all.Variance, (long)outputs.Length * outputs[0].Length, options);
    }
}
