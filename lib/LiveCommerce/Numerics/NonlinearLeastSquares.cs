using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>A nonlinear fit.</summary>
/// <param name="Parameters">The estimates.</param>
/// <param name="Covariance">Their covariance [row, column]; infinite variances when the Jacobian is singular there or no degree of freedom is left.</param>
/// <param name="ResidualSumOfSquares">Sum of squared residuals.</param>
/// <param name="DegreesOfFreedom">Observations minus parameters.</param>
/// <param name="Converged">Whether the last steps no longer mattered.</param>
/// <param name="Reason">Why it ended, in words.</param>
public sealed record NonlinearFit(IReadOnlyList<double> Parameters, double[,] Covariance, double ResidualSumOfSquares, int DegreesOfFreedom, bool Converged, string Reason)
{
    /// <summary>Standard errors.</summary>
    public IReadOnlyList<double> StandardErrors => [.. Parameters.Select((_, i) => Math.Sqrt(Covariance[i, i]))];

    /// <summary>Residual standard deviation; infinite when no degree of freedom is left.</summary>
    public double ResidualStandardDeviation => DegreesOfFreedom > 0 ? Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom) : double.PositiveInfinity;
}

/// <summary>Nonlinear least squares by Levenberg and Marquardt, from several starts. Never throws for non-convergence.</summary>
/// <remarks>Marquardt (1963) with scaled damping and QR steps. Reference case E06 (NIST Rat42).</remarks>
public static class NonlinearLeastSquares
{
    /// <summary>Makes the residuals small.</summary>
    /// <param name="residuals">Residuals at a parameter vector, always equally many.</param>
    /// <param name="starts">At least one start.</param>
    /// <param name="maxSteps">Steps allowed from each start.</param>
    /// <exception cref="InputException">No start, or residuals that are not finite at any start.</exception>
    /// <exception cref="NotIdentifiedException">Fewer observations than parameters.</exception>
    public static NonlinearFit Fit(Func<double[], double[]> residuals, IEnumerable<double[]> starts, int maxSteps = 500)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(starts);
        var list = Guard.Items(starts, "starts");
        Guard.AtLeast(list.Length, 1, "starts");
        NonlinearFit? best = null;
        foreach (var start in list)
        {
            var fit = From(residuals, Guard.Values(start, "starts"), maxSteps);
            if (fit is not null && (best is null || fit.ResidualSumOfSquares < best.ResidualSumOfSquares)) best = fit;
        }

        return best ?? throw new InputException("MODEL141", "'starts'", "residuals are not finite at any start", "a search needs a finite beginning", "give other starts");
    }

    private static NonlinearFit? From(Func<double[], double[]> f, double[] x, int maxSteps)
    {
        var r = f([.. x]);
        var n = x.Length;
        if (r.Length < n)
            throw new NotIdentifiedException("MODEL142", "'residuals'", FormattableString.Invariant($"{r.Length} observations for {n} parameters"), "they are undetermined", "add observations or fix parameters");
        var value = Square(r);
        if (!double.IsFinite(value)) return null;
        var damping = 1e-3;
        var reason = "steps used up";
        var converged = false;
        for (var step = 0; step < maxSteps && !converged; step++)
        {
            var jacobian = Jacobian(f, x);
            double[] slopes = jacobian.AsColumnMajorArray(), scale = [.. jacobian.EnumerateColumns().Select(c => Math.Max(c.L2Norm(), 1e-300))];
            var improved = false;
            while (damping < 1e20)
            {
                var move = Step(slopes, r, scale, Math.Sqrt(damping));
                double[] next = [.. x.Select((old, j) => old + move[j])];
                var reached = f([.. next]);
                var sum = Square(reached);
                var small = Enumerable.Range(0, n).All(j => Math.Abs(move[j]) <= 1e-10 * (Math.Abs(x[j]) + 1e-10));
                if (sum <= value)
                {
                    converged = small || value == 0;
                    (x, r, value) = (next, reached, sum);
                    damping = Math.Max(damping / 9, 1e-16);
                    improved = true;
                    break;
                }

                if (small) break;
                damping *= 7;
            }

            if (!improved) converged = true;
            if (converged) reason = "steps no longer matter";
        }

        return new NonlinearFit(x, Covariance(Jacobian(f, x), value, r.Length - n), value, r.Length - n, converged, reason);
    }

    /// <summary>Least squares of the linearised residuals with a row of damping for each parameter below them.</summary>
    private static double[] Step(double[] slopes, double[] r, double[] scale, double damping)
    {
        int m = r.Length, n = scale.Length, rows = m + n;
        double[] augmented = new double[rows * n], target = new double[rows];
        for (var i = 0; i < m; i++) target[i] = -r[i];
        for (var j = 0; j < n; j++)
        {
            slopes.AsSpan(j * m, m).CopyTo(augmented.AsSpan(j * rows));
            augmented[j * rows + m + j] = damping * scale[j];
        }

        return HouseholderSolve.Solve(augmented, target, n);
    }

    private static double[,] Covariance(Matrix<double> jacobian, double rss, int df)
    {
        var n = jacobian.ColumnCount;
        var length = jacobian.ColumnNorms(2);
        var unknown = Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? double.PositiveInfinity : 0).ToArray();
        if (!double.IsFinite(rss) || length.Any(l => !(l > 0) || double.IsInfinity(l)) || df == 0) return unknown;
        var r = Matrix<double>.Build.Dense(jacobian.RowCount, n, (i, j) => jacobian[i, j] / length[j]).QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R;
        // Slopes by differences carry some nine digits: columns that are alike in all of them cannot be told apart.
        if (r.Diagonal().Any(d => Math.Abs(d) < 1e-8)) return unknown;
        var inverse = r.Inverse();
        return (rss / df * (inverse * inverse.Transpose())).MapIndexed((i, j, c) => c / (length[i] * length[j])).ToArray();
    }

    private static Matrix<double> Jacobian(Func<double[], double[]> f, double[] x)
    {
        var columns = x.Select((value, j) =>
        {
            var h = 6e-6 * Math.Max(Math.Abs(value), 1e-4);
            double[] up = [.. x], down = [.. x];
            up[j] += h;
            down[j] -= h;
            return f(up).Zip(f(down), (a, b) => (a - b) / (up[j] - down[j])).ToArray();
        });
        return Matrix<double>.Build.DenseOfColumnArrays([.. columns]);
    }

    private static double Square(double[] r)
    {
        var sum = r.Sum(value => value * value);
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }
}
