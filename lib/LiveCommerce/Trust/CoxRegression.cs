using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>One coefficient of a survival regression.</summary>
/// <param name="Name">Name of the covariate.</param>
/// <param name="Value">Change of the log hazard (Cox) or of the log time (Weibull) per unit.</param>
/// <param name="StandardError">From the observed information.</param>
/// <param name="Interval">Wald interval.</param>
/// <param name="PValue">Two-sided, of no effect.</param>
public sealed record SurvivalCoefficient(string Name, double Value, double StandardError, Interval Interval, double PValue)
{
    internal static SurvivalCoefficient Of(string name, double value, double se, double level)
    {
        var half = Normal.InvCDF(0, 1, 0.5 + level / 2) * se;
        return new(name, value, se, new Interval(value - half, value + half, level, IntervalKind.Confidence), 2 * Survival.Normal(Math.Abs(value / se)));
    }
}

/// <summary>Hazard in proportion to covariates, its shape over time left free (Cox 1972). Reference case C06.</summary>
public sealed record CoxRegression
{
    /// <summary>One per covariate.</summary>
    public required IReadOnlyList<SurvivalCoefficient> Coefficients { get; init; }

    /// <summary>Partial log likelihood without covariates.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>Partial log likelihood at the maximum.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Likelihood ratio test of all covariates together.</summary>
    public double PValue => Survival.ChiSquared(2 * (LogLikelihood - NullLogLikelihood), Coefficients.Count);

    /// <summary>People; events are in <see cref="Events"/>.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Events.</summary>
    public required int Events { get; init; }

    /// <summary>Options given.</summary>
    public required CoxOptions Options { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the durations come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Fits by Newton steps on the partial likelihood.</summary>
    /// <param name="names">A name per covariate.</param>
    /// <param name="durations">Durations with covariates.</param>
    /// <param name="options">Ties and level.</param>
    /// <exception cref="NotIdentifiedException">No event, a covariate that is constant, or one that orders all events perfectly.</exception>
    public static CoxRegression Fit(IEnumerable<string> names, IEnumerable<Duration> durations, CoxOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        options ??= new CoxOptions();
        Guard.Level(options.Level);
        string[] covariates = [.. names];
        Guard.AtLeast(covariates.Length, 1, "names");
        var list = Duration.Checked(durations, covariates.Length);
        var likelihood = new CoxLikelihood(list, options.Ties);
        var beta = new double[covariates.Length];
        var at = likelihood.At(beta);
        var empty = at.LogLikelihood;
        for (var step = 0; step < 50; step++)
        {
            var move = NumericalHessian.Solve(at.Information, at.Score) ?? throw Separated(covariates, "no finite maximum, or covariates that are constant or sums of others");
            var length = 1.0;
            var next = likelihood.At([.. beta.Select((b, i) => b + move[i])]);
            while (!(next.LogLikelihood >= at.LogLikelihood - 1e-12 * Math.Abs(at.LogLikelihood)) && length > 1e-6)
            {
                length /= 2;
                next = likelihood.At([.. beta.Select((b, i) => b + length * move[i])]);
            }

            for (var i = 0; i < beta.Length; i++) beta[i] += length * move[i];
            if (Enumerable.Range(0, beta.Length).Any(i => Math.Abs(beta[i]) * likelihood.Spread[i] > 30)) throw Separated(covariates, "coefficients grow without end");
            at = next;
            if (Enumerable.Range(0, beta.Length).All(i => Math.Abs(move[i]) * likelihood.Spread[i] < 1e-10)) return Result(covariates, list, options, beta, at, empty);
        }

        throw Separated(covariates, "no maximum after 50 steps");
    }

    private static CoxRegression Result(string[] names, Duration[] list, CoxOptions options, double[] beta, CoxLikelihood.Sums at, double empty)
    {
        var p = names.Length;
        var covariance = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(at.Information).Inverse();
        var events = list.Count(row => row.Event);
        return new CoxRegression
        {
            Coefficients = [.. beta.Select((b, i) => SurvivalCoefficient.Of(names[i], b, Math.Sqrt(covariance[i, i]), options.Level))],
            NullLogLikelihood = empty,
            LogLikelihood = at.LogLikelihood,
            N = new SampleSize(list.Length),
            Events = events,
            Options = options,
            Warnings = events < 10 * p ? [new("MODEL455", Severity.Caution, FormattableString.Invariant($"{events} events for {p} covariates: below 10 events each the intervals are too short."))] : [],
            Provenance = Provenance.Combine(list.Select(row => row.Provenance)),
        };
    }

    private static NotIdentifiedException Separated(string[] names, string found) => new("MODEL456", string.Join(", ", names), found,
        "a covariate that orders the events perfectly, or says the same as others, has no effect to estimate", "leave it out, or merge its rare level");
}
