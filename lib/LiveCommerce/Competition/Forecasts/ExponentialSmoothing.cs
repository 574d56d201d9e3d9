using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>Simple exponential smoothing, fitted to one series by least squares.</summary>
/// <param name="Alpha">Weight of the newest value, 0 to 1.</param>
/// <param name="InitialLevel">Level before the first value.</param>
/// <param name="Level">Level after the last value: the forecast.</param>
/// <param name="SumOfSquares">Sum of squared one-step errors.</param>
/// <param name="N">Values used.</param>
/// <remarks>Hyndman and Athanasopoulos (2018), section 7.1. The level at the start is solved for exactly at each alpha. Reference case E15.</remarks>
public sealed record ExponentialSmoothing(double Alpha, double InitialLevel, double Level, double SumOfSquares, SampleSize N)
{
    /// <summary>Standard deviation of one-step errors, n - 2 degrees of freedom.</summary>
    public double ErrorDeviation => Math.Sqrt(SumOfSquares / (N.Used - 2));

    /// <summary>Fits alpha and the first level.</summary>
    /// <param name="series">At least three values.</param>
    public static ExponentialSmoothing Fit(IEnumerable<double> series)
    {
        var y = Guard.Values(series, "series", 3);
        const int Cells = 200;
        var best = Enumerable.Range(0, Cells + 1).MinBy(i => At(y, i / (double)Cells).SumOfSquares) / (double)Cells;
        double low = Math.Max(0, best - 1.0 / Cells), high = Math.Min(1, best + 1.0 / Cells);
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var step = 0; step < 60; step++)
        {
            double left = high - golden * (high - low), right = low + golden * (high - low);
            if (At(y, left).SumOfSquares <= At(y, right).SumOfSquares) high = right;
            else low = left;
        }

        return new[] { At(y, (low + high) / 2), At(y, best) }.MinBy(fit => fit.SumOfSquares)!;
    }

    /// <summary>Best first level at a given alpha: the errors are linear in it.</summary>
    private static ExponentialSmoothing At(double[] y, double alpha)
    {
        double from = 0, weight = 1, cross = 0, square = 0;
        foreach (var value in y)
        {
            cross += weight * (value - from);
            square += weight * weight;
            from = alpha * value + (1 - alpha) * from;
            weight *= 1 - alpha;
        }

        double start = cross / square, level = start, sum = 0;
        foreach (var value in y)
        {
            sum += (value - level) * (value - level);
            level += alpha * (value - level);
        }

        return new ExponentialSmoothing(alpha, start, level, sum, new SampleSize(y.Length));
    }
}

/// <summary>Forecasts by simple exponential smoothing.</summary>
public sealed class SmoothingForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "SES";

    /// <inheritdoc/>
    public override int FewestPoints => 4;

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        var fit = ExponentialSmoothing.Fit(y);
        return Enumerable.Range(1, horizon).Select(h => Normal(fit.Level, fit.ErrorDeviation * Math.Sqrt(1 + (h - 1) * fit.Alpha * fit.Alpha), y));
    }
}
