using System.Globalization;

namespace LiveCommerce.Numerics;

/// <summary>Mean and spread of a sample, by two compensated passes.</summary>
/// <remarks>Exact to rounding on values near 1e7 that differ in the first decimal. Reference case E22 (NIST NumAcc4).</remarks>
public sealed record Moments
{
    private Moments(int count, double mean, double variance)
    {
        Count = count;
        Mean = mean;
        Variance = variance;
    }

    /// <summary>How many values.</summary>
    public int Count { get; }

    /// <summary>Arithmetic mean.</summary>
    public double Mean { get; }

    /// <summary>Sample variance, divisor n - 1; 0 for one value.</summary>
    public double Variance { get; }

    /// <summary>Sample standard deviation, divisor n - 1.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Standard error of the mean of independent values.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Mean and variance of <paramref name="values"/>.</summary>
    /// <exception cref="InputException">No value, or one that is not finite.</exception>
    public static Moments Of(IEnumerable<double> values)
    {
        var x = Guard.Values(values, "values");
        var mean = Compensated(x) / x.Length;
        var rest = 0.0;
        var square = 0.0;
        foreach (var value in x) rest += value - mean;
        mean += rest / x.Length;
        rest = 0;
        foreach (var value in x)
        {
            var d = value - mean;
            rest += d;
            square += d * d;
        }

        var variance = x.Length == 1 ? 0 : Math.Max(0, (square - (rest * rest / x.Length)) / (x.Length - 1));
        if (!double.IsFinite(mean) || !double.IsFinite(variance))
            throw new InputException("MODEL101", "'values'", string.Create(CultureInfo.InvariantCulture, $"up to {x.Max(Math.Abs):G3}"), "their squares leave the range of numbers", "take a larger unit");
        return new Moments(x.Length, mean, variance);
    }

    /// <summary>Sum with Neumaier's compensation.</summary>
    public static double Sum(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] list = values as double[] ?? [.. values];
        var sum = Compensated(list);
        if (double.IsNaN(sum)) Guard.Values(list, "values");
        return sum;
    }

    private static double Compensated(ReadOnlySpan<double> values)
    {
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    /// <summary>Correlation of each value with the one <paramref name="lag"/> places later, about the common mean.</summary>
    /// <exception cref="InputException">Too few values, or all are equal.</exception>
    public static double Autocorrelation(IEnumerable<double> values, int lag)
    {
        var x = Guard.Values(values, "values", Guard.AtLeast(lag, 0, "lag") + 2);
        var mean = Of(x).Mean;
        double top = 0, bottom = 0;
        for (var i = 0; i < x.Length; i++)
        {
            bottom += (x[i] - mean) * (x[i] - mean);
            if (i + lag < x.Length) top += (x[i] - mean) * (x[i + lag] - mean);
        }

        return top / Guard.Positive(bottom, "variance");
    }
}
