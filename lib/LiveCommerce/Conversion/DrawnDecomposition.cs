using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Pushes draws of stage rates through the decomposition.</summary>
public static class DrawnDecomposition
{
    /// <summary>Splits the difference of two products of rates, draw by draw.</summary>
    /// <param name="factors">Names, 1 to 12.</param>
    /// <param name="first">Draws of the first side, one row per draw in the order of the names.</param>
    /// <param name="second">Draws of the second side, as many.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <param name="provenance">Where the rates come from; it goes to the result.</param>
    /// <returns>Posterior mean effects, which add up to the posterior mean change; their log-mean effects are those of the mean rates.</returns>
    /// <exception cref="InputException">The numbers of draws differ or are below 100, or a rate is out of range.</exception>
    public static RateChange Of(IEnumerable<string> factors, IReadOnlyList<IReadOnlyList<double>> first, IReadOnlyList<IReadOnlyList<double>> second, double level = 0.95, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Check.Level(level);
        if (first.Count != second.Count || first.Count < 100)
            throw new InputException("MODEL344", "draws", $"{first.Count} and {second.Count}", "both sides need the same number, at least 100", "fit both with the same options");
        var names = Guard.Items(factors, "factors");
        int n = names.Length, count = first.Count;
        double[] meanFirst = Mean(first, n), meanSecond = Mean(second, n);
        var point = Decomposition.OfProduct(names, meanFirst, meanSecond, provenance);
        var effects = new double[count][];
        for (var s = 0; s < count; s++) effects[s] = Shapley.OfProduct(first[s], second[s]);
        var rateBefore = first.Average(Product);
        var rateAfter = second.Average(Product);
        var mean = point with { First = rateBefore, Second = rateAfter, Effects = [.. point.Effects.Select((effect, i) => effect with { Effect = effects.Average(e => e[i]) })] };
        return Summary(mean, effects, level, IntervalKind.Credible);
    }

    /// <summary>The split with intervals and probabilities over draws of its effects.</summary>
    internal static RateChange Summary(RateChange point, double[][] effects, double level, IntervalKind kind)
    {
        var largest = new double[point.Effects.Count];
        foreach (var draw in effects) largest[Enumerable.Range(0, largest.Length).MaxBy(i => Math.Abs(draw[i]))] += 1.0 / effects.Length;
        return point with
        {
            Effects = [.. point.Effects.Select((effect, i) => effect with
            {
                Interval = Quantile.Central(effects.Select(e => e[i]), level, kind),
                ProbabilityPositive = effects.Count(e => e[i] > 0) / (double)effects.Length,
                ProbabilityLargest = largest[i],
            })],
            ChangeInterval = Quantile.Central(effects.Select(e => e.Sum()), level, kind),
            Draws = effects,
        };
    }

    private static double Product(IReadOnlyList<double> rates)
    {
        var product = 1.0;
        for (var i = 0; i < rates.Count; i++) product *= rates[i];
        return product;
    }

    private static double[] Mean(IReadOnlyList<IReadOnlyList<double>> draws, int n)
    {
        var means = new double[n];
        foreach (var draw in draws)
        {
            if (draw.Count != n) throw new InputException("MODEL321", "draws", $"a row of {draw.Count}", $"there are {n} factors", "give one rate per factor in every row");
            for (var i = 0; i < n; i++) means[i] += Check.Finite("draws", draw[i]) / draws.Count;
        }

        return means;
    }
}
