using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>Mean and covariance of points that come one by one.</summary>
/// <remarks>Welford (1962).</remarks>
internal sealed class RunningCovariance(int dimensions)
{
    private readonly double[] mean = new double[dimensions];
    private readonly double[,] products = new double[dimensions, dimensions];

    public int Count { get; private set; }

    public void Add(double[] point)
    {
        Count++;
        var before = new double[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            before[i] = point[i] - mean[i];
            mean[i] += before[i] / Count;
        }

        for (var i = 0; i < dimensions; i++)
        {
            for (var j = 0; j < dimensions; j++) products[i, j] += before[i] * (point[j] - mean[j]);
        }
    }

    /// <summary>Covariance shrunk a little towards a small multiple of the identity, so that it always factors.</summary>
    public Matrix<double> Shrunk()
    {
        double n = Count, keep = n / (n + 5);
        return Matrix<double>.Build.Dense(dimensions, dimensions, (i, j) =>
            (keep * (products[i, j] + products[j, i]) / 2 / Math.Max(1, n - 1)) + (i == j ? 1e-3 * (1 - keep) : 0));
    }
}
