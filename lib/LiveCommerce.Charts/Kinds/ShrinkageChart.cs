using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>One segment before and after pooling.</summary>
/// <param name="Label">Name of the segment, with its number of sessions.</param>
/// <param name="Raw">Its own value with its interval.</param>
/// <param name="Pooled">Its value given all segments, with its interval.</param>
public sealed record ShrinkageRow(string Label, Estimate Raw, Estimate Pooled)
{
    /// <summary>Whether the row is the one that the text speaks of.</summary>
    public bool Marked { get; init; }
}

/// <summary>How far the rates of segments are drawn towards each other: raw and pooled value of each, with the mean of the population.</summary>
public static class ShrinkageChart
{
    /// <summary>The chart; first row at the top.</summary>
    /// <param name="rows">Segments, best in the order of what they rest on.</param>
    /// <param name="mean">Mean of the population of segments, with its interval.</param>
    /// <param name="axis">Title of the value axis, with its unit.</param>
    /// <param name="percent">Whether values are shares, written as percentages.</param>
    public static GenericChart Of(IEnumerable<ShrinkageRow> rows, Estimate mean, string axis, bool percent = true)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(mean);
        var all = rows.ToList();
        double[] reached = [.. all.SelectMany(row => new[] { row.Raw.Interval?.High ?? row.Raw.Value, row.Pooled.Interval?.High ?? row.Pooled.Value }), mean.Value], lowest = [.. all.Select(row => row.Raw.Interval?.Low ?? row.Raw.Value), 0];
        var length = reached.Max() - lowest.Min();
        var format = percent ? ".2%" : "~g";
        var traces = new List<object>
        {
            Lines(all, row => row.Raw, -0.17, Theme.Colour(4), 1.5, "own sessions alone"),
            Marks(all, row => row.Raw, -0.17, Theme.Colour(4), "circle-open", 7, "own sessions alone", format),
            Lines(all, row => row.Pooled, 0.17, Theme.Colour(0), 3, "pooled"),
            Marks(all, row => row.Pooled, 0.17, Theme.Colour(0), "circle", 7, "pooled", format),
        };
        var band = mean.Interval is { } interval
            ? new object[] { new { type = "rect", xref = "x", yref = "paper", x0 = interval.Low, x1 = interval.High, y0 = 0, y1 = 1, fillcolor = Theme.Faded(Theme.Colour(6), 0.15), line = new { width = 0 }, layer = "below" } }
            : [];
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = axis }, tickformat = percent ? RowLabels.Percent(length) : "", range = new[] { lowest.Min(), lowest.Min() + (1.03 * length) } },
                yaxis = new
                {
                    tickmode = "array",
                    tickvals = Enumerable.Range(0, all.Count).ToArray(),
                    ticktext = all.Select(row => row.Marked ? $"<b>{RowLabels.Wrapped(row.Label)}</b>" : RowLabels.Wrapped(row.Label)).ToArray(),
                    range = new[] { all.Count + 0.1, -0.6 },
                    automargin = false,
                    tickfont = new { size = 10 },
                    showgrid = false,
                    zeroline = false,
                },
                shapes = band.Append(new { type = "line", xref = "x", yref = "paper", x0 = mean.Value, x1 = mean.Value, y0 = 0, y1 = 1, line = new { color = Theme.Colour(6), width = 1.2, dash = "dot" } }).ToArray(),
                annotations = new object[] { new { xref = "x", yref = "paper", x = mean.Value, y = 0, xanchor = "left", yanchor = "bottom", xshift = 4, text = "mean of the population", showarrow = false, font = new { size = 9, color = Theme.Quiet } } },
                margin = new { l = RowLabels.Margin(all.Select(row => row.Marked ? row.Label + "  " : row.Label)) },
                legend = new { orientation = "h", y = 1.01, yanchor = "bottom", x = 0 },
            },
            traces);
    }

    private static object Lines(List<ShrinkageRow> rows, Func<ShrinkageRow, Estimate> of, double shift, string colour, double width, string name) => new
    {
        type = "scatter",
        mode = "lines",
        legendgroup = name,
        name,
        showlegend = false,
        hoverinfo = "skip",
        line = new { color = colour, width },
        x = rows.SelectMany(row => new double?[] { of(row).Interval?.Low, of(row).Interval?.High, null }).ToArray(),
        y = rows.SelectMany((_, i) => new double?[] { i + shift, i + shift, null }).ToArray(),
    };

    private static object Marks(List<ShrinkageRow> rows, Func<ShrinkageRow, Estimate> of, double shift, string colour, string symbol, double size, string name, string format) => new
    {
        type = "scatter",
        mode = "markers",
        legendgroup = name,
        name,
        marker = new { color = colour, symbol, size, line = new { color = symbol == "circle" ? "#ffffff" : colour, width = symbol == "circle" ? 0.8 : 1.6 } },
        x = rows.Select(row => of(row).Value).ToArray(),
        y = rows.Select((_, i) => i + shift).ToArray(),
        text = rows.Select(row => row.Label).ToArray(),
        hovertemplate = $"%{{text}}: %{{x:{format}}}<extra>{name}</extra>",
    };
}
