using System.Globalization;
using LiveCommerce.Competition.Sensitivity;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>The futures in which something happens: for each input that matters, the part of its range that the box keeps; inputs that the box leaves free stand below.</summary>
public static class ScenarioBoxChart
{
    /// <summary>The chart.</summary>
    /// <param name="box">The box.</param>
    /// <param name="ranges">Lowest and highest value of each input over all runs.</param>
    public static GenericChart Of(PrimBox box, IReadOnlyDictionary<string, Interval> ranges)
    {
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(ranges);
        var rows = box.Limits;
        string[] free = [.. ranges.Keys.Where(input => rows.All(limit => limit.Input != input)).Order(StringComparer.Ordinal)];
        string[] labels = [.. rows.Select(limit => limit.Input), .. free];
        double Place(string input, double value) => (value - ranges[input].Low) / Math.Max(ranges[input].Width, 1e-12);
        var whole = new
        {
            type = "scatter",
            mode = "lines",
            name = "all futures",
            line = new { color = Theme.Grid, width = 14 },
            hoverinfo = "skip",
            x = labels.SelectMany(_ => new double?[] { 0, 1, null }).ToArray(),
            y = labels.SelectMany(input => new[] { input, input, null }).ToArray(),
        };
        var kept = new
        {
            type = "scatter",
            mode = "lines",
            name = "futures in the box",
            line = new { color = Theme.Colour(0), width = 14 },
            hoverinfo = "skip",
            x = rows.SelectMany(limit => new double?[] { limit.Low is { } low ? Place(limit.Input, low) : 0, limit.High is { } high ? Place(limit.Input, high) : 1, null }).ToArray(),
            y = rows.SelectMany(limit => new[] { limit.Input, limit.Input, null }).ToArray(),
        };
        string Say(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
        object Text(double x, string input, string text, string anchor) => new { x, y = input, text, showarrow = false, xanchor = anchor, yanchor = "bottom", yshift = 8, font = new { size = 10, color = Theme.Quiet } };
        var notes = rows.SelectMany(limit => new[]
        {
            Text(0, limit.Input, Say(ranges[limit.Input].Low), "left"), Text(1, limit.Input, Say(ranges[limit.Input].High), "right"),
            limit.Low is { } low && Place(limit.Input, low) is > 0.08 and < 0.92 ? Text(Place(limit.Input, low), limit.Input, Say(low), "center") : null,
            limit.High is { } high && Place(limit.Input, high) is > 0.08 and < 0.92 ? Text(Place(limit.Input, high), limit.Input, Say(high), "center") : null,
        }).OfType<object>().Concat(free.SelectMany(input => new[] { Text(0, input, Say(ranges[input].Low), "left"), Text(0.5, input, "any value", "center"), Text(1, input, Say(ranges[input].High), "right") })).ToArray();
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = "Range of each input over all futures" }, range = new[] { -0.03, 1.03 }, showticklabels = false, showgrid = false, zeroline = false },
                yaxis = new { type = "category", autorange = "reversed", categoryorder = "array", categoryarray = labels },
                annotations = notes,
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
            },
            labels.Length == 0 ? [new { type = "scatter", x = Array.Empty<double>(), y = Array.Empty<string>() }] : [whole, kept]);
    }
}
