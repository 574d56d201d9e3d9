namespace LiveCommerce.Competition.Forecasts;

/// <summary>The mean change of the past goes on: a random walk with drift.</summary>
/// <remarks>Hyndman and Athanasopoulos (2018), section 3.1. Reference case E15.</remarks>
public sealed class DriftForecaster : SeriesForecaster
{
    /// <inheritdoc/>
    public override string Name => "drift";

    /// <inheritdoc/>
    public override int FewestPoints => 3;

    private protected override IEnumerable<Forecast> Ahead(double[] y, int horizon)
    {
        double steps = y.Length - 1, drift = (y[^1] - y[0]) / steps;
        var sd = Math.Sqrt(NaiveForecaster.Errors(y).Sum(change => (change - drift) * (change - drift)) / (steps - 1));
        return Enumerable.Range(1, horizon).Select(h => Normal(y[^1] + h * drift, sd * Math.Sqrt(h * (1 + h / steps)), y));
    }
}
