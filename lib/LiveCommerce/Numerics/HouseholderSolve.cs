namespace LiveCommerce.Numerics;

/// <summary>Least squares of a small system by Householder reflections.</summary>
/// <remarks>
/// Golub and Van Loan (2013), section 5.2. MathNet's QR starts a loop over threads even for three columns, which costs more than
/// the work itself in a search that takes thousands of small steps.
/// </remarks>
internal static class HouseholderSolve
{
    /// <summary>The x that makes the length of a x - b least; 0 where a column vanishes.</summary>
    /// <param name="a">The matrix column after column; overwritten.</param>
    /// <param name="b">Right side, at least as long as there are columns; overwritten.</param>
    /// <param name="columns">Columns of the matrix.</param>
    public static double[] Solve(double[] a, double[] b, int columns)
    {
        var rows = b.Length;
        var diagonal = new double[columns];
        for (var k = 0; k < columns; k++)
        {
            var v = a.AsSpan(k * rows, rows)[k..];
            var length = Length(v);
            if (length == 0) continue;
            if (v[0] < 0) length = -length;
            foreach (ref var value in v) value /= length;
            v[0] += 1;
            diagonal[k] = -length;
            for (var j = k + 1; j < columns; j++) Reflect(v, a.AsSpan(j * rows, rows)[k..]);
            Reflect(v, b.AsSpan(k));
        }

        var x = new double[columns];
        for (var k = columns - 1; k >= 0; k--)
        {
            x[k] = diagonal[k] == 0 ? 0 : b[k] / diagonal[k];
            for (var i = 0; i < k; i++) b[i] -= x[k] * a[k * rows + i];
        }

        return x;
    }

    private static void Reflect(ReadOnlySpan<double> v, Span<double> column)
    {
        var sum = 0.0;
        for (var i = 0; i < v.Length; i++) sum += v[i] * column[i];
        var part = -sum / v[0];
        for (var i = 0; i < v.Length; i++) column[i] += part * v[i];
    }

    /// <summary>Euclidean length, without overflow of the squares.</summary>
    private static double Length(ReadOnlySpan<double> v)
    {
        double largest = 0, sum = 0;
        foreach (var value in v) largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0) return 0;
        foreach (var value in v) sum += value / largest * (value / largest);
        return largest * Math.Sqrt(sum);
    }
}
