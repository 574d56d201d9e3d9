using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Segments as a mixture of normal distributions: each row belongs to each segment with a probability.</summary>
/// <remarks>EM (Dempster, Laird and Rubin 1977) from k-means++ starts; BIC of Schwarz (1978) as -2 log likelihood + parameters x log n, the smaller the better.</remarks>
public sealed record GaussianMixture
{
    /// <summary>Most probable segment of each row, numbered by first appearance.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Probability of each segment [row][segment].</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Membership { get; init; }

    /// <summary>Share of each segment.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>Mean of each segment.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Means { get; init; }

    /// <summary>Covariance of each segment [segment][row][column].</summary>
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Covariances { get; init; }

    /// <summary>Log likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Free parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>Whether the best start came to rest.</summary>
    public required bool Converged { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>The options.</summary>
    public required MixtureOptions Options { get; init; }

    /// <summary>Number of segments.</summary>
    public int Segments => Shares.Count;

    /// <summary>Bayesian information criterion; the smaller the better.</summary>
    public double Bic => (-2 * LogLikelihood) + (Parameters * Math.Log(Labels.Count));

    /// <summary>Fits k segments; one gives the normal distribution to compare with.</summary>
    /// <param name="rows">One row per object.</param>
    /// <param name="k">Segments, 1 to a third of the rows.</param>
    /// <param name="options">Shape, starts, seed.</param>
    /// <exception cref="InputException">Ragged rows, numbers that are not finite, no segment.</exception>
    /// <exception cref="NotIdentifiedException">More segments than a third of the rows, or a column without spread.</exception>
    public static GaussianMixture Of<TRow>(IEnumerable<TRow> rows, int k, MixtureOptions? options = null)
        where TRow : class, IReadOnlyList<double>
    {
        options ??= new MixtureOptions();
        var x = Tables.Complete(rows, "rows");
        Guard.AtLeast(k, 1, "k");
        if (k > 1) SegmentCheck.Count(x.Length, k);
        for (var j = 0; j < x[0].Length; j++)
        {
            if (x.All(row => row[j] == x[0][j])) throw new NotIdentifiedException("MODEL204", FormattableString.Invariant($"column {j}"), "it has no spread", "its variance is 0", "drop the column");
        }

        return Fit(x, k, options);
    }

    /// <summary>The mixture with the lowest BIC over numbers of segments and shapes.</summary>
    /// <param name="rows">One row per object.</param>
    /// <param name="maxSegments">Largest number tried; never more than a third of the rows.</param>
    /// <param name="options">Starts and seed; the shape is chosen.</param>
    /// <returns>All mixtures tried, the best first.</returns>
    public static IReadOnlyList<GaussianMixture> Choose<TRow>(IEnumerable<TRow> rows, int maxSegments = 5, MixtureOptions? options = null)
        where TRow : class, IReadOnlyList<double>
    {
        options ??= new MixtureOptions();
        var x = Tables.Complete(rows, "rows");
        Guard.AtLeast(maxSegments, 1, "maxSegments");
        return [.. Enumerable.Range(1, Math.Max(1, Math.Min(maxSegments, x.Length / 3))).SelectMany(k => Enum.GetValues<MixtureShape>().Select(shape => Of(x, k, options.WithShape(shape)))).OrderBy(fit => fit.Bic)];
    }

    /// <summary>How the segments hold when rows are drawn anew.</summary>
    /// <param name="rows">The rows that were segmented.</param>
    /// <param name="replicates">Bootstrap samples.</param>
    /// <param name="level">Level of the interval of agreement.</param>
    /// <exception cref="InputException">Other rows than were segmented.</exception>
    public SegmentStability Stability<TRow>(IEnumerable<TRow> rows, int replicates = 100, double level = 0.9)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(rows, "rows");
        return SegmentStability.Of(x.Length, Labels, replicates, Options.Seed, level, (stream, sample) =>
        {
            var fit = Fit([.. sample.Select(i => x[i])], Segments, Options with { Starts = 3, Seed = stream.NextUInt64(), MaxParallelism = 1 });
            return [.. x.Select(fit.Nearest)];
        });
    }

    private int Nearest(double[] row)
    {
        var logs = Enumerable.Range(0, Segments).Select(c =>
        {
            var system = SymmetricSystem.Factor([.. Covariances[c].Select(line => (double[])[.. line])]);
            if (system is null) return double.NegativeInfinity;
            double[] d = [.. row.Select((value, j) => value - Means[c][j])];
            return Math.Log(Shares[c]) - (0.5 * system.LogDeterminant) - (0.5 * system.Quadratic(d));
        }).ToArray();
        return Array.IndexOf(logs, logs.Max());
    }

    private static GaussianMixture Fit(double[][] x, int k, MixtureOptions options)
    {
        var best = Replicates.Run(k == 1 ? 1 : options.Starts, options.Seed, (stream, _) => new MixtureSteps(x, k, options).From(KMeans.Start(x, k, stream)), options.MaxParallelism)
            .MaxBy(run => run.LogLikelihood)!;
        int[] raw = [.. best.Membership.Select(row => Array.IndexOf(row, row.Max()))];
        int[] order = [.. raw.Distinct(), .. Enumerable.Range(0, k).Except(raw)];
        var d = x[0].Length;
        var warnings = new List<ModelWarning>(SegmentCheck.Few(x.Length));
        if (best.Floored) warnings.Add(new ModelWarning("MODEL242", Severity.Serious, "a segment shrank onto few rows: its variance is held at a millionth of the overall one; ask for fewer segments or a simpler shape"));
        if (!best.Converged) warnings.Add(new ModelWarning("MODEL243", Severity.Caution, "the likelihood was still rising when the steps were used up"));
        return new GaussianMixture
        {
            Labels = [.. raw.Select(label => Array.IndexOf(order, label))],
            Membership = [.. best.Membership.Select(row => order.Select(c => row[c]).ToArray())],
            Shares = [.. order.Select(c => best.Shares[c])],
            Means = [.. order.Select(c => best.Means[c])],
            Covariances = [.. order.Select(c => best.Covariances[c])],
            LogLikelihood = best.LogLikelihood,
            Parameters = k - 1 + (k * (d + options.Shape switch { MixtureShape.Spherical => 1, MixtureShape.Diagonal => d, _ => d * (d + 1) / 2 })),
            Converged = best.Converged,
            Warnings = warnings,
            Options = options,
        };
    }
}
