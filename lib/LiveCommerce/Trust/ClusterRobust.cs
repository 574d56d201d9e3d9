using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>One coefficient with an error that holds when effects of a study hang together.</summary>
/// <param name="Name">Its name; <c>intercept</c> for the pooled effect.</param>
/// <param name="Value">Estimate on the scale of the effects.</param>
/// <param name="StandardError">Bias-reduced cluster-robust (CR2).</param>
/// <param name="DegreesOfFreedom">Satterthwaite's.</param>
/// <param name="Interval">By Student's t.</param>
/// <param name="PValue">Two-sided, of no effect.</param>
public sealed record RobustCoefficient(string Name, double Value, double StandardError, double DegreesOfFreedom, Interval Interval, double PValue);

/// <summary>Meta-analysis of several effects per study: estimates as in <see cref="MetaAnalysis"/>, errors by CR2 with Satterthwaite degrees of freedom.</summary>
/// <remarks>Bell and McCaffrey (2002); Tipton (2015); Pustejovsky and Tipton (2018). The working model is independence with the weights of the analysis.</remarks>
/// <param name="Coefficients">Intercept first, then the moderators.</param>
/// <param name="Clusters">Number of clusters.</param>
/// <param name="Fit">The analysis behind it.</param>
/// <param name="Warnings">What to know before use.</param>
public sealed record ClusterRobust(IReadOnlyList<RobustCoefficient> Coefficients, int Clusters, MetaResult Fit, IReadOnlyList<ModelWarning> Warnings)
{
    /// <summary>Pooled effect (the intercept).</summary>
    public RobustCoefficient Pooled => Coefficients[0];

    /// <summary>Where the effects come from.</summary>
    public Provenance Provenance => Fit.Provenance;

    /// <summary>Pools effects, clustered by <see cref="EffectSize.Cluster"/>, or by study where that is null.</summary>
    /// <exception cref="NotIdentifiedException">Fewer than two clusters more than coefficients.</exception>
    public static ClusterRobust Pool(IEnumerable<EffectSize> effects, MetaOptions? options = null) => Of([.. effects], [], [], options ?? new MetaOptions());

    /// <summary>Meta-regression with clustered errors.</summary>
    public static ClusterRobust Regress(IEnumerable<EffectSize> effects, IEnumerable<string> names, IEnumerable<IReadOnlyList<double>> moderators, MetaOptions? options = null) =>
        Of([.. effects], [.. names], [.. moderators], options ?? new MetaOptions());

