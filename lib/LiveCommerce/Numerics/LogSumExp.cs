using System.Globalization;

namespace LiveCommerce.Numerics;

/// <summary>Sums of numbers that are known by their logarithms.</summary>
public static class LogSumExp
{
    /// <summary>ln of the sum of exp(x): exact where exp(x) itself would overflow or vanish.</summary>
    /// <param name="logs">Logarithms; negative infinity stands for 0. Empty gives negative infinity.</param>
    public static double Of(IEnumerable<double> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var list = logs as IReadOnlyList<double> ?? [.. logs];
        var top = double.NegativeInfinity;
        foreach (var x in list) top = Math.Max(top, x);
        if (double.IsNaN(top)) Guard.Finite(top, "logs");
        if (double.IsInfinity(top)) return top;
        var sum = 0.0;
        foreach (var x in list) sum += Math.Exp(x - top);
        return top + Math.Log(sum);
    }

    /// <summary>The shares exp(x) / sum of exp(x), which add up to 1.</summary>
    /// <param name="logs">Logarithms of weights, at least one of them above negative infinity.</param>
    /// <exception cref="InputException">No weight above 0, an infinite one, or NaN.</exception>
    public static double[] Normalise(IEnumerable<double> logs)
    {
        double[] list = [.. logs];
        var total = Of(list);
        if (double.IsInfinity(total))
            throw new InputException("MODEL101", "'logs'", list.Length == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"their sum is {total:R} on the log scale"), "shares need a finite sum of weights above 0", "check the densities that the weights come from");
        for (var i = 0; i < list.Length; i++) list[i] = Math.Exp(list[i] - total);
        return list;
    }
}
