using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>How one value becomes another, part by part, with the interval of each part.</summary>
public static class WaterfallChart
{
    /// <summary>The chart.</summary>
    /// <param name="before">Name of the first value.</param>
    /// <param name="start">The first value.</param>
    /// <param name="parts">The changes, in order; their ends are the interval of the change.</param>
    /// <param name="after">Name of the last value.</param>
    /// <param name="axis">Title of the axis, with its unit.</param>
    public static GenericChart Of(string before, double start, IEnumerable<IntervalPoint> parts, string after, string axis)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = parts.ToList();
        var changes = all.Select(part => part.Value ?? 0).ToList();
        var ends = changes.Select((_, index) => start + changes.Take(index + 1).Sum()).ToArray();
        return Plot.Of(
            new { yaxis = new { title = new { text = axis } }, showlegend = false },
            [
                new
                {
                    type = "waterfall", x = new[] { before }.Concat(all.Select(part => part.Label)).Append(after).ToArray(), y = new[] { start }.Concat(changes).Append(0).ToArray(),
                    measure = new[] { "absolute" }.Concat(all.Select(_ => "relative")).Append("total").ToArray(),
                    increasing = new { marker = new { color = Theme.Colour(0) } }, decreasing = new { marker = new { color = Theme.Colour(1) } }, totals = new { marker = new { color = Theme.Colour(6) } },
                },
                new
                {
                    type = "scatter", mode = "markers", x = all.Select(part => part.Label).ToArray(), y = ends, marker = new { color = Theme.Ink, size = 4 }, hoverinfo = "skip",
                    error_y = new { type = "data", symmetric = false, color = Theme.Ink, thickness = 1.2, array = all.Select(part => (part.High ?? part.Value ?? 0) - (part.Value ?? 0)).ToArray(), arrayminus = all.Select(part => (part.Value ?? 0) - (part.Low ?? part.Value ?? 0)).ToArray() },
                },
            ]);
    }
}