    private static ClusterRobust Of(EffectSize[] effects, string[] names, IReadOnlyList<double>[] moderators, MetaOptions options)
    {
        var fit = names.Length == 0 ? MetaAnalysis.Pool(effects, options) : MetaAnalysis.Regress(effects, names, moderators, options);
        int k = effects.Length, p = names.Length + 1;
        int[][] clusters = [.. Enumerable.Range(0, k).GroupBy(i => effects[i].Cluster ?? effects[i].Study, StringComparer.Ordinal).Select(g => g.ToArray())];
        if (clusters.Length < p + 2)
        {
            throw new NotIdentifiedException("MODEL408", "effects", FormattableString.Invariant($"{clusters.Length} clusters for {p} coefficients"),
                "errors over clusters need at least two clusters more than coefficients", "take one effect per study, or drop moderators");
        }

        var x = Matrix<double>.Build.Dense(k, p, (i, j) => j == 0 ? 1 : moderators[i][j - 1]);
        double[] w = [.. effects.Select(effect => 1 / (effect.Variance + fit.Tau2))];
        var wx = x.MapIndexed((i, _, value) => w[i] * value);
        var m = x.TransposeThisAndMultiply(wx).Inverse();
        var residual = Vector<double>.Build.Dense(k, i => effects[i].Value - Enumerable.Range(0, p).Sum(j => x[i, j] * fit.Coefficients[j].Value));
        var cover = Matrix<double>.Build.Dense(p, p);
        List<Matrix<double>> influence = [];
        foreach (var rows in clusters)
        {
            var e = Adjusted(rows, x, w, m).Multiply(Rows(wx, rows)).Multiply(m);
            influence.Add(e);
            var score = e.TransposeThisAndMultiply(Vector<double>.Build.Dense(rows.Length, i => residual[rows[i]]));
            cover += score.OuterProduct(score);
        }

        RobustCoefficient[] coefficients = [.. fit.Coefficients.Select((c, j) =>
        {
            var se = Math.Sqrt(cover[j, j]);
            var df = Satterthwaite(clusters, x, w, m, [.. influence.Select(e => e.Column(j))]);
            var half = StudentT.InvCDF(0, 1, df, 0.5 + options.Level / 2) * se;
            return new RobustCoefficient(c.Name, c.Value, se, df, new Interval(c.Value - half, c.Value + half, options.Level, IntervalKind.Confidence), Survival.StudentTTwoSided(c.Value / se, df));
        })];
        List<ModelWarning> warnings = [.. fit.Warnings.Where(warning => warning.Code != "MODEL412")];
        if (coefficients.Any(c => c.DegreesOfFreedom < 4))
            warnings.Add(new("MODEL414", Severity.Serious, FormattableString.Invariant($"{coefficients.Min(c => c.DegreesOfFreedom):0.0} degrees of freedom: below 4 the p value does not hold.")));
        return new(coefficients, clusters.Length, fit, warnings);
    }

    private static Matrix<double> Rows(Matrix<double> matrix, int[] rows) => Matrix<double>.Build.Dense(rows.Length, matrix.ColumnCount, (i, j) => matrix[rows[i], j]);

    /// <summary>A with A (I - H) Phi (I - H)' A' = Phi within the cluster, symmetric in the units of the working model.</summary>
    private static Matrix<double> Adjusted(int[] rows, Matrix<double> x, double[] w, Matrix<double> m)
    {
        var n = rows.Length;
        var mine = Rows(x, rows);
        var spread = mine.Multiply(m).TransposeAndMultiply(mine);
        var b = Matrix<double>.Build.Dense(n, n, (i, j) => ((i == j ? 1 / w[rows[i]] : 0) - spread[i, j]) / Math.Sqrt(w[rows[i]] * w[rows[j]]));
        var evd = b.Evd(Symmetricity.Symmetric);
        var roots = evd.EigenValues.Map(z => z.Real > 1e-12 * evd.EigenValues.Max(y => y.Real) ? 1 / Math.Sqrt(z.Real) : 0);
        var inverseRoot = evd.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(Vector<double>.Build.Dense([.. roots])) * evd.EigenVectors.Transpose();
        return inverseRoot.MapIndexed((i, j, value) => value / Math.Sqrt(w[rows[i]] * w[rows[j]]));
    }

    private static double Satterthwaite(int[][] clusters, Matrix<double> x, double[] w, Matrix<double> m, Vector<double>[] parts)
    {
        // g_i = (I - H)' of the i-th cluster's rows times its part; covariance of the squared sums under the working model.
        var k = x.RowCount;
        Vector<double>[] g = [.. clusters.Select((rows, c) =>
        {
            var through = m * Rows(x, rows).TransposeThisAndMultiply(parts[c]);
            var v = Vector<double>.Build.Dense(k, i => -w[i] * x.Row(i).DotProduct(through));
            for (var i = 0; i < rows.Length; i++) v[rows[i]] += parts[c][i];
            return v;
        })];
        double trace = 0, square = 0;
        for (var i = 0; i < g.Length; i++)
        {
            for (var j = 0; j < g.Length; j++)
            {
                var entry = Enumerable.Range(0, k).Sum(r => g[i][r] * g[j][r] / w[r]);
                square += entry * entry;
                if (i == j) trace += entry;
            }
        }

        return trace * trace / square;
    }
}
