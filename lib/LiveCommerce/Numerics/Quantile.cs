namespace LiveCommerce.Numerics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantile
{
    /// <summary>Linear between order statistics, as R's type 7 and Excel's PERCENTILE.INC.</summary>
    /// <param name="sorted">Values from low to high, at least one, none NaN.</param>
    /// <param name="p">Probability, 0 to 1.</param>
    /// <exception cref="InputException">No value, or <paramref name="p"/> is no probability.</exception>
    /// <remarks>Hyndman and Fan (1996).</remarks>
    public static double Type7(IReadOnlyList<double> sorted, double p)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        Guard.AtLeast(sorted.Count, 1, "sorted");
        Guard.Probability(p, "p");
        var position = (sorted.Count - 1) * p;
        var below = (int)Math.Floor(position);
        var part = position - below;
        return part == 0 ? sorted[below] : sorted[below] + (part * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>Type 7 quantile of values in any order.</summary>
    /// <exception cref="InputException">No value, one that is not finite, or <paramref name="p"/> is no probability.</exception>
    public static double Of(IEnumerable<double> values, double p)
    {
        var list = Guard.Values(values, "values");
        return Selection.Type7(list, Guard.Probability(p, "p")).Value;
    }

    /// <summary>The interval that leaves the same share of the values below and above it.</summary>
    /// <param name="values">Draws or replicates, in any order.</param>
    /// <param name="level">Share inside, such as 0.95.</param>
    /// <param name="kind">What the interval says.</param>
    /// <exception cref="InputException">No value, one that is not finite, or a level outside (0, 1).</exception>
    public static Interval Central(IEnumerable<double> values, double level, IntervalKind kind)
    {
        Guard.Level(level);
        var list = Guard.Values(values, "values");
        var (low, below) = Selection.Type7(list, (1 - level) / 2);
        return new Interval(low, Selection.Type7(list, (1 + level) / 2, below).Value, level, kind);
    }

    /// <summary>Quantile of weighted values: linear between the midpoints of their shares of the weight.</summary>
    /// <param name="values">Values in any order.</param>
    /// <param name="weights">One weight per value, none negative, at least one above 0.</param>
    /// <param name="p">Probability, 0 to 1.</param>
    /// <exception cref="InputException">Unequal lengths, a negative weight, or no weight above 0.</exception>
    public static double Weighted(IEnumerable<double> values, IEnumerable<double> weights, double p)
    {
        var x = Guard.Values(values, "values");
        var w = Guard.Values(weights, "weights");
        Guard.SameLength(x.Length, w.Length, "weights");
        Guard.Probability(p, "p");
        Array.Sort(x, w);
        var total = 0.0;
        foreach (var weight in w)
        {
            if (weight < 0) Guard.Positive(weight, "weights");
            total += weight;
        }

        Guard.Positive(total, "sum of weights");
        double below = 0, lastMiddle = double.NaN, lastValue = double.NaN;
        for (var i = 0; i < x.Length; i++)
        {
            if (w[i] == 0) continue;
            var middle = (below + (w[i] / 2)) / total;
            if (p <= middle)
            {
                return double.IsNaN(lastMiddle) ? x[i] : lastValue + ((p - lastMiddle) / (middle - lastMiddle) * (x[i] - lastValue));
            }

            below += w[i];
            (lastMiddle, lastValue) = (middle, x[i]);
        }

        return lastValue;
    }
}
