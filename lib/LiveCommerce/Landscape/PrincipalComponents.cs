using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Landscape;

/// <summary>Principal components of the correlation matrix, as weights that the data suggest.</summary>
/// <param name="StandardDeviations">Of the components, from the largest.</param>
/// <param name="Shares">Share of the variance of each.</param>
/// <param name="Loadings">Per component, one loading per column, the largest in size made positive.</param>
/// <remarks>Reference case A04 (USArrests).</remarks>
public sealed record PrincipalComponents(IReadOnlyList<double> StandardDeviations, IReadOnlyList<double> Shares, IReadOnlyList<IReadOnlyList<double>> Loadings)
{
    /// <summary>Squared loadings of the first component: weights that add up to 1.</summary>
    public IReadOnlyList<double> Weights => [.. Loadings[0].Select(loading => loading * loading)];

    /// <summary>Components of a complete table.</summary>
    /// <param name="rows">One row per object.</param>
    /// <exception cref="NotIdentifiedException">Fewer than two rows, or a column without spread.</exception>
    public static PrincipalComponents Of<TRow>(IEnumerable<TRow> rows)
        where TRow : class, IReadOnlyList<double>
    {
        var x = Tables.Complete(rows, "rows");
        int n = x.Length, k = x[0].Length;
        if (n < 2) throw Tables.TooSmall("MODEL220", n, k, "a correlation needs two objects");
        var moments = Enumerable.Range(0, k).Select(j => Moments.Of(x.Select(row => row[j]))).ToArray();
        for (var j = 0; j < k; j++)
        {
            if (moments[j].Variance == 0) throw new NotIdentifiedException("MODEL204", FormattableString.Invariant($"column {j}"), "it has no spread", "its correlation is undefined", "drop the column");
        }

        var z = Matrix<double>.Build.Dense(n, k, (i, j) => (x[i][j] - moments[j].Mean) / moments[j].StandardDeviation / Math.Sqrt(n - 1));
        var svd = z.Svd();
        double[] deviations = [.. Enumerable.Range(0, k).Select(c => c < svd.S.Count ? svd.S[c] : 0)];
        var total = deviations.Sum(d => d * d);
        IReadOnlyList<double>[] loadings = [.. Enumerable.Range(0, k).Select(c =>
        {
            var v = svd.VT.Row(c);
            var sign = Math.Sign(v[v.AbsoluteMaximumIndex()]);
            return (IReadOnlyList<double>)[.. v.Select(value => sign * value)];
        })];
        return new PrincipalComponents(deviations, [.. deviations.Select(d => d * d / total)], loadings);
    }
}
