using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>A composite over all reasonable choices of its making: which places are robust, and which choice moves them.</summary>
/// <remarks>
/// Steps of the OECD/JRC Handbook (2008): gaps, outliers, normalisation, weights, aggregation. Choices and data are varied
/// together on Sobol' points; shares by pick-freeze over groups (Saltelli et al. 2010; total by Jansen 1999). A composite is
/// a definition, not a measurement: the interval is over choices and stated errors, not over samples. Reference cases A03, A14.
/// </remarks>
public static class Composite
{
    private static readonly string[] Groups = ["data", "outliers", "normalisation", "weights", "aggregation"];

    /// <summary>Scores platforms.</summary>
    /// <param name="indicators">Indicators with their goalposts.</param>
    /// <param name="values">Values by platform and indicator; several for a pair are sources that disagree, none is a gap.</param>
    /// <param name="options">The choices.</param>
    /// <param name="platforms">Platforms and their order; all, by id, when left out.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">Numbers that are not finite, values of an unknown indicator, equal goalposts, an empty list of choices.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than two platforms, a platform without any value, an indicator that compares nothing.</exception>
    public static CompositeResult Of(IEnumerable<CompositeIndicator> indicators, IEnumerable<CompositeValue> values, CompositeOptions? options = null, IEnumerable<string>? platforms = null, CancellationToken cancellationToken = default)
    {
        options ??= new CompositeOptions();
        Guard.Level(options.Level);
        Guard.Positive(options.Concentration, nameof(options.Concentration));
        Guard.AtLeast(options.Points, 64, nameof(options.Points));
        Guard.AtLeast(new[] { options.Normalisations?.Count, options.Weightings?.Count, options.Aggregations?.Count, options.OutlierRules?.Count }.Min(count => count ?? 0), 1, "choices");
        var table = new CompositeTable(indicators, values, platforms);
        var scorer = new CompositeScorer(table, options);
        var sobol = new SobolSequence(2 * Groups.Length).Shifted(options.Seed);
        // Per point: A, B, and A with one group of B, so that a group can be settled while the rest varies.
        var runs = Replicates.Run(options.Points, options.Seed, (_, r) =>
        {
            var point = new CompositePoint(scorer, Groups.Length, sobol.Point(r), r);
            var scores = new double[Groups.Length + 2][];
            for (var i = 0; i < scores.Length; i++) scores[i] = point.Scores(i - 2);
            return scores;
        }, options.MaxParallelism, cancellationToken);
        return Report(table, scorer, runs);
    }

    private static CompositeResult Report(CompositeTable table, CompositeScorer scorer, double[][][] runs)
    {
        var options = scorer.Options;
        int count = table.Platforms.Length, points = runs.Length;
        // A and B are independent points of the same design: both are draws.
        double[][] draws = [.. runs.Select(run => run[0]), .. runs.Select(run => run[1])];
        var above = new double[count, count];
        var rank = new double[count][];
        for (var p = 0; p < count; p++) rank[p] = new double[count];
        foreach (var draw in draws)
        {
            for (var i = 0; i < count; i++)
            {
                int better = 0, equal = 0;
                for (var j = 0; j < count; j++)
                {
                    above[i, j] += (draw[i] > draw[j] ? 1.0 : draw[i] == draw[j] ? 0.5 : 0) / draws.Length;
                    if (draw[j] > draw[i]) better++;
                    else if (draw[j] == draw[i]) equal++;
                }

                // Platforms with equal scores share the ranks that they take.
                for (var r = better; r < better + equal; r++) rank[i][r] += 1.0 / equal / draws.Length;
            }
        }

        double[][] gaps = [.. Replicates.Run(Math.Min(256, points), options.Seed + 1, (stream, _) => scorer.Gaps(table.Draw(stream)))];
        var warnings = new List<ModelWarning>();
        if (table.Missing > 0)
            warnings.Add(new ModelWarning("MODEL236", Severity.Caution, FormattableString.Invariant($"{table.Missing} of {count * table.Indicators.Length} cells have no value and are drawn from the other platforms")));
        if (count < 10)
            warnings.Add(new ModelWarning("MODEL237", Severity.Note, FormattableString.Invariant($"{count} platforms: standard scores, ranks and component weights depend on which are in the list")));
        return new CompositeResult
        {
            Places = [.. table.Platforms.Select((platform, p) => new CompositePlace(platform, new Estimate(Quantile.Of(draws.Select(d => d[p]), 0.5),
                Quantile.Central(draws.Select(d => d[p]), options.Level, IntervalKind.StructuralRange), Unit.Number, new SampleSize(table.ValuesOf(p)), "composite over choices, median")
            { Provenance = table.OriginOf(p) }, rank[p], Quantile.Of(gaps.Select(g => g[p]), 0.5)))],
            Above = above,
            Shares = Shares(runs),
            Draws = draws,
            N = new SampleSize(table.Used, table.Given - table.Used, table.Given == table.Used ? null : "platform not in the list"),
            Warnings = warnings,
            Provenance = table.Provenance,
            Options = options,
        };
    }

    private static ChoiceShare[] Shares(double[][][] runs)
    {
        var ranks = runs.AsParallel().AsOrdered().Select(run => Array.ConvertAll(run, Ranks.Average)).ToArray();
        var platforms = runs[0][0].Length;
        double variance = 0;
        for (var p = 0; p < platforms; p++) variance += Moments.Of(ranks.SelectMany(run => new[] { run[0][p], run[1][p] })).Variance;
        if (variance == 0) return [];
        return [.. Groups.Select((group, g) =>
        {
            // Summed over platforms, so that one share speaks for the whole table.
            double[] first = [.. ranks.Select(run => Enumerable.Range(0, platforms).Sum(p => (run[1][p] - ((platforms + 1) / 2.0)) * (run[g + 2][p] - run[0][p])) / variance)];
            var total = ranks.Average(run => Enumerable.Range(0, platforms).Sum(p => Math.Pow(run[0][p] - run[g + 2][p], 2)) / 2 / variance);
            var moments = Moments.Of(first);
            return new ChoiceShare(group, moments.Mean, total, moments.StandardError);
        })];
    }
}
