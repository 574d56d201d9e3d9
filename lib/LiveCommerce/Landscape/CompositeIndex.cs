using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>A composite indicator; a definition, not a measurement.</summary>
/// <remarks>OECD/JRC Handbook (2008). Reference cases A03 (Human Development Index), A14.</remarks>
public static class CompositeIndex
{
    /// <summary>Position of a value between two goalposts, cut to 0 and 1.</summary>
    /// <exception cref="InputException">Goalposts that are equal or not finite.</exception>
    public static double GoalPost(double value, double low, double high)
    {
        if (Guard.Finite(low, "low") == Guard.Finite(high, "high")) throw new InputException("MODEL230", "goalposts", "they are equal", "a scale needs two ends", "give other goalposts");
        return Math.Clamp((Guard.Finite(value, "value") - low) / (high - low), 0, 1);
    }

    /// <summary>Weighted mean of indices.</summary>
    /// <param name="indices">Normalised indicators; none negative for the geometric mean.</param>
    /// <param name="weights">One weight each, none negative; scaled to add up to 1.</param>
    /// <param name="aggregation">Arithmetic or geometric.</param>
    /// <exception cref="InputException">Unequal lengths, negative weights, or a negative index in a geometric mean.</exception>
    public static double Of(IEnumerable<double> indices, IEnumerable<double> weights, Aggregation aggregation)
    {
        double[] x = Guard.Values(indices, "indices"), w = Guard.Values(weights, "weights");
        Guard.SameLength(x.Length, w.Length, "weights");
        if (w.Any(weight => weight < 0)) Guard.Positive(w.Min(), "weights");
        var total = Guard.Positive(w.Sum(), "sum of weights");
        if (aggregation == Aggregation.Arithmetic) return x.Zip(w, (a, b) => a * b).Sum() / total;
        if (x.Any(value => value < 0)) Guard.Positive(x.Min(), "indices");
        return Math.Exp(x.Zip(w, (a, b) => b == 0 ? 0 : b * Math.Log(a)).Sum() / total);
    }
}
