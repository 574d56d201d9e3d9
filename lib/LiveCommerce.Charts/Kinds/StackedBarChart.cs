using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Parts that add up, period by period; parts below zero hang down.</summary>
public static class StackedBarChart
{
    /// <summary>The chart.</summary>
    /// <param name="parts">The parts, from the axis outwards; the label of a point is its place on the first axis.</param>
    /// <param name="xAxis">Title of the first axis.</param>
    /// <param name="yAxis">Title of the second axis, with its unit.</param>
    /// <param name="percent">Whether values are shares.</param>
    public static GenericChart Of(IEnumerable<Series> parts, string xAxis, string yAxis, bool percent = false)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return Plot.Of(
            new { barmode = "relative", xaxis = new { title = new { text = xAxis }, type = "category" }, yaxis = new { title = new { text = yAxis }, tickformat = percent ? ",.1~%" : "" }, legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 } },
            parts.Select((part, index) => (object)new
            {
                type = "bar",
                name = part.Name,
                x = part.Points.Select(point => point.Label).ToArray(),
                y = part.Points.Select(point => point.Value).ToArray(),
                text = part.Points.Select(point => point.Definition).ToArray(),
                textposition = "none",
                marker = Theme.Fill(index, part.Colour ?? Theme.Colour(index)),
            }));
    }
}
