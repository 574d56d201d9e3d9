using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>One line of a forest plot.</summary>
/// <param name="Label">Study, or what is pooled.</param>
/// <param name="Value">Effect.</param>
/// <param name="Low">Lower end of its interval; null when none is published.</param>
/// <param name="High">Upper end.</param>
public sealed record ForestRow(string Label, double Value, double? Low, double? High)
{
    /// <summary>Pair of constructs, which gives the colour; different kinds of statistic never share a plot.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether the row pools others: drawn as a diamond.</summary>
    public bool Pooled { get; init; }

    /// <summary>Where the effect of a new study lies: drawn as a thin dashed line; null when there is none.</summary>
    public Interval? Prediction { get; init; }

    /// <summary>Shown on hovering.</summary>
    public string Definition { get; init; } = "";

    /// <summary>A pooled line with its prediction interval.</summary>
    public static ForestRow OfPooled(string label, Estimate pooled, Interval? prediction = null)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        return new(label, pooled.Value, pooled.Interval?.Low, pooled.Interval?.High) { Pooled = true, Prediction = prediction, Group = "pooled" };
    }
}

/// <summary>Effects of studies with their intervals, the pooled effect and its prediction interval.</summary>
public static class ForestPlot
{
    /// <summary>The chart.</summary>
    /// <param name="rows">One line each, first at the top.</param>
    /// <param name="axis">Title of the effect axis: name of the statistic.</param>
    /// <param name="reference">Value of no effect, drawn as a line.</param>
    public static GenericChart Of(IEnumerable<ForestRow> rows, string axis, double reference = 0)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        var traces = new List<object>();
        foreach (var (index, group) in all.Select(row => row.Group).Distinct(StringComparer.Ordinal).Index())
        {
            var mine = all.Where(row => row.Group == group).ToList();
            var colour = mine.All(row => row.Pooled) ? Theme.Ink : Theme.Colour(index);
            Ranges(traces, mine, row => row.Prediction?.Low, row => row.Prediction?.High, colour, "dot", 1.5);
            Ranges(traces, mine, row => row.Low, row => row.High, colour, "solid", 3);
            traces.Add(new
            {
                type = "scatter",
                mode = "markers",
                name = group,
                showlegend = group.Length > 0,
                marker = new { opacity = 1, color = colour, size = mine.Select(row => row.Pooled ? 13 : 9).ToArray(), symbol = mine.Select(row => row.Pooled ? "diamond" : "square").ToArray(), line = new { color = "#ffffff", width = 1 } },
                x = mine.Select(row => row.Value).ToArray(),
                y = mine.Select(row => row.Label).ToArray(),
                text = mine.Select(row => row.Definition).ToArray(),
                hovertemplate = "%{y}: %{x:.3~f}<br>%{text}<extra></extra>",
            });
        }

        double[] ends = [reference, .. all.SelectMany(row => new[] { row.Value, row.Low ?? row.Value, row.High ?? row.Value, row.Prediction?.Low ?? row.Value, row.Prediction?.High ?? row.Value })];
        var edge = 0.04 * (ends.Max() - ends.Min());
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = axis }, zeroline = false, range = new[] { ends.Min() - edge, ends.Max() + edge } },
                yaxis = new { type = "category", autorange = "reversed", categoryorder = "array", categoryarray = all.Select(row => row.Label).ToArray() },
                shapes = new object[] { new { type = "line", xref = "x", yref = "paper", x0 = reference, x1 = reference, y0 = 0, y1 = 1, layer = "below", line = new { color = Theme.Quiet, width = 1 } } },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
                showlegend = all.Any(row => row.Group.Length > 0),
            },
            traces);
    }

    private static void Ranges(List<object> traces, List<ForestRow> rows, Func<ForestRow, double?> low, Func<ForestRow, double?> high, string colour, string dash, double width)
    {
        var shown = rows.Where(row => low(row) is not null && high(row) is not null).ToList();
        if (shown.Count == 0) return;
        traces.Add(new
        {
            type = "scatter",
            mode = "lines",
            showlegend = false,
            hoverinfo = "skip",
            line = new { color = colour, width, dash },
            x = shown.SelectMany(row => new[] { low(row), high(row), null }).ToArray(),
            y = shown.SelectMany(row => new[] { row.Label, row.Label, null }).ToArray(),
        });
    }
}
