using LiveCommerce.Landscape;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A platform on the map.</summary>
/// <param name="Id">Id of the platform, which gives its colour.</param>
/// <param name="Name">Name shown.</param>
/// <param name="X">Position on the first axis.</param>
/// <param name="Y">Position on the second axis; null when no source gives it: drawn in a strip above the map, not in its middle.</param>
/// <param name="Size">Traffic; the area of the bubble.</param>
public sealed record MapPoint(string Id, string Name, double X, double? Y, double Size)
{
    /// <summary>From the lowest to the highest source, first axis; drawn as a thin line.</summary>
    public Interval? SpreadX { get; init; }

    /// <summary>From the lowest to the highest source, second axis.</summary>
    public Interval? SpreadY { get; init; }

    /// <summary>Lowest and highest traffic that sources report; drawn as a ring from the one to the other.</summary>
    public Interval? SizeSpread { get; init; }

    /// <summary>Region of the position, such as an ellipse of 90%; drawn as a shaded area.</summary>
    public PositionRegion? Region { get; init; }

    /// <summary>Inner region, such as 50%; drawn darker.</summary>
    public PositionRegion? Inner { get; init; }

    /// <summary>Interval of the first coordinate; drawn as a bar for a platform in the strip.</summary>
    public Interval? IntervalX { get; init; }
}

/// <summary>Range of a map's axis and the words at its ends.</summary>
/// <param name="Title">Title, with the unit.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record MapAxis(string Title, double Low, double High)
{
    /// <summary>Places of ticks; Plotly's own when empty.</summary>
    public IReadOnlyList<double> Ticks { get; init; } = [];

    /// <summary>Text of each tick, as many as <see cref="Ticks"/>.</summary>
    public IReadOnlyList<string> TickLabels { get; init; } = [];

    /// <summary>The same with ticks of its own, such as 1,000 on a logarithmic scale.</summary>
    public MapAxis WithTicks(IEnumerable<double> ticks, IEnumerable<string> labels) => this with { Ticks = [.. ticks], TickLabels = [.. labels] };
}

/// <summary>Platforms on two axes; area is traffic, its uncertainty a ring, sources and model drawn apart.</summary>
public static class LandscapeMap
{
    private const double LargestPixels = 50;

    /// <summary>Height of the strip of platforms that have no second coordinate, as a part of the axis.</summary>
    private const double Strip = 0.4;

    /// <summary>The map.</summary>
    /// <param name="points">The platforms.</param>
    /// <param name="xAxis">First axis.</param>
    /// <param name="yAxis">Second axis.</param>
    /// <param name="quadrants">Four names: upper left, upper right, lower left, lower right; none for a map without.</param>
    public static GenericChart Of(IEnumerable<MapPoint> points, MapAxis xAxis, MapAxis yAxis, IEnumerable<string>? quadrants = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(xAxis);
        ArgumentNullException.ThrowIfNull(yAxis);
        string[] names = [.. quadrants ?? []];
        if (names.Length is not (0 or 4)) throw new InputException("FIG201", "'quadrants'", $"{names.Length} names", "a map has four quadrants", "name upper left, upper right, lower left, lower right");
        var all = points.OrderByDescending(point => point.Size).ToList();
        var largest = all.Count == 0 ? 1 : all.Max(point => point.SizeSpread?.High ?? point.Size);
        var strip = all.Any(point => point.Y is null) ? Strip * (yAxis.High - yAxis.Low) : 0;
        double Pixels(double size) => LargestPixels * Math.Sqrt(Math.Max(0, size) / largest);
        // Two lanes, so that names of neighbours do not meet.
        var lanes = all.Where(point => point.Y is null).OrderBy(point => point.X).ToList();
        double Height(MapPoint point) => point.Y ?? yAxis.High + ((lanes.IndexOf(point) % 2 == 0 ? 0.26 : 0.62) * strip);
        // Regions lie under all bubbles, names over all of them.
        return Plot.Of(Layout(xAxis, yAxis, names, strip),
            [.. all.SelectMany(point => Regions(point, Height(point))), .. all.SelectMany(point => Bubble(point, Height(point), Pixels)), .. all.Select(point => Name(point, Height(point), Pixels))]);
    }

    private static IEnumerable<object> Regions(MapPoint point, double height)
    {
        var colour = Theme.Platform(point.Id);
        foreach (var (region, opacity) in new[] { (point.Region, 0.13), (point.Inner, 0.16) })
        {
            if (region is null) continue;
            // One path per outline: an even-odd fill of all in one would need them joined.
            foreach (var outline in region.Outlines)
                yield return new { type = "scatter", mode = "lines", x = outline.Select(v => v.X).ToArray(), y = outline.Select(v => v.Y).ToArray(), fill = "toself", fillcolor = Theme.Faded(colour, opacity), line = new { width = 0.8, color = colour }, hoverinfo = "skip" };
        }

        if (point.Y is null && point.IntervalX is { } bar) yield return new { type = "scatter", mode = "lines", meta = NamePlacement.Bar, x = new[] { bar.Low, bar.High }, y = new[] { height, height }, line = new { width = 9, color = Theme.Faded(colour, 0.3) }, hoverinfo = "skip" };
        if (point.SpreadX is { } dx) yield return new { type = "scatter", mode = "lines", x = new[] { dx.Low, dx.High }, y = new[] { height, height }, line = new { width = 1.2, color = colour }, hoverinfo = "skip" };
        if (point.SpreadY is { } dy) yield return new { type = "scatter", mode = "lines", x = new[] { point.X, point.X }, y = new[] { dy.Low, dy.High }, line = new { width = 1.2, color = colour }, hoverinfo = "skip" };
    }

