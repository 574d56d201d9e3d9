namespace LiveCommerce.Numerics;

/// <summary>Leave-one-out values of a statistic.</summary>
/// <param name="Estimate">The statistic of all data.</param>
/// <param name="StandardError">Jackknife standard error.</param>
/// <param name="Bias">Jackknife bias: (n - 1)(mean of the values - estimate).</param>
/// <param name="Acceleration">Skewness term of the BCa interval.</param>
/// <param name="Values">The statistic without each observation in turn.</param>
/// <remarks>Efron (1982). Reference case A08.</remarks>
public sealed record Jackknife(double Estimate, double StandardError, double Bias, double Acceleration, IReadOnlyList<double> Values)
{
    /// <summary>Runs the jackknife.</summary>
    /// <param name="data">At least three observations.</param>
    /// <param name="statistic">The statistic of a sample.</param>
    /// <exception cref="InputException">Fewer than three observations, or a statistic that is not finite.</exception>
    public static Jackknife Of<T>(IEnumerable<T> data, Func<IReadOnlyList<T>, double> statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        T[] list = [.. data];
        var n = Guard.AtLeast(list.Length, 3, "data");
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            var left = i;
            values[i] = Guard.Finite(statistic([.. list.Where((_, j) => j != left)]), FormattableString.Invariant($"statistic without observation {i}"));
        }

        var estimate = statistic(list);
        var mean = Moments.Sum(values) / n;
        double squares = 0, cubes = 0;
        foreach (var value in values)
        {
            var d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        var acceleration = squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
        return new Jackknife(estimate, Math.Sqrt((n - 1.0) / n * squares), (n - 1) * (mean - estimate), acceleration, values);
    }
}
