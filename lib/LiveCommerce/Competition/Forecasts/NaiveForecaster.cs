namespace LiveCommerce.Competition.Forecasts;

/// <summary>Tomorrow as today: the last value, with the spread of a random walk.</summary>
/// <remarks>Hyndman and Athanasopoulos (2018), section 3.1. Reference case E15.</remarks>
public sealed class NaiveForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "naive";

    /// <inheritdoc/>
    public override int FewestPoints => 2;

    /// <summary>Errors of the rule inside the series: each value less the one before.</summary>
    public static IReadOnlyList<double> Errors(IEnumerable<double> series)
    {
        var y = Numerics.Guard.Values(series, "series", 2);
        return [.. y.Skip(1).Zip(y, (now, before) => now - before)];
    }

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        var sd = Math.Sqrt(Errors(y).Average(error => error * error));
        return Enumerable.Range(1, horizon).Select(h => Normal(y[^1], sd * Math.Sqrt(h), y));
    }
}
