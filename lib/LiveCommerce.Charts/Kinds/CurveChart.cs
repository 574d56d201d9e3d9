using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>One point of a curve.</summary>
/// <param name="X">Place on the first axis.</param>
/// <param name="Y">Value.</param>
/// <param name="Low">Lower end of its interval; null without one.</param>
/// <param name="High">Upper end.</param>
public sealed record CurvePoint(double X, double Y, double? Low = null, double? High = null);

/// <summary>A curve over a number: dose, time, trust, share.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Points">Its points, in the order of the first axis.</param>
public sealed record Curve(string Name, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>Colour; null for the palette's next.</summary>
    public string? Colour { get; init; }

    /// <summary>Drawn in steps, as a survival curve or a plan by sessions.</summary>
    public bool Steps { get; init; }

    /// <summary>Drawn thin, grey and dotted, as a reference.</summary>
    public bool Dashed { get; init; }

    /// <summary>Drawn as points, as what was seen.</summary>
    public bool Pointed { get; init; }

    /// <summary>The same curve in steps.</summary>
    public Curve InSteps() => this with { Steps = true };

    /// <summary>The same values as grey points.</summary>
    public Curve AsPoints() => this with { Pointed = true, Colour = Theme.Quiet };

    /// <summary>The same curve as a thin dotted line.</summary>
    public Curve AsReference() => this with { Dashed = true, Colour = Theme.Quiet };
}

/// <summary>A stretch of the first axis that is named: the observed range, the interval of a threshold. A line where both ends are one.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Label">What it is.</param>
public sealed record Stretch(double Low, double High, string Label);

/// <summary>Curves over a number with bands, steps and named stretches: dose-response, survival, policy, Lorenz.</summary>
public static class CurveChart
{
    /// <summary>The chart.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="xAxis">Title of the first axis.</param>
    /// <param name="yAxis">Title of the second axis, with its unit.</param>
    /// <param name="stretches">Named stretches of the first axis, drawn behind.</param>
    /// <param name="percentX">Whether the first axis holds shares.</param>
    /// <param name="percentY">Whether the second axis holds shares.</param>
    /// <param name="ratios">Whether the second axis holds ratios: drawn so that a half and a double lie equally far from 1.</param>
    public static GenericChart Of(IEnumerable<Curve> curves, string xAxis, string yAxis, IEnumerable<Stretch>? stretches = null, bool percentX = false, bool percentY = false, bool ratios = false)
    {
        ArgumentNullException.ThrowIfNull(curves);
        Curve[] all = [.. curves];
        var traces = new List<object>();
        foreach (var (index, curve) in all.Index())
        {
            var colour = curve.Colour ?? Theme.Colour(index);
            // Steps and lines tell each other apart by their shape; dashes are for those of one shape.
            var dash = curve.Dashed ? "dot" : Theme.Dash(all.Take(index).Count(before => before.Steps == curve.Steps && !before.Dashed && !before.Pointed));
            var shape = curve.Steps ? "hv" : "linear";
            var banded = curve.Points.Where(point => point.Low is not null && point.High is not null).ToList();
            if (banded.Count > 1)
            {
                traces.Add(Edge(banded, point => point.Low, shape, "none", colour));
                traces.Add(Edge(banded, point => point.High, shape, "tonexty", colour));
            }

            traces.Add(new
            {
                type = "scatter",
                mode = curve.Pointed ? "markers" : "lines",
                cliponaxis = !curve.Pointed,
                name = curve.Name,
                marker = new { color = colour, size = 5 },
                line = new { color = colour, width = curve.Dashed ? 1.5 : 2.2, dash, shape },
                x = curve.Points.Select(point => point.X).ToArray(),
                y = curve.Points.Select(point => point.Y).ToArray(),
            });
        }

        Stretch[] named = [.. stretches ?? []];
        // Said outright, since names of stretches would widen it.
        double[] places = [.. all.SelectMany(curve => curve.Points).Select(point => point.X)];
        double[]? range = places.Length > 0 && places.Max() > places.Min() ? [places.Min(), places.Max()] : null;
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = xAxis }, tickformat = percentX ? ",.0~%" : "", range },
                yaxis = new { title = new { text = yAxis }, tickformat = percentY ? ",.0~%" : "", type = ratios ? "log" : "linear", tickvals = ratios ? Ratios : null },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
                shapes = named.Select(Shape).ToArray(),
                annotations = named.Select((stretch, i) => Name(stretch, i)).ToArray(),
            },
            traces);
    }

    private static readonly double[] Ratios = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    private static object Edge(List<CurvePoint> points, Func<CurvePoint, double?> at, string shape, string fill, string colour) => new
    {
        type = "scatter",
        mode = "lines",
        showlegend = false,
        hoverinfo = "skip",
        fill,
        fillcolor = Theme.Faded(colour, 0.18),
        line = new { width = 0, shape, color = colour },
        x = points.Select(point => point.X).ToArray(),
        y = points.Select(at).ToArray(),
    };

    private static object Shape(Stretch stretch) => new
    {
        type = stretch.Low == stretch.High ? "line" : "rect",
        xref = "x",
        yref = "paper",
        x0 = stretch.Low,
        x1 = stretch.High,
        y0 = 0,
        y1 = 1,
        layer = "below",
        fillcolor = Theme.Faded(Theme.Quiet, 0.10),
        line = new { color = Theme.Quiet, width = stretch.Low == stretch.High ? 1.2 : 0, dash = "dot" },
    };

    private static object Name(Stretch stretch, int index) => new
    {
        xref = "x",
        yref = "paper",
        x = stretch.Low,
        y = 1,
        yshift = -2 - (16 * index),
        xanchor = "left",
        yanchor = "top",
        showarrow = false,
        text = stretch.Label,
        bgcolor = "rgba(255,255,255,0.75)",
        font = new { size = 10, color = Theme.Quiet },
    };
}
