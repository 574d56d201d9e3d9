using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Sensitivity;

/// <summary>Patient rule induction: simple boxes of inputs in which an outcome is common.</summary>
/// <remarks>
/// Friedman and Fisher (1999); coverage, density and quasi p-values of Bryant and Lempert (2010). Exploratory: the box is
/// chosen on one part of the points and checked on the part held out. Reference case E31.
/// </remarks>
public sealed record PrimBoxes
{
    /// <summary>Limits with a larger quasi p-value may be luck and are opened again.</summary>
    private const double LargestQuasiP = 0.05;

    private PrimBoxes(IReadOnlyList<PrimBox> trajectory, PrimBox chosen, SampleSize n, int hits, PrimOptions options) =>
        (Trajectory, Chosen, N, Hits, Options) = (trajectory, chosen, n, hits, options);

    /// <summary>Boxes of the peeling trajectory, from all points to the smallest box, for the trade-off of coverage and density.</summary>
    public IReadOnlyList<PrimBox> Trajectory { get; }

    /// <summary>The box with the largest product of coverage and density, pasted, without limits that may be luck, with its check on the points held out.</summary>
    public PrimBox Chosen { get; }

    /// <summary>Points the box was looked for in; those held out count as dropped.</summary>
    public SampleSize N { get; }

    /// <summary>Hits among the points the box was looked for in.</summary>
    public int Hits { get; }

