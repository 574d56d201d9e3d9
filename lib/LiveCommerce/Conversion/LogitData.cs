using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Checked rows in flat arrays, with the constant in front.</summary>
internal sealed class LogitData
{
    private LogitData(string[] names, LogitRow[] rows)
    {
        Names = names;
        Rows = rows;
        X = [.. rows.Select(r => (double[])[1, .. r.Covariates])];
        Y = [.. rows.Select(r => (double)r.Events)];
        N = [.. rows.Select(r => (double)r.Trials)];
        LogBinomials = rows.Sum(r => RateInterval.LogChoose(r.Trials, r.Events));
    }

    internal string[] Names { get; }

    internal LogitRow[] Rows { get; }

    internal double[][] X { get; }

    internal double[] Y { get; }

    internal double[] N { get; }

    internal double LogBinomials { get; }

    internal int Width => Names.Length;

    internal Provenance Provenance => Provenance.Combine(Rows.Select(r => r.Provenance).Distinct());

    internal static LogitData Of(IEnumerable<string> covariates, IEnumerable<LogitRow> rows)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(rows);
        string[] names = ["(intercept)", .. Guard.Items(covariates, "covariates")];
        var list = Guard.Items(rows, "rows", row => row.Covariates, row => row.Group, row => row.Levels);
        for (var i = 0; i < list.Length; i++)
        {
            Check.Counts($"row {i + 1}", list[i].Events, list[i].Trials);
            if (list[i].Covariates.Count != names.Length - 1)
                throw new InputException("MODEL360", $"row {i + 1}", $"{list[i].Covariates.Count} covariates", $"there are {names.Length - 1} names", "give one number per covariate");
            for (var j = 0; j < list[i].Covariates.Count; j++) Check.Finite($"row {i + 1}, '{names[j + 1]}'", list[i].Covariates[j]);
        }

        if (list.Length < names.Length)
            throw new NotIdentifiedException("MODEL361", "rows", $"{list.Length} rows for {names.Length} coefficients", "there are fewer rows than coefficients", "drop covariates or add rows");
        var data = new LogitData(names, list);
        if (list.All(r => r.Events == 0) || list.All(r => r.Events == r.Trials))
            throw new NotIdentifiedException("MODEL314", "rows", list.All(r => r.Events == 0) ? "no event in any" : "nothing but events", "the maximum lies at infinity", "report an end with RateInterval.Of");
        var design = Matrix<double>.Build.DenseOfRowArrays(data.X);
        if (design.TransposeThisAndMultiply(design) is var gram && Scaled(gram).Rank() < names.Length)
            throw new NotIdentifiedException("MODEL362", "covariates", string.Join(", ", names), "one is a sum of others: their effects cannot be told apart", "leave one level of each category out, and drop constants");
        return data;
    }

    private static Matrix<double> Scaled(Matrix<double> gram) =>
        gram.MapIndexed((i, j, value) => value / Math.Sqrt(Math.Max(1e-300, gram[i, i] * gram[j, j])));

    /// <summary>y eta - n log(1 + e^eta).</summary>
    internal static double Log(double y, double n, double eta) =>
        (y * eta) - (n * (eta > 0 ? eta + Math.Log(1 + Math.Exp(-eta)) : Math.Log(1 + Math.Exp(eta))));

    /// <summary>Covariance from the observed information.</summary>
    internal static Matrix<double> Covariance(Func<double[], double> minusLog, IEnumerable<double> minimum) =>
        NumericalHessian.Covariance(minusLog, minimum) is { } covariance
            ? Matrix<double>.Build.DenseOfArray(covariance)
            : throw new NotIdentifiedException("MODEL374", "likelihood", "not curved downwards where the search ended", "some combination of coefficients can change without a loss", "drop covariates that nearly add up to others, or merge rare groups");

    internal IReadOnlyList<LogitCoefficient> Coefficients(double[] beta, Matrix<double> covariance, double level)
    {
        var z = Tail.Quantile((1 - level) / 2);
        return [.. Names.Select((name, i) =>
        {
            var error = Math.Sqrt(covariance[i, i]);
            return new LogitCoefficient(name, beta[i], error, new Interval(beta[i] - (z * error), beta[i] + (z * error), level, IntervalKind.Confidence));
        })];
    }
}
