using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LiveCommerce.Conversion;

/// <summary>A regression by least squares, and what each row adds to its coefficients: the sum of squares over the rows is the variance that holds for unlike variances (HC1).</summary>
internal sealed class LeastSquares
{
    private readonly Matrix<double>? influence;

    public LeastSquares(Matrix<double> x, Vector<double> outcomes)
    {
        var qr = x.QR(QRMethod.Thin);
        var sizes = qr.R.Svd(false).S;
        if (sizes.Minimum() <= sizes.Maximum() * x.RowCount * Precision.DoublePrecision) return;
        influence = qr.R.Solve(qr.Q.Transpose());
        var coefficients = influence * outcomes;
        var rest = outcomes - (x * coefficients);
        var scale = x.RowCount > x.ColumnCount ? Math.Sqrt((double)x.RowCount / (x.RowCount - x.ColumnCount)) : 0;
        influence.MapIndexedInplace((_, row, value) => value * rest[row] * scale);
        Coefficients = coefficients.ToArray();
    }

    /// <summary>Whether no column of the matrix is a sum of others.</summary>
    public bool IsIdentified => influence is not null;

    public double[] Coefficients { get; } = [];

    /// <summary>What a row adds to a coefficient.</summary>
    public double Influence(int row, int coefficient) => influence![coefficient, row];
}
