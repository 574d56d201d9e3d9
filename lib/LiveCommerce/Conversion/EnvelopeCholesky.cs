namespace LiveCommerce.Conversion;

/// <summary>Cholesky factor of a symmetric matrix that keeps, of each row, what lies between its first entry and the diagonal: diagonal, nested and arrow shapes cost no more than they hold.</summary>
/// <remarks>Jennings (1966). Fill-in stays within the envelope.</remarks>
internal sealed class EnvelopeCholesky
{
    private readonly int[] first;
    private readonly double[][] rows;

    /// <param name="first">Per row, the column of its first entry, at most the row itself.</param>
    internal EnvelopeCholesky(int[] first)
    {
        this.first = first;
        rows = [.. first.Select((column, row) => new double[row - column + 1])];
    }

    internal void Clear()
    {
        foreach (var row in rows) Array.Clear(row);
    }

    internal void Add(int i, int j, double value)
    {
        if (i < j) (i, j) = (j, i);
        rows[i][j - first[i]] += value;
    }

    /// <summary>Factors in place; the log of the determinant, NaN when the matrix is not positive definite.</summary>
    internal double Factor()
    {
        var log = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            double[] mine = rows[i];
            for (var j = first[i]; j < i; j++)
            {
                double[] other = rows[j];
                var sum = mine[j - first[i]];
                for (var k = Math.Max(first[i], first[j]); k < j; k++) sum -= mine[k - first[i]] * other[k - first[j]];
                mine[j - first[i]] = sum / other[^1];
            }

            var square = mine[^1];
            for (var k = 0; k < mine.Length - 1; k++) square -= mine[k] * mine[k];
            if (!(square > 0)) return double.NaN;
            mine[^1] = Math.Sqrt(square);
            log += Math.Log(square);
        }

        return log;
    }

    /// <summary>Solves in place, after <see cref="Factor"/>.</summary>
    internal void Solve(double[] b)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            double[] mine = rows[i];
            var sum = b[i];
            for (var k = first[i]; k < i; k++) sum -= mine[k - first[i]] * b[k];
            b[i] = sum / mine[^1];
        }

        for (var i = rows.Length - 1; i >= 0; i--)
        {
            double[] mine = rows[i];
            b[i] /= mine[^1];
            for (var k = first[i]; k < i; k++) b[k] -= mine[k - first[i]] * b[i];
        }
    }
}
