using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>Gradient, Hessian and the covariance at a minimum, by central differences.</summary>
public static class NumericalHessian
{
    /// <summary>Second derivatives at <paramref name="x"/>, about six digits.</summary>
    /// <param name="f">A smooth function.</param>
    /// <param name="x">The point.</param>
    /// <returns>A symmetric matrix [row, column].</returns>
    public static double[,] At(Func<double[], double> f, IEnumerable<double> x)
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] at = [.. x];
        var n = at.Length;
        var step = Steps(at, 2e-4);
        var hessian = new double[n, n];
        var centre = f([.. at]);
        for (var i = 0; i < n; i++)
        {
            hessian[i, i] = (f(Moved(at, i, step[i], i, 0)) - (2 * centre) + f(Moved(at, i, -step[i], i, 0))) / (step[i] * step[i]);
            for (var j = 0; j < i; j++)
            {
                var mixed = f(Moved(at, i, step[i], j, step[j])) - f(Moved(at, i, step[i], j, -step[j]))
                    - f(Moved(at, i, -step[i], j, step[j])) + f(Moved(at, i, -step[i], j, -step[j]));
                hessian[i, j] = hessian[j, i] = mixed / (4 * step[i] * step[j]);
            }
        }

        return hessian;
    }

    /// <summary>First derivatives at <paramref name="x"/>, about ten digits.</summary>
    public static double[] Gradient(Func<double[], double> f, IEnumerable<double> x)
    {
        ArgumentNullException.ThrowIfNull(f);
        double[] at = [.. x];
        var step = Steps(at, 6e-6);
        var gradient = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
            gradient[i] = (f(Moved(at, i, step[i], i, 0)) - f(Moved(at, i, -step[i], i, 0))) / (2 * step[i]);
        return gradient;
    }

    /// <summary>Covariance of maximum likelihood estimates: the inverse Hessian of minus the log likelihood at its minimum.</summary>
    /// <returns>Null when the Hessian is not positive definite: the point is no minimum, or a ridge.</returns>
    public static double[,]? Covariance(Func<double[], double> minusLogLikelihood, IEnumerable<double> minimum)
    {
        var hessian = At(minusLogLikelihood, minimum);
        return TryCholesky(hessian)?.Solve(Matrix<double>.Build.DenseIdentity(hessian.GetLength(0))).ToArray();
    }

    /// <summary>Solves H m = g; null when H is not positive definite.</summary>
    internal static double[]? Solve(double[,] hessian, double[] gradient) =>
        TryCholesky(hessian)?.Solve(Vector<double>.Build.Dense(gradient)).ToArray();

    private static MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>? TryCholesky(double[,] matrix)
    {
        foreach (var entry in matrix)
        {
            if (!double.IsFinite(entry)) return null;
        }

        try
        {
            return Matrix<double>.Build.DenseOfArray(matrix).Cholesky();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static double[] Steps(double[] at, double relative) => [.. at.Select(value => relative * Math.Max(1, Math.Abs(value)))];

    private static double[] Moved(double[] at, int i, double di, int j, double dj)
    {
        double[] moved = [.. at];
        moved[i] += di;
        moved[j] += dj;
        return moved;
    }
}
