namespace LiveCommerce.Numerics;

/// <summary>Order statistics without sorting all values.</summary>
/// <remarks>Floyd and Rivest (1975), algorithm 489: about n + min(k, n - k) comparisons, so tails cost little more than one pass.</remarks>
internal static class Selection
{
    /// <summary>Puts the value of rank <paramref name="rank"/> at its place, none larger before it and none smaller after it.</summary>
    /// <param name="values">Values without NaN; reordered between the ends.</param>
    /// <param name="left">First place that may be reordered; nothing before it is larger than anything after.</param>
    /// <param name="right">Last place that may be reordered.</param>
    /// <param name="rank">Place to fill, from <paramref name="left"/> to <paramref name="right"/>.</param>
    public static double Place(double[] values, int left, int right, int rank)
    {
        while (right > left)
        {
            if (right - left > 600)
            {
                // A small part around the rank first: its middle is then a close guess of the value sought.
                double n = right - left + 1, i = rank - left + 1, z = Math.Log(n), s = 0.5 * Math.Exp(2 * z / 3);
                var shift = 0.5 * Math.Sqrt(z * s * (n - s) / n) * Math.Sign(i - n / 2);
                Place(values, Math.Max(left, (int)(rank - i * s / n + shift)), Math.Min(right, (int)(rank + (n - i) * s / n + shift)), rank);
            }

            var pivot = values[rank];
            int up = left, down = right;
            (values[left], values[rank]) = (values[rank], values[left]);
            if (values[right] > pivot) (values[right], values[left]) = (values[left], values[right]);
            while (up < down)
            {
                (values[up], values[down]) = (values[down], values[up]);
                up++;
                down--;
                while (values[up] < pivot) up++;
                while (values[down] > pivot) down--;
            }

            if (values[left] == pivot)
            {
                (values[left], values[down]) = (values[down], values[left]);
            }
            else
            {
                down++;
                (values[down], values[right]) = (values[right], values[down]);
            }

            if (down <= rank) left = down + 1;
            if (rank <= down) right = down - 1;
        }

        return values[rank];
    }

    /// <summary>Type 7 quantile of values in any order, which are reordered.</summary>
    /// <param name="values">At least one value, none NaN.</param>
    /// <param name="p">Probability, 0 to 1.</param>
    /// <param name="left">Places before it hold values that are not larger than those after.</param>
    /// <returns>The quantile and the place below it, from which a higher one may be sought.</returns>
    public static (double Value, int Below) Type7(double[] values, double p, int left = 0)
    {
        var position = (values.Length - 1) * p;
        var below = (int)Math.Floor(position);
        var part = position - below;
        var low = Place(values, left, values.Length - 1, below);
        if (part == 0) return (low, below);
        var next = double.PositiveInfinity;
        for (var i = below + 1; i < values.Length; i++) next = values[i] < next ? values[i] : next;
        return (low + (part * (next - low)), below);
    }
}
