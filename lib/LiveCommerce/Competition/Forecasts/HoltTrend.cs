using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Holt's linear trend, fitted to one series by least squares.</summary>
/// <param name="Alpha">Weight of the newest value in the level, 0 to 1.</param>
/// <param name="Beta">Weight of the newest change in the trend, 0 to 1.</param>
/// <param name="Level">Level after the last value.</param>
/// <param name="Trend">Trend after the last value, per period.</param>
/// <param name="SumOfSquares">Sum of squared one-step errors.</param>
/// <param name="N">Values used.</param>
/// <remarks>Holt (1957); first level and trend are solved for exactly at each pair of weights.</remarks>
public sealed record HoltTrend(double Alpha, double Beta, double Level, double Trend, double SumOfSquares, SampleSize N)
{
    /// <summary>Standard deviation of one-step errors, n - 4 degrees of freedom.</summary>
    public double ErrorDeviation => Math.Sqrt(SumOfSquares / (N.Used - 4));

    /// <summary>Fits both weights, the first level and the first trend.</summary>
    /// <param name="series">At least five values.</param>
    public static HoltTrend Fit(IEnumerable<double> series)
    {
        var y = Guard.Values(series, "series", 5);
        double[] Weights(IReadOnlyList<double> x) => [.. x.Select(Transform.InverseLogit)];
        double[][] starts = [[0, -2], [2, -2], [2, 1], [-2, -4], [4, -6]];
        var found = Minimiser.Minimise(x => At(y, Weights(x)[0], Weights(x)[1]).SumOfSquares, starts, new MinimiserOptions { MaxEvaluations = 4000 });
        var weights = Weights(found.Point);
        HoltTrend[] corners = [At(y, weights[0], weights[1]), At(y, 0, 0), At(y, 1, 0), At(y, 1, 1)];
        return corners.MinBy(fit => fit.SumOfSquares)!;
    }

    /// <summary>Forecast of the level some steps ahead, with its spread.</summary>
    internal NormalForecast Ahead(int h, double floor)
    {
        var spread = 1 + Enumerable.Range(1, h - 1).Sum(j => Alpha * Alpha * (1 + j * Beta) * (1 + j * Beta));
        return new NormalForecast(Level + h * Trend, Math.Max(floor, ErrorDeviation * Math.Sqrt(spread)));
    }

    private static HoltTrend At(double[] y, double alpha, double beta)
    {
        var plain = Errors(y, alpha, beta, 0, 0).Errors;
        var level = Errors(y, alpha, beta, 1, 0).Errors.Zip(plain, (a, b) => b - a).ToArray();
        var trend = Errors(y, alpha, beta, 0, 1).Errors.Zip(plain, (a, b) => b - a).ToArray();
        double ll = Dot(level, level), lt = Dot(level, trend), tt = Dot(trend, trend), ly = Dot(level, plain), ty = Dot(trend, plain);
        var determinant = ll * tt - lt * lt;
        var (l0, b0) = determinant > 1e-12 * ll * tt ? ((ly * tt - ty * lt) / determinant, (ty * ll - ly * lt) / determinant) : (y[0], 0);
        var end = Errors(y, alpha, beta, l0, b0);
        return new HoltTrend(alpha, beta, end.Level, end.Trend, Dot(end.Errors, end.Errors), new SampleSize(y.Length));
    }

    private static (double[] Errors, double Level, double Trend) Errors(double[] y, double alpha, double beta, double level, double trend)
    {
        var errors = new double[y.Length];
        for (var t = 0; t < y.Length; t++)
        {
            errors[t] = y[t] - level - trend;
            var next = level + trend + alpha * errors[t];
            trend += alpha * beta * errors[t];
            level = next;
        }

        return (errors, level, trend);
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, z) => x * z).Sum();
}

/// <summary>Forecasts by Holt's linear trend.</summary>
public sealed class HoltForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "Holt";

    /// <inheritdoc/>
    public override int FewestPoints => 5;

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        var fit = HoltTrend.Fit(y);
        return Enumerable.Range(1, horizon).Select(h => fit.Ahead(h, 1e-9 * Math.Max(1e-3, y.Max(Math.Abs))));
    }
}