    /// <summary>The options used.</summary>
    public PrimOptions Options { get; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Looks for a box.</summary>
    /// <param name="inputs">Names of the inputs.</param>
    /// <param name="points">One row of inputs per run.</param>
    /// <param name="hits">Whether the outcome happened in each run.</param>
    /// <param name="options">Peeling, pasting, part held out, seed.</param>
    /// <exception cref="InputException">Ragged or unequal lists, or options out of range.</exception>
    /// <exception cref="NotIdentifiedException">The outcome never or always happened.</exception>
    public static PrimBoxes Find(IEnumerable<string> inputs, IEnumerable<IReadOnlyList<double>> points, IEnumerable<bool> hits, PrimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(hits);
        options ??= new PrimOptions();
        string[] names = [.. inputs];
        double[][] x = [.. points.Select((point, p) => Guard.Values(point, FormattableString.Invariant($"points[{p}]")))];
        bool[] y = [.. hits];
        Guard.SameLength(x.Length, y.Length, "hits");
        foreach (var row in x) Guard.SameLength(names.Length, row.Length, "row of points");
        if (!(options.Peel is > 0 and < 1) || !(options.Paste is > 0 and < 1) || !(options.SmallestMass is > 0 and < 1) || !(options.HeldOut is >= 0 and < 0.9))
            throw new InputException("MODEL635", "options", options.ToString(), "parts lie between 0 and 1, and at most 0.9 is held out", "use the defaults");
        var order = RandomStream.For(options.Seed, 0).Permutation(Math.Max(1, x.Length));
        var held = (int)Math.Floor(options.HeldOut * x.Length);
        int[] kept = [.. order.Skip(held).Order()], out_ = [.. order.Take(held).Order()];
        double[][] train = [.. kept.Select(p => x[p])];
        bool[] trainHits = [.. kept.Select(p => y[p])];
        var count = trainHits.Count(hit => hit);
        if (count == 0 || count == trainHits.Length)
            throw new NotIdentifiedException("MODEL636", "'hits'", FormattableString.Invariant($"{count} hits in {trainHits.Length} runs"), "a box can only be told from runs with and without the outcome", "widen the ranges of the inputs, or choose another outcome");
        var search = new PrimSearch(train, trainHits, options);
        var path = search.Peel();
        var (box, inside) = path.MaxBy(step => search.Coverage(step.Inside) * search.Density(step.Inside));
        (box, inside) = Needed(search, search.Paste(box, inside).Box, names.Length);
        var stability = Stability(train, trainHits, names.Length, options, box);
        var chosen = Describe(names, search, box, inside, train.Length, stability);
        if (held > 0) chosen = Checked(chosen, box, [.. out_.Select(p => x[p])], [.. out_.Select(p => y[p])]);
        return new PrimBoxes([.. path.Select(step => Describe(names, search, step.Box, step.Inside, train.Length, null))], chosen,
            new SampleSize(train.Length, held, held > 0 ? "held out to check the box" : null), count, options)
        { Warnings = Warn(chosen) };
    }

    /// <summary>The box without the limits that may be luck, the least significant first.</summary>
    private static (PrimSearch.Box Box, int[] Inside) Needed(PrimSearch search, PrimSearch.Box box, int inputs)
    {
        while (true)
        {
            var inside = search.Inside(box);
            var limited = Enumerable.Range(0, inputs).Where(box.Limits).Select(i => (Input: i, P: search.QuasiP(box, inside, i))).ToArray();
            if (limited.Length == 0 || limited.Max(one => one.P) <= LargestQuasiP) return (box, inside);
            var weakest = limited.MaxBy(one => one.P).Input;
            box = box.With(weakest, true, double.NaN).With(weakest, false, double.NaN);
        }
    }

    private static double[]? Stability(double[][] x, bool[] hits, int inputs, PrimOptions options, PrimSearch.Box box)
    {
        if (options.Resamples == 0) return null;
        var same = new double[inputs];
        var boxes = Replicates.Run(options.Resamples, options.Seed + 1, (stream, _) =>
        {
            var rows = Enumerable.Range(0, x.Length).Select(_ => stream.NextInt(x.Length)).ToArray();
            bool[] y = [.. rows.Select(p => hits[p])];
            if (!y.Contains(true) || !y.Contains(false)) return null;
            var search = new PrimSearch([.. rows.Select(p => x[p])], y, options);
            return search.Peel().MaxBy(step => search.Coverage(step.Inside) * search.Density(step.Inside)).Box;
        });
        foreach (var other in boxes)
        {
            for (var i = 0; i < inputs; i++)
            {
                if (other is not null && double.IsNaN(other.Low[i]) == double.IsNaN(box.Low[i]) && double.IsNaN(other.High[i]) == double.IsNaN(box.High[i])) same[i]++;
            }
        }

        return [.. same.Select(times => times / options.Resamples)];
    }

    private static PrimBox Describe(string[] names, PrimSearch search, PrimSearch.Box box, int[] inside, int all, double[]? stability)
    {
        double? Side(double limit) => double.IsNaN(limit) ? null : limit;
        var limits = Enumerable.Range(0, names.Length).Where(box.Limits)
            .Select(i => new PrimLimit(names[i], Side(box.Low[i]), Side(box.High[i]), search.QuasiP(box, inside, i), stability?[i]));
        return new PrimBox([.. limits], search.Coverage(inside), search.Density(inside), inside.Length / (double)all, inside.Length);
    }

    private static PrimBox Checked(PrimBox chosen, PrimSearch.Box box, double[][] x, bool[] hits)
    {
        var inside = x.Zip(hits).Where(pair => box.Holds(pair.First)).ToArray();
        int found = inside.Count(pair => pair.Second), all = hits.Count(hit => hit);
        return chosen with
        {
            HeldOutCoverage = all == 0 ? null : found / (double)all,
            HeldOutDensity = inside.Length == 0 ? null : MonteCarloChance.Of(found, inside.Length, 0.95, "points held out"),
        };
    }

    private static List<ModelWarning> Warn(PrimBox chosen)
    {
        List<ModelWarning> warnings = [];
        if (chosen.HeldOutDensity is { Interval: { } interval } && !interval.Contains(chosen.Density))
        {
            warnings.Add(new ModelWarning("MODEL637", Severity.Caution, FormattableString.Invariant($"Density is {chosen.Density:P0} where the box was found and {chosen.HeldOutDensity.Value:P0} on the points held out: the box is partly luck."))
            { Numbers = new Dictionary<string, double> { ["found"] = chosen.Density, ["held out"] = chosen.HeldOutDensity.Value } });
        }

        if (chosen.Limits.Count == 0) warnings.Add(new ModelWarning("MODEL638", Severity.Caution, "No limit is more than luck: no input tells where the outcome happens."));
        return warnings;
    }
}
