using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>How the number of missing studies is estimated.</summary>
public enum MissingStudies
{
    /// <summary>From the signed rank sum (L0).</summary>
    RankSum,

    /// <summary>From the longest run of extreme ranks (R0).</summary>
    ExtremeRun,
}

/// <summary>The pooled effect were the funnel made symmetric (Duval and Tweedie 2000). A sensitivity check, no correction: other things than missing studies make funnels uneven.</summary>
/// <param name="Missing">Studies added.</param>
/// <param name="MissingStandardError">Its standard error.</param>
/// <param name="Side">Side on which they were added: <c>left</c> or <c>right</c>.</param>
/// <param name="Filled">The analysis with the added studies.</param>
/// <param name="Observed">The analysis without.</param>
/// <param name="Added">The added effects.</param>
public sealed record TrimAndFill(int Missing, double MissingStandardError, string Side, MetaResult Filled, MetaResult Observed, IReadOnlyList<EffectSize> Added)
{
    /// <summary>Goes with every number of this check.</summary>
    public string Label { get; } = "sensitivity";

    /// <summary>Trims the uneven side, finds the centre, and fills in mirror images.</summary>
    /// <param name="effects">At least three effects of one kind.</param>
    /// <param name="missing">Estimator of the number of missing studies.</param>
    /// <param name="options">Options of the analyses.</param>
    public static TrimAndFill Of(IEnumerable<EffectSize> effects, MissingStudies missing = MissingStudies.RankSum, MetaOptions? options = null)
    {
        var list = MetaAnalysis.Checked(effects, 3);
        var observed = MetaAnalysis.Pool(list, options);
        var plain = new MetaOptions { Method = (options ?? new MetaOptions()).Method, Test = PooledTest.Normal };
        var slope = list.Select(effect => effect.Variance).Distinct().Count() == 1 ? 0
            : MetaAnalysis.Regress(list, ["se"], list.Select(effect => (IReadOnlyList<double>)[Math.Sqrt(effect.Variance)]), plain).Coefficients[1].Value;
        var right = slope < 0;
        var sign = right ? -1 : 1;
        EffectSize[] sorted = [.. list.Select(effect => effect with { Value = sign * effect.Value }).OrderBy(effect => effect.Value)];
        var k = sorted.Length;
        int found = 0, before = -1;
        double centre = 0, estimate = 0;
        for (var step = 0; step < 100 && found != before; step++)
        {
            before = found;
            centre = MetaAnalysis.Pool(sorted.Take(Math.Max(2, k - found)), plain).Pooled.Value;
            estimate = Count(missing, [.. sorted.Select(effect => effect.Value - centre)]);
            found = Math.Clamp((int)Math.Round(estimate), 0, k - 2);
        }

        EffectSize[] added = [.. sorted.TakeLast(found).Select(effect => effect with { Study = effect.Study + " (filled)", Cluster = null, Value = sign * (2 * centre - effect.Value) })];
        return new(found, Error(missing, k, estimate), right ? "right" : "left", MetaAnalysis.Pool([.. list, .. added], options), observed, added);
    }

    private static double Count(MissingStudies missing, double[] centred)
    {
        var k = centred.Length;
        var ranks = Ranks.Average([.. centred.Select(Math.Abs)]);
        if (missing == MissingStudies.ExtremeRun)
            return k - centred.Zip(ranks).Where(pair => pair.First < 0).Select(pair => pair.Second).DefaultIfEmpty(0).Max() - 1;
        var sum = centred.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        return (4 * sum - k * (k + 1.0)) / (2 * k - 1);
    }

    private static double Error(MissingStudies missing, double k, double found) => missing == MissingStudies.ExtremeRun
        ? Math.Sqrt(2 * Math.Max(0, found) + 2)
        : 4 * Math.Sqrt((k * (k + 1) * (2 * k + 1) + 10 * found * found * found + 27 * found * found + 17 * found - 18 * k * found * found - 18 * k * found + 6 * k * k * found) / 24) / (2 * k - 1);
}
