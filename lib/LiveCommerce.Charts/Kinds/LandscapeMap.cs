using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A platform on the map.</summary>
/// <param name="Id">Id of the platform, which gives its colour.</param>
/// <param name="Name">Name shown.</param>
/// <param name="X">Position on the first axis.</param>
/// <param name="Y">Position on the second axis.</param>
/// <param name="Size">Traffic; the area of the bubble.</param>
public sealed record MapPoint(string Id, string Name, double X, double Y, double Size)
{
    /// <summary>From the lowest to the highest source, first axis; drawn as a thin line.</summary>
    public Interval? SpreadX { get; init; }

    /// <summary>From the lowest to the highest source, second axis.</summary>
    public Interval? SpreadY { get; init; }

    /// <summary>Largest traffic that a source reports; drawn as a ring.</summary>
    public double? SizeHigh { get; init; }

    /// <summary>Outline of the region of the position, such as an ellipse of 90%; drawn as a shaded area.</summary>
    public IReadOnlyList<MapVertex> Region { get; init; } = [];
}

/// <summary>A corner of a region.</summary>
/// <param name="X">First axis.</param>
/// <param name="Y">Second axis.</param>
public sealed record MapVertex(double X, double Y);

/// <summary>Platforms on two axes; area is traffic, its uncertainty a ring, sources and model drawn apart.</summary>
public static class LandscapeMap
{
    private const double LargestPixels = 56;

    /// <summary>The map, with both axes from -1 to 1.</summary>
    /// <param name="points">The platforms.</param>
    /// <param name="xAxis">Title of the first axis.</param>
    /// <param name="yAxis">Title of the second axis.</param>
    /// <param name="quadrants">Four names: upper left, upper right, lower left, lower right.</param>
    public static GenericChart Of(IEnumerable<MapPoint> points, string xAxis, string yAxis, IReadOnlyList<string> quadrants)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(quadrants);
        if (quadrants.Count != 4) throw new InputException("FIG201", "'quadrants'", $"{quadrants.Count} names", "a map has four quadrants", "name upper left, upper right, lower left, lower right");
        var all = points.OrderByDescending(point => point.Size).ToList();
        var largest = all.Count == 0 ? 1 : all.Max(point => point.SizeHigh ?? point.Size);
        double Pixels(double size) => LargestPixels * Math.Sqrt(Math.Max(0, size) / largest);
        var traces = new List<object>();
        foreach (var point in all)
        {
            var colour = Theme.Platform(point.Id);
            if (point.Region.Count > 0)
                traces.Add(new { type = "scatter", mode = "lines", x = point.Region.Select(v => v.X).ToArray(), y = point.Region.Select(v => v.Y).ToArray(), fill = "toself", fillcolor = Theme.Faded(colour, 0.12), line = new { width = 0.5, color = colour }, hoverinfo = "skip" });
            if (point.SpreadX is { } dx) traces.Add(new { type = "scatter", mode = "lines", x = new[] { dx.Low, dx.High }, y = new[] { point.Y, point.Y }, line = new { width = 1.2, color = colour }, hoverinfo = "skip" });
            if (point.SpreadY is { } dy) traces.Add(new { type = "scatter", mode = "lines", x = new[] { point.X, point.X }, y = new[] { dy.Low, dy.High }, line = new { width = 1.2, color = colour }, hoverinfo = "skip" });
            if (point.SizeHigh is { } high)
                traces.Add(new { type = "scatter", mode = "markers", x = new[] { point.X }, y = new[] { point.Y }, marker = new { size = Pixels(high), color = "rgba(0,0,0,0)", line = new { width = 1, color = colour } }, hoverinfo = "skip" });
            traces.Add(new
            {
                type = "scatter",
                mode = "markers+text",
                x = new[] { point.X },
                y = new[] { point.Y },
                text = new[] { point.Name },
                textposition = "top center",
                name = point.Name,
                marker = new { size = Math.Max(5, Pixels(point.Size)), color = colour, opacity = 0.75, line = new { width = 0 } },
                hovertemplate = "%{text}: %{x:.2f}, %{y:.2f}<extra></extra>",
            });
        }

        object Corner(int index) => new
        {
            text = $"<i>{quadrants[index]}</i>",
            showarrow = false,
            xref = "paper",
            yref = "paper",
            x = index % 2 == 0 ? 0.01 : 0.99,
            y = index < 2 ? 0.99 : 0.01,
            xanchor = index % 2 == 0 ? "left" : "right",
            yanchor = index < 2 ? "top" : "bottom",
            font = new { size = 10, color = Theme.Quiet },
        };
        return Plot.Of(
            new
            {
                showlegend = false,
                annotations = Enumerable.Range(0, 4).Select(Corner).ToArray(),
                xaxis = new { title = new { text = xAxis }, range = new[] { -1.1, 1.1 }, zeroline = true },
                yaxis = new { title = new { text = yAxis }, range = new[] { -1.1, 1.1 }, zeroline = true },
            },
            traces);
    }
}
