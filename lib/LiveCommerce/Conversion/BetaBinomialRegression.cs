using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Logit regression of counts that vary more than binomial: each row's rate is Beta around its mean.</summary>
/// <remarks>y ~ BetaBin(n, p, rho), logit p = x b; variance n p (1 - p)(1 + (n - 1) rho). Maximum likelihood; standard errors from the observed information. The alternative to <see cref="MixedLogit"/> when rows are the clusters.</remarks>
public sealed record BetaBinomialRegression
{
    /// <summary>The constant first, then one per covariate.</summary>
    public required IReadOnlyList<LogitCoefficient> Coefficients { get; init; }

    /// <summary>Correlation of two trials of one row, between 0 and 1.</summary>
    public required double IntraclassCorrelation { get; init; }

    /// <summary>Its interval, from a normal approximation on the logit scale; null at the boundary 0.</summary>
    public required Interval? IntraclassInterval { get; init; }

    /// <summary>Log likelihood, binomial coefficients included.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Rows used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Origin of all rows together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>One coefficient by its name.</summary>
    public LogitCoefficient Of(string name) => Coefficients.FirstOrDefault(c => c.Name == name)
        ?? throw new InputException("MODEL363", $"coefficient '{name}'", "no such coefficient", string.Join(", ", Coefficients.Select(c => c.Name)), "use one of these names");

    /// <summary>Fits the model.</summary>
    /// <param name="covariates">Names, without the constant.</param>
    /// <param name="rows">Counts with covariates; at least one row with two trials.</param>
    /// <param name="level">Level of the Wald intervals.</param>
    /// <exception cref="NotIdentifiedException">Every row has one trial, covariates are collinear, or one separates events from non-events.</exception>
    public static BetaBinomialRegression Fit(IEnumerable<string> covariates, IEnumerable<LogitRow> rows, double level = 0.95)
    {
        Check.Level(level);
        var data = LogitData.Of(covariates, rows);
        if (data.N.All(n => n == 1))
            throw new NotIdentifiedException("MODEL369", "rows", "one trial each", "over-dispersion cannot be seen in single trials", "use LogitRegression, or give rows of several trials");
        var (start, _) = LogitRegression.Maximise(data);
        double Minus(double[] point)
        {
            var total = 0.0;
            var concentration = Math.Exp(-Math.Clamp(point[^1], -25, 25));
            for (var i = 0; i < data.X.Length; i++)
            {
                var eta = 0.0;
                for (var j = 0; j < data.Width; j++) eta += data.X[i][j] * point[j];
                double a = concentration / (1 + Math.Exp(-eta)), b = concentration / (1 + Math.Exp(eta));
                total += RisingFactorial.Log(a, data.Y[i]) + RisingFactorial.Log(b, data.N[i] - data.Y[i]) - RisingFactorial.Log(concentration, data.N[i]);
            }

            return double.IsFinite(total) ? -total : 1e300;
        }

        // rho = 1 / (1 + concentration), so the last parameter is the logit of rho.
        var best = new[] { -1.0, -4 }.Select(logit => QuasiNewton.Minimise(Minus, [.. start, logit])).MinBy(o => o.Value)!;
        var boundary = best.Point[^1] < -14;
        double[] beta = [.. best.Point.SkipLast(1)];
        var covariance = boundary ? LogitData.Covariance(b => Minus([.. b, best.Point[^1]]), beta) : LogitData.Covariance(Minus, best.Point);
        double Rho(double logit) => 1 / (1 + Math.Exp(-logit));
        var half = boundary ? 0 : Tail.Quantile((1 - level) / 2) * Math.Sqrt(covariance[data.Width, data.Width]);
        var warnings = new List<ModelWarning>();
        if (boundary) warnings.Add(new ModelWarning("MODEL366", Severity.Note, "Rows vary no more than binomial: the correlation is estimated at its boundary 0."));
        if (!best.Converged) warnings.Add(new ModelWarning("MODEL367", Severity.Serious, "The search did not end at a maximum: the numbers are where it stopped."));
        return new BetaBinomialRegression
        {
            Coefficients = data.Coefficients(beta, covariance, level),
            IntraclassCorrelation = boundary ? 0 : Rho(best.Point[^1]),
            IntraclassInterval = boundary ? null : new Interval(Rho(best.Point[^1] - half), Rho(best.Point[^1] + half), level, IntervalKind.Confidence),
            LogLikelihood = data.LogBinomials - best.Value,
            N = new SampleSize(data.Rows.Length),
            Warnings = warnings,
            Provenance = data.Provenance,
        };
    }
}
