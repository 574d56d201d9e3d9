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
        int[] order = [.. Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
        var ranks = new double[x.Length];
        for (var i = 0; i < order.Length;)
        {
            var j = i;
            while (j + 1 < order.Length && x[order[j + 1]] == x[order[i]]) j++;
            for (var k = i; k <= j; k++) ranks[order[k]] = ((i + j) / 2.0) + 1;
            i = j + 1;
        }

        return ranks;
    }
}
