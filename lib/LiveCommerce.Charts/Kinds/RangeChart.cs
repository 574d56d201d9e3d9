using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Published ranges, upper bounds and points beside each other, with no midpoint where none is published.</summary>
public static class RangeChart
{
    /// <summary>The chart; also the forest plot when the rows are estimates.</summary>
    /// <param name="rows">One row a line, first at the top.</param>
    /// <param name="axis">Title of the value axis, with its unit.</param>
    /// <param name="percent">Whether values are shares, written as percentages.</param>
    public static GenericChart Of(IEnumerable<IntervalPoint> rows, string axis, bool percent = true)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        var traces = new List<object>();
        var groups = all.Select(row => row.Group).Distinct(StringComparer.Ordinal).ToList();
        foreach (var (index, group) in groups.Index())
        {
            var colour = Theme.Colour(index);
            var mine = all.Where(row => row.Group == group).ToList();
            var (shown, format) = (group.Length > 0, percent ? ".1%" : "~g");
            var ranges = mine.Where(row => row.Low is not null && row.High is not null).ToList();
            if (ranges.Count > 0)
            {
                traces.Add(new
                {
                    type = "scatter",
                    mode = "lines",
                    name = group,
                    legendgroup = group,
                    showlegend = shown,
                    line = new { color = colour, width = 4, dash = index == 0 ? "solid" : Theme.Dash(index) },
                    hoverinfo = "skip",
                    x = ranges.SelectMany(row => new double?[] { row.Low, row.High, null }).ToArray(),
                    y = ranges.SelectMany(row => new[] { row.Label, row.Label, null }).ToArray(),
                });
            }

            traces.Add(Marks(mine.Where(row => row.Value is not null).ToList(), row => row.Value, Theme.Mark(index), colour, group, shown && ranges.Count == 0, format));
            traces.Add(Marks(mine.Where(row => row.Value is null && row.Low is null).ToList(), row => row.High, "arrow-left", colour, group + " upper bound", false, format));
        }

        double[] reached = [.. all.SelectMany(row => new[] { row.Low, row.Value, row.High }).OfType<double>().DefaultIfEmpty(1)];
        double least = Math.Min(0, reached.Min()), most = Math.Max(0, reached.Max()), room = 0.04 * (most - least);
        traces.RemoveAll(trace => trace.GetType().GetProperty("x")!.GetValue(trace) is Array { Length: 0 });
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = axis }, tickformat = percent ? RowLabels.Percent(most - least) : "", range = new[] { least < 0 ? least - room : reached.Min() < room / 2 ? -room / 2 : 0, most + room } },
                yaxis = new
                {
                    type = "category",
                    autorange = "reversed",
                    categoryorder = "array",
                    categoryarray = all.Select(row => row.Label).ToArray(),
                    automargin = false,
                    tickmode = "array",
                    tickvals = all.Select(row => row.Label).ToArray(),
                    ticktext = all.Select(row => RowLabels.Wrapped(row.Label)).ToArray(),
                    tickfont = new { size = 10 },
                },
                margin = new { l = RowLabels.Margin(all.Select(row => row.Label)) },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
                showlegend = groups.Any(group => group.Length > 0),
            },
            traces);
    }

    private static object Marks(List<IntervalPoint> rows, Func<IntervalPoint, double?> at, string symbol, string colour, string name, bool legend, string format) => new
    {
        type = "scatter",
        mode = "markers",
        name,
        legendgroup = name,
        showlegend = legend,
        cliponaxis = false,
        marker = new { color = colour, size = 10, symbol, line = new { color = "#ffffff", width = 1 } },
        x = rows.Select(at).ToArray(),
        y = rows.Select(row => row.Label).ToArray(),
        text = rows.Select(row => row.Definition).ToArray(),
        hovertemplate = $"%{{y}}: %{{x:{format}}}<br>%{{text}}<extra></extra>",
    };
}
