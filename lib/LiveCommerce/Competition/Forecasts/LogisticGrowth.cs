using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Growth to a ceiling along an S-curve: ceiling / (1 + exp(shift - rate x)), by nonlinear least squares.</summary>
/// <param name="Ceiling">The level that growth ends at, in the unit of the series.</param>
/// <param name="Shift">Shift: at x = shift / rate half the ceiling is reached.</param>
/// <param name="Rate">Rate per unit of x.</param>
/// <param name="Fit">The fit of the three, in this order, with standard errors.</param>
/// <param name="N">Points used.</param>
/// <remarks>Verhulst (1838). Reference case E06 (NIST Rat42).</remarks>
public sealed record LogisticGrowth(double Ceiling, double Shift, double Rate, NonlinearFit Fit, SampleSize N)
{
    /// <summary>Fits the curve.</summary>
    /// <param name="x">Times or doses.</param>
    /// <param name="y">Values.</param>
    /// <param name="starts">Starts for ceiling, shift and rate; null for starts made from the data.</param>
    /// <exception cref="NotIdentifiedException">Fewer than four points.</exception>
    public static LogisticGrowth Of(IEnumerable<double> x, IEnumerable<double> y, IEnumerable<double[]>? starts = null)
    {
        var at = Guard.Values(x, "x");
        var values = Guard.Values(y, "y");
        Guard.SameLength(at.Length, values.Length, "y");
        if (at.Length < 4) throw new NotIdentifiedException("MODEL622", "logistic growth", FormattableString.Invariant($"{at.Length} points"), "three parameters and a spread need at least 4", "take a simpler rule, or more periods");
        var fit = NonlinearLeastSquares.Fit(b => [.. at.Zip(values, (t, value) => Value(b, t) - value)], starts ?? Starts(at, values));
        return new LogisticGrowth(fit.Parameters[0], fit.Parameters[1], fit.Parameters[2], fit, new SampleSize(at.Length));
    }

    /// <summary>The curve at a time.</summary>
    /// <param name="x">The time.</param>
    public double At(double x) => Value([Ceiling, Shift, Rate], x);

    /// <summary>Forecast at a time: spread of the parameters and of the residuals.</summary>
    /// <param name="x">The time.</param>
    /// <exception cref="NotIdentifiedException">The points cannot tell the three parameters apart.</exception>
    public Forecast ForecastAt(double x) => CurveForecast.Of("logistic growth", b => Value(b, x), Fit);

    private static double Value(double[] b, double x) => b[0] * Transform.InverseLogit(b[2] * x - b[1]);

    private static IEnumerable<double[]> Starts(double[] x, double[] y)
    {
        var top = y.Max();
        foreach (var ceiling in new[] { 1.05 * top, 1.5 * top, 4 * top })
        {
            double[] logits = [.. y.Select(value => Transform.Logit(Math.Clamp(value / ceiling, 1e-3, 1 - 1e-3)))];
            double mx = x.Average(), ml = logits.Average();
            var rate = x.Zip(logits, (t, l) => (t - mx) * (l - ml)).Sum() / x.Sum(t => (t - mx) * (t - mx));
            yield return [ceiling, rate * mx - ml, rate];
        }
    }
}

/// <summary>Forecasts by logistic growth in time.</summary>
public sealed class LogisticForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "logistic";

    /// <inheritdoc/>
    public override int FewestPoints => 4;

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        var fit = LogisticGrowth.Of(y.Select((_, t) => t + 1.0), y);
        return Enumerable.Range(1, horizon).Select(h => fit.ForecastAt(y.Length + h));
    }
}