    private static IEnumerable<object> Bubble(MapPoint point, double height, Func<double, double> pixels)
    {
        var colour = Theme.Platform(point.Id);
        object Circle(double size, string fill, double width) => new { type = "scatter", mode = "markers", meta = NamePlacement.Bubble, x = new[] { point.X }, y = new[] { height }, marker = new { size = Math.Max(4, pixels(size)), color = fill, line = new { width, color = colour } }, hoverinfo = "skip" };
        if (point.SizeSpread is { } spread)
        {
            yield return Circle(spread.High, Theme.Faded(colour, 0.25), 1);
            yield return Circle(spread.Low, "rgba(0,0,0,0)", 1);
        }

        yield return new
        {
            type = "scatter",
            mode = "markers",
            meta = NamePlacement.Bubble,
            x = new[] { point.X },
            y = new[] { height },
            text = new[] { point.Name },
            name = point.Name,
            marker = new { size = Math.Max(5, pixels(point.Size)), color = colour, opacity = 0.75, line = new { width = 0 } },
            hovertemplate = point.Y is null ? "%{text}: %{x:.2f}, second axis not known<extra></extra>" : "%{text}: %{x:.2f}, %{y:.2f}<extra></extra>",
        };
    }

    /// <summary>An unseen marker of the bubble's size keeps the name off it; the side is chosen when the size of the figure is known.</summary>
    private static object Name(MapPoint point, double height, Func<double, double> pixels) => new
    {
        type = "scatter",
        mode = "markers+text",
        meta = NamePlacement.Name,
        x = new[] { point.X },
        y = new[] { height },
        marker = new { size = pixels(point.SizeSpread?.High ?? point.Size), color = "rgba(0,0,0,0)" },
        text = new[] { $"<b>{point.Name}</b>" },
        textposition = "top center",
        textfont = new { size = 11, color = Theme.Ink },
        hoverinfo = "skip",
    };

    private static object Layout(MapAxis xAxis, MapAxis yAxis, string[] names, double strip)
    {
        var top = (yAxis.High - yAxis.Low) / (yAxis.High - yAxis.Low + strip);
        object Corner(int index) => new
        {
            text = $"<i>{names[index]}</i>",
            showarrow = false,
            xref = "paper",
            yref = "paper",
            x = index % 2 == 0 ? 0.01 : 0.99,
            y = index < 2 ? top - 0.01 : 0.01,
            xanchor = index % 2 == 0 ? "left" : "right",
            yanchor = index < 2 ? "top" : "bottom",
            font = new { size = 10, color = Theme.Quiet },
        };
        object unknown = new { text = "<i>No source for the vertical axis</i>", showarrow = false, xref = "paper", yref = "paper", x = 0.01, y = 0.99, xanchor = "left", yanchor = "top", font = new { size = 10, color = Theme.Quiet } };
        object background = new { type = "rect", xref = "paper", yref = "paper", x0 = 0, x1 = 1, y0 = top, y1 = 1, fillcolor = "#f4f6f8", line = new { width = 0 }, layer = "below" };
        // Ticks end where the map ends: the strip has no scale.
        object Axis(MapAxis axis, double more)
        {
            double[] ticks = axis.Ticks.Count > 0 ? [.. axis.Ticks] : more > 0 ? Even(axis) : [];
            object title = new { text = axis.Title };
            double[] range = [axis.Low, axis.High + more];
            return ticks.Length == 0
                ? new { title, range, zeroline = axis.Low < -0.1 * axis.High }
                : new { title, range, zeroline = false, tickmode = "array", tickvals = ticks, ticktext = axis.TickLabels.Count > 0 ? axis.TickLabels.ToArray() : ticks.Select(tick => tick.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)).ToArray() };
        }

        return new
        {
            showlegend = false,
            annotations = (object[])[.. names.Select((_, index) => Corner(index)), .. strip > 0 ? new[] { unknown } : []],
            shapes = strip > 0 ? new[] { background } : [],
            xaxis = Axis(xAxis, 0),
            yaxis = Axis(yAxis, strip),
        };
    }

    private static double[] Even(MapAxis axis)
    {
        var span = axis.High - axis.Low;
        var step = Math.Pow(10, Math.Floor(Math.Log10(span)));
        while (span / step < 4) step /= 2;
        var from = Math.Ceiling(axis.Low / step);
        return [.. Enumerable.Range(0, (int)Math.Floor(((axis.High / step) - from) + 1e-9) + 1).Select(i => (from + i) * step)];
    }
}
