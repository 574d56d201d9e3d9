using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A series over time or dose.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Points">Its rows; the label is the place on the first axis.</param>
public sealed record Series(string Name, IReadOnlyList<IntervalPoint> Points)
{
    /// <summary>Colour; null for the palette's next.</summary>
    public string? Colour { get; init; }
}

/// <summary>Series with their intervals as bands: time series, fan charts and dose-response curves.</summary>
public static class SeriesChart
{
    /// <summary>The chart.</summary>
    /// <param name="series">The series.</param>
    /// <param name="xAxis">Title of the first axis.</param>
    /// <param name="yAxis">Title of the second axis, with its unit.</param>
    /// <param name="percent">Whether values are shares.</param>
    public static GenericChart Of(IEnumerable<Series> series, string xAxis, string yAxis, bool percent = false)
    {
        ArgumentNullException.ThrowIfNull(series);
        var traces = new List<object>();
        foreach (var (index, one) in series.Index())
        {
            var colour = one.Colour ?? Theme.Colour(index);
            var banded = one.Points.Where(point => point.Low is not null && point.High is not null).ToList();
            if (banded.Count > 0)
            {
                traces.Add(new
                {
                    type = "scatter",
                    mode = "lines",
                    fill = "toself",
                    fillcolor = Theme.Faded(colour, 0.18),
                    line = new { width = 0 },
                    hoverinfo = "skip",
                    showlegend = false,
                    legendgroup = one.Name,
                    x = banded.Select(point => point.Label).Concat(banded.AsEnumerable().Reverse().Select(point => point.Label)).ToArray(),
                    y = banded.Select(point => point.High).Concat(banded.AsEnumerable().Reverse().Select(point => point.Low)).ToArray(),
                });
            }

            traces.Add(new
            {
                type = "scatter",
                mode = "lines+markers",
                name = one.Name,
                legendgroup = one.Name,
                line = new { color = colour, width = 2, dash = Theme.Dash(index) },
                marker = new { color = colour, size = 7, symbol = Theme.Mark(index) },
                x = one.Points.Select(point => point.Label).ToArray(),
                y = one.Points.Select(point => point.Value).ToArray(),
                text = one.Points.Select(point => point.Definition).ToArray(),
            });
        }

        return Plot.Of(
            new { xaxis = new { title = new { text = xAxis } }, yaxis = new { title = new { text = yAxis }, tickformat = percent ? ",.1~%" : "" }, legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 } },
            traces);
    }
}
