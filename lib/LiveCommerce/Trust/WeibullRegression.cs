using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Weibull times whose scale moves with covariates: log T = intercept + x b + scale W, W the extreme value law. Reference case C06.</summary>
/// <remarks>A shape (1/scale) above 1 is a hazard that grows with time. Kalbfleisch and Prentice (2002), chapter 3.</remarks>
public sealed record WeibullRegression
{
    /// <summary>Intercept first, then the covariates, then <c>log(scale)</c>.</summary>
    public required IReadOnlyList<SurvivalCoefficient> Coefficients { get; init; }

    /// <summary>Scale of the log times, above 0.</summary>
    public double Scale => Math.Exp(Coefficients[^1].Value);

    /// <summary>Weibull shape; above 1 the hazard grows with time.</summary>
    public double Shape => 1 / Scale;

    /// <summary>Log likelihood at the maximum.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>People.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Where the durations come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Fits by maximum likelihood.</summary>
    /// <param name="names">A name per covariate; none for one curve.</param>
    /// <param name="durations">Durations with covariates.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <exception cref="NotIdentifiedException">No event, all events at one time, or no maximum.</exception>
    public static WeibullRegression Fit(IEnumerable<string> names, IEnumerable<Duration> durations, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(names);
        Guard.Level(level);
        string[] covariates = [.. names];
        var list = Duration.Checked(durations, covariates.Length);
        var p = covariates.Length + 1;
        double[] logs = [.. list.Select(row => Math.Log(row.Time))];
        double[] mean = [.. Enumerable.Range(0, p - 1).Select(j => list.Average(row => row.Covariates[j]))];
        double[] spread = [.. Enumerable.Range(0, p - 1).Select(j => Math.Sqrt(list.Average(row => Math.Pow(row.Covariates[j] - mean[j], 2))))];
        var flat = Array.FindIndex(spread, s => s == 0);
        if (flat >= 0 || list.Where(row => row.Event).Select(row => row.Time).Distinct().Count() < 2)
        {
            throw new NotIdentifiedException("MODEL457", flat >= 0 ? covariates[flat] : "durations", flat >= 0 ? "a constant covariate" : "all events at one time",
                "its effect, or the shape, cannot be told", "leave the covariate out, or watch longer");
        }

        // Standardised covariates keep the search round.
        double MinusLog(double[] b)
        {
            double sum = 0, scale = Math.Exp(b[p]);
            for (var i = 0; i < list.Length; i++)
            {
                var location = b[0];
                for (var j = 1; j < p; j++) location += b[j] * (list[i].Covariates[j - 1] - mean[j - 1]) / spread[j - 1];
                var z = (logs[i] - location) / scale;
                sum += (list[i].Event ? z - b[p] - logs[i] : 0) - Math.Exp(z);
            }

            return -sum;
        }

        var start = new double[p + 1];
        start[0] = logs.Average() + 0.5;
        var fit = Minimiser.Minimise(MinusLog, [start, [.. start.Select((value, i) => i == p ? -0.7 : value)]]);
        var covariance = fit.Converged ? NumericalHessian.Covariance(MinusLog, fit.Point) : null;
        // A slope without end comes to rest where the likelihood is flat: its error is then many times the spread of the log times.
        var endless = covariance is null ? -1 : Array.FindIndex([.. Enumerable.Range(1, p - 1)], j => Math.Sqrt(covariance[j, j]) > 30 * Math.Exp(fit.Point[p]));
        if (covariance is null || endless >= 0)
        {
            throw new NotIdentifiedException("MODEL458", endless >= 0 ? covariates[endless] : "durations", endless >= 0 ? "its effect grows without end" : fit.Reason, "the likelihood has no maximum that was reached", "leave out a covariate that orders all events");
        }

        // Back from standardised covariates: the intercept takes the means.
        var turn = new double[p + 1, p + 1];
        for (var i = 0; i <= p; i++) turn[i, i] = i is 0 || i == p ? 1 : 1 / spread[i - 1];
        for (var j = 1; j < p; j++) turn[0, j] = -mean[j - 1] / spread[j - 1];
        var t = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(turn);
        var value = t * MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfEnumerable(fit.Point);
        var cov = t * MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(covariance) * t.Transpose();
        string[] all = ["intercept", .. covariates, "log(scale)"];
        return new WeibullRegression
        {
            Coefficients = [.. all.Select((name, i) => SurvivalCoefficient.Of(name, value[i], Math.Sqrt(cov[i, i]), level))],
            LogLikelihood = -fit.Value,
            N = new SampleSize(list.Length),
            Provenance = Provenance.Combine(list.Select(row => row.Provenance)),
        };
    }

    /// <summary>Share without the event after <paramref name="time"/>.</summary>
    public double SurvivalAt(double time, IEnumerable<double> covariates)
    {
        var x = Guard.Values(covariates, "covariates", 0);
        Guard.SameLength(Coefficients.Count - 2, x.Length, "covariates");
        var location = Coefficients[0].Value + x.Select((value, j) => value * Coefficients[j + 1].Value).Sum();
        return time <= 0 ? 1 : Math.Exp(-Math.Exp((Math.Log(Guard.Finite(time, "time")) - location) / Scale));
    }
}
