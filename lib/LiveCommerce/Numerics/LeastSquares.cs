using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>Linear least squares by QR.</summary>
/// <remarks>Columns are scaled to unit length before the factorisation, so that years beside shares lose no digits. Reference case E24 (NIST Norris).</remarks>
public static class LeastSquares
{
    /// <summary>Fits y = X b, by weighted least squares when weights are given.</summary>
    /// <param name="rows">The regressors, one row per observation; give a column of ones for the intercept.</param>
    /// <param name="y">The response.</param>
    /// <param name="weights">Precision weights, above 0 (0 leaves a row out); null for equal.</param>
    /// <exception cref="InputException">Ragged rows, unequal lengths, numbers that are not finite, negative weights.</exception>
    /// <exception cref="NotIdentifiedException">Fewer rows than columns, or columns that are linear combinations of others.</exception>
    public static LinearFit Fit<TRow>(IEnumerable<TRow> rows, IEnumerable<double> y, IEnumerable<double>? weights = null)
        where TRow : class, IReadOnlyList<double>
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[][] x = [.. Guard.Items(rows, "rows").Select((row, i) => Guard.Values(row, FormattableString.Invariant($"rows[{i}]")))];
        var response = Guard.Values(y, "y");
        Guard.SameLength(x.Length, response.Length, "rows and y");
        var w = weights is null ? [.. Enumerable.Repeat(1.0, response.Length)] : Guard.Values(weights, "weights");
        Guard.SameLength(w.Length, response.Length, "weights and y");
        foreach (var weight in w)
        {
            if (weight < 0) Guard.Positive(weight, "weights");
        }

        var columns = x[0].Length;
        foreach (var row in x) Guard.SameLength(columns, row.Length, "rows");
        var used = w.Count(weight => weight > 0);
        if (used < columns)
        {
            throw new NotIdentifiedException("MODEL120", "'rows'", FormattableString.Invariant($"{used} rows for {columns} coefficients"),
                "fewer rows than coefficients leave them undetermined", "add rows or drop regressors");
        }

        return Solve(x, response, w, columns, used);
    }

    private static LinearFit Solve(double[][] x, double[] y, double[] w, int columns, int used)
    {
        var design = Matrix<double>.Build.Dense(x.Length, columns, (i, j) => Math.Sqrt(w[i]) * x[i][j]);
        double[] length = [.. design.EnumerateColumns().Select(column => column.L2Norm())];
        for (var j = 0; j < columns; j++)
        {
            if (length[j] == 0) throw Collinear(j);
            design.SetColumn(j, design.Column(j) / length[j]);
        }

        var qr = design.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        for (var j = 0; j < columns; j++)
        {
            if (Math.Abs(qr.R[j, j]) < 1e-10) throw Collinear(j);
        }

        var target = Vector<double>.Build.Dense(y.Length, i => Math.Sqrt(w[i]) * y[i]);
        var scaled = qr.Solve(target);
        scaled += qr.Solve(target - (design * scaled));
        var residuals = target - (design * scaled);
        var rss = residuals.DotProduct(residuals);
        var df = used - columns;
        var sigma2 = df > 0 ? rss / df : double.PositiveInfinity;
        var inverse = qr.R.SubMatrix(0, columns, 0, columns).Inverse();
        var unscaled = inverse * inverse.Transpose();
        var coefficients = new double[columns];
        var covariance = new double[columns, columns];
        for (var i = 0; i < columns; i++)
        {
            coefficients[i] = scaled[i] / length[i];
            for (var j = 0; j < columns; j++) covariance[i, j] = df > 0 || i == j ? sigma2 * unscaled[i, j] / (length[i] * length[j]) : 0;
        }

        var mean = Moments.Sum(y.Select((value, i) => w[i] * value)) / Moments.Sum(w);
        var total = Moments.Sum(y.Select((value, i) => w[i] * (value - mean) * (value - mean)));
        double[] fitted = [.. x.Select(row => row.Zip(coefficients, (a, b) => a * b).Sum())];
        return new LinearFit(coefficients, covariance, rss, df, total == 0 ? null : 1 - (rss / total), fitted);
    }

    private static NotIdentifiedException Collinear(int column) => new("MODEL121", FormattableString.Invariant($"column {column} of 'rows'"),
        "it is zero or a linear combination of the columns before it", "its coefficient cannot be told from theirs", "drop the column");
}

/// <summary>A linear fit.</summary>
/// <param name="Coefficients">One per column.</param>
/// <param name="Covariance">Covariance of the coefficients [row, column]; infinite variances when no degree of freedom is left.</param>
/// <param name="ResidualSumOfSquares">Weighted sum of squared residuals.</param>
/// <param name="DegreesOfFreedom">Rows used minus columns.</param>
/// <param name="RSquared">Share of the variance about the mean; meaningful only with an intercept; null when the response does not vary.</param>
/// <param name="Fitted">Fitted values, row by row.</param>
public sealed record LinearFit(IReadOnlyList<double> Coefficients, double[,] Covariance, double ResidualSumOfSquares, int DegreesOfFreedom, double? RSquared, IReadOnlyList<double> Fitted)
{
    /// <summary>Standard errors of the coefficients.</summary>
    public IReadOnlyList<double> StandardErrors => [.. Coefficients.Select((_, i) => Math.Sqrt(Covariance[i, i]))];

    /// <summary>Residual standard deviation; infinite when no degree of freedom is left.</summary>
    public double ResidualStandardDeviation => DegreesOfFreedom > 0 ? Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom) : double.PositiveInfinity;
}
