using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Gauss-Hermite rule for the weight exp(-z²), from the eigenvalues of its Jacobi matrix (Golub and Welsch 1969).</summary>
internal sealed record GaussHermiteNodes(double[] Points, double[] LogWeights)
{
    internal static GaussHermiteNodes Of(int n)
    {
        if (n == 1) return new([0], [0.5 * Math.Log(Math.PI)]);
        var jacobi = Matrix<double>.Build.Dense(n, n, (i, j) => Math.Abs(i - j) == 1 ? Math.Sqrt(Math.Max(i, j) / 2.0) : 0);
        var eigen = jacobi.Evd(Symmetricity.Symmetric);
        double[] points = [.. eigen.EigenValues.Select(v => v.Real)];
        return new(points, [.. Enumerable.Range(0, n).Select(k => (0.5 * Math.Log(Math.PI)) + (2 * Math.Log(Math.Abs(eigen.EigenVectors[0, k]))))]);
    }
}
