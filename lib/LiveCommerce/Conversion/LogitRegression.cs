using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Binomial logit without random effects, by unpenalised maximum likelihood.</summary>
/// <remarks>Iteratively reweighted least squares. Reference cases B06, B17. Trainers that penalise by default give other numbers.</remarks>
public sealed record LogitRegression
{
    /// <summary>The constant first, then one per covariate.</summary>
    public required IReadOnlyList<LogitCoefficient> Coefficients { get; init; }

    /// <summary>Twice the log likelihood of the saturated model minus this one's.</summary>
    public required double Deviance { get; init; }

    /// <summary>Log likelihood, binomial coefficients included.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Pearson's chi-squared over its degrees of freedom; above 1.5 the standard errors are too small: use <see cref="MixedLogit"/>. NaN is never given: null when there are no degrees left.</summary>
    public required double? OverDispersion { get; init; }

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
    /// <param name="rows">Counts with covariates.</param>
    /// <param name="level">Level of the Wald intervals.</param>
    /// <exception cref="InputException">A count or covariate is not what it should be.</exception>
    /// <exception cref="NotIdentifiedException">Collinear covariates, or a covariate that separates events from non-events.</exception>
    public static LogitRegression Fit(IEnumerable<string> covariates, IEnumerable<LogitRow> rows, double level = 0.95)
    {
        Check.Level(level);
        var data = LogitData.Of(covariates, rows);
        var (beta, information) = Maximise(data);
        double deviance = 0, pearson = 0, log = data.LogBinomials;
        for (var i = 0; i < data.Rows.Length; i++)
        {
            double eta = Eta(data.X[i], beta), y = data.Y[i], n = data.N[i], p = 1 / (1 + Math.Exp(-eta));
            log += LogitData.Log(y, n, eta);
            deviance += 2 * ((y > 0 ? y * Math.Log(y / (n * p)) : 0) + (n > y ? (n - y) * Math.Log((n - y) / (n * (1 - p))) : 0));
            pearson += (y - (n * p)) * (y - (n * p)) / (n * p * (1 - p));
        }

        var degrees = data.Rows.Length - data.Width;
        double? phi = degrees > 0 ? pearson / degrees : null;
        return new LogitRegression
        {
            Coefficients = data.Coefficients(beta, information.Inverse(), level),
            Deviance = deviance,
            LogLikelihood = log,
            OverDispersion = phi,
            N = new SampleSize(data.Rows.Length),
            Provenance = data.Provenance,
            Warnings = phi > 1.5 && data.N.Any(n => n > 1) ? [new ModelWarning("MODEL354", Severity.Caution, FormattableString.Invariant($"Over-dispersion {phi:0.##}: standard errors are too small by a factor of about {Math.Sqrt(phi.Value):0.##}.")) { Numbers = new Dictionary<string, double> { ["phi"] = phi.Value } }] : [],
        };
    }

    internal static double Eta(double[] x, double[] beta)
    {
        var sum = 0.0;
        for (var j = 0; j < x.Length; j++) sum += x[j] * beta[j];
        return sum;
    }

    internal static (double[] Beta, Matrix<double> Information) Maximise(LogitData data)
    {
        var p = data.Width;
        var beta = new double[p];
        double events = data.Y.Sum(), trials = data.N.Sum();
        beta[0] = Math.Log(events / (trials - events));
        for (var step = 0; step < 60; step++)
        {
            var information = Matrix<double>.Build.Dense(p, p);
            var score = Vector<double>.Build.Dense(p);
            for (var i = 0; i < data.X.Length; i++)
            {
                var x = data.X[i];
                double mean = 1 / (1 + Math.Exp(-Eta(x, beta))), weight = data.N[i] * mean * (1 - mean), residual = data.Y[i] - (data.N[i] * mean);
                for (var j = 0; j < p; j++)
                {
                    score[j] += x[j] * residual;
                    for (var k = 0; k <= j; k++) information[j, k] += x[j] * x[k] * weight;
                }
            }

            for (var j = 0; j < p; j++)
                for (var k = 0; k < j; k++) information[k, j] = information[j, k];
            var change = information.Solve(score);
            if (change.Any(c => !double.IsFinite(c)) || beta.Any(b => Math.Abs(b) > 1e8)) break;
            for (var j = 0; j < p; j++) beta[j] += change[j];
            if (change.Zip(beta, (c, b) => Math.Abs(c) / (1e-3 + Math.Abs(b))).Max() > 1e-11) continue;
            // Where events are separated, every row is fitted without a doubt left; rare events of many trials leave some.
            if (information.Trace() < 1e-4) break;
            return (beta, information);
        }

        throw new NotIdentifiedException("MODEL364", "covariates", "the likelihood has no maximum", "a covariate separates events from non-events", "merge its rare level, or drop it and say so");
    }
}
