namespace LiveCommerce.Numerics;

/// <summary>A small symmetric positive definite system, factored once: for likelihoods that are evaluated a thousand times.</summary>
/// <remarks>Plain Cholesky on rows; at 10 to 60 unknowns the work is below the overhead of a general matrix type.</remarks>
internal sealed class SymmetricSystem
{
    private readonly double[][] factor;

    private SymmetricSystem(double[][] factor) => this.factor = factor;

    /// <summary>Log determinant.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < factor.Length; i++) sum += Math.Log(factor[i][i]);
            return 2 * sum;
        }
    }

    /// <summary>Factors a matrix of which the lower triangle is read and overwritten; null when it is not positive definite.</summary>
    public static SymmetricSystem? Factor(double[][] matrix)
    {
        for (var i = 0; i < matrix.Length; i++)
        {
            var row = matrix[i];
            for (var j = 0; j <= i; j++)
            {
                var other = matrix[j];
                var sum = row[j];
                for (var k = 0; k < j; k++) sum -= row[k] * other[k];
                if (i != j) row[j] = sum / other[j];
                else if (sum > 0 && double.IsFinite(sum)) row[i] = Math.Sqrt(sum);
                else return null;
            }
        }

        return new SymmetricSystem(matrix);
    }

    public double[] Solve(double[] right)
    {
        var n = factor.Length;
        double[] x = [.. right];
        for (var i = 0; i < n; i++)
        {
            var row = factor[i];
            for (var j = 0; j < i; j++) x[i] -= row[j] * x[j];
            x[i] /= row[i];
        }

        return Back(x);
    }

    /// <summary>x' A^-1 x; x is overwritten.</summary>
    public double Quadratic(double[] x)
    {
        var sum = 0.0;
        for (var i = 0; i < factor.Length; i++)
        {
            var row = factor[i];
            for (var j = 0; j < i; j++) x[i] -= row[j] * x[j];
            x[i] /= row[i];
            sum += x[i] * x[i];
        }

        return sum;
    }

    /// <summary>A vector whose covariance is the inverse matrix, from independent standard normals.</summary>
    public double[] Back(double[] x)
    {
        for (var i = factor.Length - 1; i >= 0; i--)
        {
            x[i] /= factor[i][i];
            var row = factor[i];
            for (var j = 0; j < i; j++) x[j] -= row[j] * x[i];
        }

        return x;
    }

    public double[][] Inverse()
    {
        var n = factor.Length;
        var lower = new double[n][];
        for (var i = 0; i < n; i++)
        {
            lower[i] = new double[n];
            lower[i][i] = 1 / factor[i][i];
            for (var k = 0; k < i; k++)
            {
                var f = factor[i][k];
                if (f == 0) continue;
                for (var j = 0; j <= k; j++) lower[i][j] -= f * lower[k][j];
            }

            for (var j = 0; j < i; j++) lower[i][j] /= factor[i][i];
        }

        var inverse = new double[n][];
        for (var i = 0; i < n; i++) inverse[i] = new double[n];
        for (var k = 0; k < n; k++)
        {
            var row = lower[k];
            for (var i = 0; i <= k; i++)
            {
                if (row[i] == 0) continue;
                for (var j = 0; j <= i; j++) inverse[i][j] += row[i] * row[j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++) inverse[j][i] = inverse[i][j];
        }

        return inverse;
    }
}
