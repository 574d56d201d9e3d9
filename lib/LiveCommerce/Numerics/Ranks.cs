namespace LiveCommerce.Numerics;

/// <summary>Ranks of values.</summary>
public static class Ranks
{
    /// <summary>Ranks from 1 for the lowest; equal values share the mean of their ranks.</summary>
    /// <param name="values">At least one finite value.</param>
    /// <exception cref="InputException">No value, or one that is not finite.</exception>
    public static double[] Average(IEnumerable<double> values)
    {
        var x = Guard.Values(values, "values");
        var order = new int[x.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(x, order);
        var ranks = new double[x.Length];
        for (var i = 0; i < order.Length;)
        {
            var j = i;
            while (j + 1 < order.Length && x[j + 1] == x[i]) j++;
            for (var k = i; k <= j; k++) ranks[order[k]] = ((i + j) / 2.0) + 1;
            i = j + 1;
        }

        return ranks;
    }
}
