using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>A rule that forecasts series from their past.</summary>
public interface IForecaster
{
    /// <summary>Name, as in tables.</summary>
    string Name { get; }

    /// <summary>Forecasts every series.</summary>
    /// <param name="history">One list per time, oldest first; one value per series.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <returns>One list per step ahead, one forecast per series.</returns>
    /// <exception cref="NotIdentifiedException">The history is too short or cannot tell the parameters.</exception>
    IReadOnlyList<IReadOnlyList<Forecast>> Forecast(IReadOnlyList<IReadOnlyList<double>> history, int horizon);
}

/// <summary>A rule that forecasts each series from its own past only.</summary>
public abstract class SeriesForecaster : IForecaster
{
    private protected SeriesForecaster()
    {
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>Fewest points from which the rule can forecast.</summary>
    public abstract int FewestPoints { get; }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<Forecast>> Forecast(IReadOnlyList<IReadOnlyList<double>> history, int horizon)
    {
        ArgumentNullException.ThrowIfNull(history);
        Guard.AtLeast(history.Count, 1, "history");
        var series = Enumerable.Range(0, history[0].Count).Select(j => ForecastSeries(history.Select(row => row[j]), horizon)).ToArray();
        return [.. Enumerable.Range(0, horizon).Select(h => (IReadOnlyList<Forecast>)series.Select(one => one[h]).ToArray())];
    }

    /// <summary>Forecasts one series.</summary>
    /// <param name="series">Its past, oldest first.</param>
    /// <param name="horizon">Steps ahead, at least 1.</param>
    /// <returns>One forecast per step.</returns>
    /// <exception cref="NotIdentifiedException">Fewer points than <see cref="FewestPoints"/>.</exception>
    public IReadOnlyList<Forecast> ForecastSeries(IEnumerable<double> series, int horizon)
    {
        var y = Guard.Values(series, "series");
        Guard.AtLeast(horizon, 1, "horizon");
        if (y.Length < FewestPoints)
        {
            throw new NotIdentifiedException("MODEL622", Name, FormattableString.Invariant($"{y.Length} points"),
                FormattableString.Invariant($"at least {FewestPoints} are needed for parameters and a spread"), "take a simpler rule, or more periods");
        }

        return [.. Ahead(y, horizon)];
    }

    /// <summary>Forecasts of a checked series.</summary>
    private protected abstract IEnumerable<Forecast> Ahead(double[] y, int horizon);

    /// <summary>A normal forecast; the spread is never 0, so that a series that stood still is not forecast with certainty.</summary>
    private protected static Forecast Normal(double mean, double sd, double[] y) =>
        new NormalForecast(mean, Math.Max(sd, 1e-9 * Math.Max(1e-3, y.Max(Math.Abs))));
}
