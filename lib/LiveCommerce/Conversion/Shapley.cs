using System.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Shapley values of a change whose factors are replaced one after another: the mean over all orders.</summary>
internal static class Shapley
{
    internal const int MostFactors = 12;

    /// <summary>One effect per factor.</summary>
    /// <param name="factors">Number of factors, at most 12.</param>
    /// <param name="value">The value when the factors in the bit set are of the second side, the others of the first.</param>
    internal static double[] Effects(int factors, Func<int, double> value)
    {
        var values = new double[1 << factors];
        for (var set = 0; set < values.Length; set++) values[set] = value(set);
        return Effects(factors, values);
    }

    internal static double[] Effects(int factors, double[] values)
    {
        var weight = Weights(factors);
        var effects = new double[factors];
        for (var i = 0; i < factors; i++)
        {
            var bit = 1 << i;
            var sum = 0.0;
            for (var set = 0; set < values.Length; set++)
            {
                if ((set & bit) != 0) continue;
                sum += weight[BitOperations.PopCount((uint)set)] * (values[set | bit] - values[set]);
            }

            effects[i] = sum;
        }

        return effects;
    }

    /// <summary>Effects of the factors of a product.</summary>
    internal static double[] OfProduct(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var n = first.Count;
        var values = new double[1 << n];
        values[0] = 1;
        for (var i = 0; i < n; i++)
        {
            var half = 1 << i;
            for (var set = 0; set < half; set++)
            {
                values[set | half] = values[set] * second[i];
                values[set] *= first[i];
            }
        }

        return Effects(n, values);
    }

    private static double[] Weights(int n)
    {
        var weight = new double[n];
        weight[0] = 1.0 / n;
        for (var size = 1; size < n; size++) weight[size] = weight[size - 1] * size / (n - size);
        return weight;
    }
}
