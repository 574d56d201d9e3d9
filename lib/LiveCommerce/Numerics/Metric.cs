using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>The shape of the posterior as a sampler knows it: a covariance and its Cholesky factor.</summary>
internal sealed class Metric
{
    private readonly double[][] covariance, factor;

    public Metric(Matrix<double> covariance)
    {
        this.covariance = covariance.ToRowArrays();
        factor = covariance.Cholesky().Factor.ToRowArrays();
    }

    /// <summary>A normal vector whose covariance is the inverse of this one.</summary>
    public double[] Momentum(RandomStream stream)
    {
        var n = factor.Length;
        var p = new double[n];
        for (var i = 0; i < n; i++) p[i] = stream.NextNormal();
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++) p[i] -= factor[j][i] * p[j];
            p[i] /= factor[i][i];
        }

        return p;
    }

    /// <summary>A normal vector with this covariance.</summary>
    public double[] Move(RandomStream stream)
    {
        var n = factor.Length;
        double[] z = [.. Enumerable.Range(0, n).Select(_ => stream.NextNormal())];
        var move = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++) move[i] += factor[i][j] * z[j];
        }

        return move;
    }

    public double[] Velocity(double[] momentum)
    {
        var velocity = new double[momentum.Length];
        for (var i = 0; i < velocity.Length; i++) velocity[i] = Dot(covariance[i], momentum);
        return velocity;
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
