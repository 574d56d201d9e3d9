using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Landscape;

/// <summary>Readings as a standardised response with its platform, source and indicator.</summary>
internal sealed class CrossedTable
{
    public CrossedTable(IndicatorReading[] readings)
    {
        Platforms = [.. readings.Select(r => r.Platform).Distinct()];
        Sources = [.. readings.Select(r => r.Source).Distinct().Order(StringComparer.Ordinal)];
        string[] indicators = [.. readings.Select(r => r.Indicator).Distinct()];
        var n = readings.Length;
        Values = new double[n];
        Errors = new double[n];
        PlatformDesign = Matrix<double>.Build.Dense(n, Platforms.Length);
        SourceDesign = Matrix<double>.Build.Dense(n, Sources.Length);
        IndicatorDesign = Matrix<double>.Build.Dense(n, indicators.Length);
        var moments = readings.GroupBy(r => r.Indicator).ToDictionary(g => g.Key, g => Moments.Of(g.Select(r => r.Value)));
        for (var i = 0; i < n; i++)
        {
            var r = readings[i];
            var sd = moments[r.Indicator].StandardDeviation;
            if (sd == 0) throw new NotIdentifiedException("MODEL216", $"indicator '{r.Indicator}'", "all readings are equal", "it places no platform", "drop the indicator");
            Values[i] = r.Direction * (r.Value - moments[r.Indicator].Mean) / sd;
            Errors[i] = r.StandardError / sd;
            PlatformDesign[i, Array.IndexOf(Platforms, r.Platform)] = 1;
            SourceDesign[i, Array.IndexOf(Sources, r.Source)] = 1;
            IndicatorDesign[i, Array.IndexOf(indicators, r.Indicator)] = 1;
        }
    }

    public string[] Platforms { get; }
    public string[] Sources { get; }
    public double[] Values { get; }
    public double[] Errors { get; }
    public Matrix<double> PlatformDesign { get; }
    public Matrix<double> SourceDesign { get; }
    public Matrix<double> IndicatorDesign { get; }
}

/// <summary>REML of two crossed random effects with known error variances added to the residual.</summary>
internal sealed record CrossedReml(double[] Variances, double[] Platform, Matrix<double> PlatformCovariance, double[] Source, Matrix<double> SourceCovariance, double[] StandardisedResiduals)
{
    private const double Floor = 1e-8;

    public static CrossedReml Fit(CrossedTable table, PositionOptions options, List<ModelWarning> warnings)
    {
        var assumed = table.Sources.Length < 3 ? options.AssumedSourceSpread * options.AssumedSourceSpread : double.NaN;
        if (!double.IsNaN(assumed))
        {
            warnings.Add(new ModelWarning("MODEL218", Severity.Caution,
                FormattableString.Invariant($"{table.Sources.Length} sources: the spread of source bias ({options.AssumedSourceSpread} standard deviations) is assumed, not estimated")));
        }

        double[] Variances(double[] x) => double.IsNaN(assumed) ? [.. x.Select(v => Math.Exp(v) + Floor)] : [Math.Exp(x[0]) + Floor, assumed, Math.Exp(x[1]) + Floor];
        double Minus(double[] x) => x.Any(v => v is > 8 or < -25) ? double.PositiveInfinity : -LogLikelihood(table, Variances(x));
        double[][] starts = double.IsNaN(assumed) ? [[-1, -1, -1], [0, -4, -2]] : [[-1, -1], [0, -3]];
        var best = Minimiser.Minimise(Minus, starts, new MinimiserOptions { Tolerance = 1e-12 });
        var variances = Variances([.. best.Point]);
        string[] names = ["platforms", "sources", "residual"];
        for (var i = 0; i < 3; i++)
        {
            if (variances[i] > 1e-5) continue;
            warnings.Add(new ModelWarning("MODEL219", Severity.Caution, $"the variance of {names[i]} is estimated at its bound of 0: with so few readings that is weak evidence of none"));
        }

        return Predict(table, variances);
    }

    private static double LogLikelihood(CrossedTable t, double[] variances)
    {
        var (inverse, logDet) = Inverse(t, variances);
        var vx = inverse * t.IndicatorDesign;
        var information = t.IndicatorDesign.TransposeThisAndMultiply(vx);
        var y = Vector<double>.Build.Dense(t.Values);
        var right = vx.TransposeThisAndMultiply(y);
        var cholesky = information.Cholesky();
        var quadratic = y.DotProduct(inverse * y) - right.DotProduct(cholesky.Solve(right));
        return -0.5 * (logDet + cholesky.DeterminantLn + quadratic);
    }

    private static (Matrix<double> Inverse, double LogDet) Inverse(CrossedTable t, double[] variances)
    {
        var v = (variances[0] * t.PlatformDesign.TransposeAndMultiply(t.PlatformDesign)) + (variances[1] * t.SourceDesign.TransposeAndMultiply(t.SourceDesign));
        for (var i = 0; i < t.Values.Length; i++) v[i, i] += variances[2] + (t.Errors[i] * t.Errors[i]);
        var cholesky = v.Cholesky();
        return (cholesky.Solve(Matrix<double>.Build.DenseIdentity(t.Values.Length)), cholesky.DeterminantLn);
    }

    private static CrossedReml Predict(CrossedTable t, double[] variances)
    {
        var (inverse, _) = Inverse(t, variances);
        var vx = inverse * t.IndicatorDesign;
        var p = inverse - (vx * t.IndicatorDesign.TransposeThisAndMultiply(vx).Cholesky().Solve(vx.Transpose()));
        var py = p * Vector<double>.Build.Dense(t.Values);
        (double[] Effect, Matrix<double> Covariance) Blup(Matrix<double> design, double variance) =>
            ((variance * design.TransposeThisAndMultiply(py)).ToArray(),
            (variance * Matrix<double>.Build.DenseIdentity(design.ColumnCount)) - (variance * variance * design.TransposeThisAndMultiply(p * design)));
        var (platform, platformCovariance) = Blup(t.PlatformDesign, variances[0]);
        var (source, sourceCovariance) = Blup(t.SourceDesign, variances[1]);
        double[] residuals = [.. Enumerable.Range(0, t.Values.Length).Select(i => p[i, i] > 1e-12 ? py[i] / Math.Sqrt(p[i, i]) : 0)];
        return new CrossedReml(variances, platform, platformCovariance, source, sourceCovariance, residuals);
    }
}
