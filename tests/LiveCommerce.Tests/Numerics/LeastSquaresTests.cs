using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class LeastSquaresTests
{
    [Fact, Trait("case", "E24")]
    public void Norris_has_its_certified_values()
    {
        var known = ReferenceCase.Open("E24");
        var rows = known.Rows("rows_y_x");
        var fit = LeastSquares.Fit(rows.Select(row => new[] { 1, row[1] }), rows.Select(row => row[0]));
        known.Check("coef", fit.Coefficients);
        known.Check("sd", fit.StandardErrors);
        known.Check("residual_sd", fit.ResidualStandardDeviation);
        known.Check("r2", fit.RSquared!.Value);
    }

    [Fact]
    public void Twice_the_weight_is_the_row_twice()
    {
        double[][] x = [[1, 0], [1, 1], [1, 2], [1, 4]];
        double[] y = [0.1, 1.3, 1.7, 4.4];
        var weighted = LeastSquares.Fit(x, y, [1, 2, 1, 1]);
        var doubled = LeastSquares.Fit([.. x, x[1]], [.. y, y[1]]);
        Assert.Equal(doubled.Coefficients[1], weighted.Coefficients[1], 12);
        Assert.Equal(doubled.ResidualSumOfSquares, weighted.ResidualSumOfSquares, 12);
    }

    [Fact]
    public void A_repeated_column_is_refused_by_number()
    {
        var fault = Assert.Throws<NotIdentifiedException>(() => LeastSquares.Fit<double[]>([[1, 2, 4], [1, 3, 6], [1, 5, 10], [1, 7, 14]], [1, 2, 3, 4]));
        Assert.Equal("column 2 of 'rows'", fault.Where);
    }

    [Fact]
    public void Fewer_rows_than_columns_are_refused() =>
        Assert.Throws<NotIdentifiedException>(() => LeastSquares.Fit<double[]>([[1.0, 2.0]], [3.0]));
}
