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
    /// <returns>Posterior mean effects, which add up to the posterior mean change; their log-mean effects are those of the mean rates.</returns>
    /// <exception cref="InputException">The numbers of draws differ or are below 100, or a rate is out of range.</exception>
    public static RateChange Of(IEnumerable<string> factors, IReadOnlyList<IReadOnlyList<double>> first, IReadOnlyList<IReadOnlyList<double>> second, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Check.Level(level);
        if (first.Count != second.Count || first.Count < 100)
            throw new InputException("MODEL344", "draws", $"{first.Count} and {second.Count}", "both sides need the same number, at least 100", "fit both with the same options");
        string[] names = [.. factors];
        int n = names.Length, count = first.Count;
        var point = Decomposition.OfProduct(names, Mean(first, n), Mean(second, n));
        var effects = new double[count][];
        var change = new double[count];
        for (var s = 0; s < count; s++)
        {
            effects[s] = Shapley.OfProduct(first[s], second[s]);
            change[s] = effects[s].Sum();
        }

        var largest = new double[n];
        foreach (var draw in effects) largest[Enumerable.Range(0, n).MaxBy(i => Math.Abs(draw[i]))] += 1.0 / count;
        var rateBefore = first.Average(d => d.Aggregate(1.0, (p, r) => p * r));
        var rateAfter = second.Average(d => d.Aggregate(1.0, (p, r) => p * r));
        return new RateChange(rateBefore, rateAfter, [.. names.Select((name, i) => new FactorEffect(name, effects.Average(e => e[i]), point.Effects[i].LogMeanEffect)
        {
            Interval = Quantile.Central(effects.Select(e => e[i]), level, IntervalKind.Credible),
            ProbabilityPositive = effects.Count(e => e[i] > 0) / (double)count,
            ProbabilityLargest = largest[i],
        })])
        {
            ChangeInterval = Quantile.Central(change, level, IntervalKind.Credible),
            Draws = effects,
            Warnings = point.Warnings,
        };
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
