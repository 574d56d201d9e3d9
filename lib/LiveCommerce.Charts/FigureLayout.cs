using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts;

/// <summary>Adds to a layout what every figure has: size, fonts, title, source line, and the mark of synthetic data.</summary>
internal static class FigureLayout
{
    internal const double PixelsPerMm = 96 / 25.4;
    private const int TitleSize = 15;
    private const int NoteSize = 9;
    internal const int AxisTitleSize = 13;

    /// <summary>White at the left and the right edge of title and notes, in pixels.</summary>
    private const int Sides = 24;

    public static void Complete(Figure figure, JsonObject layout)
    {
        var width = (int)Math.Round(figure.WidthMm * PixelsPerMm);
        var height = (int)Math.Round(figure.HeightMm * PixelsPerMm);
        var (title, source) = (WrapTitle(figure.Title, width), WrapNote(figure.Notes.Append(figure.SourceLine), width));
        var (titleLines, sourceLines) = (Lines(title), Lines(source));
        layout["width"] = width;
        layout["height"] = height;
        layout["font"] = new JsonObject { ["family"] = Theme.Font, ["size"] = 11, ["color"] = Theme.Ink };
        layout["paper_bgcolor"] = "#ffffff";
        layout["plot_bgcolor"] = "#ffffff";
        layout.Remove("title");
        var margin = layout["margin"] as JsonObject ?? [];
        var mark = figure.Provenance.Synthetic ? 18 : 0;
        margin["t"] = (layout["legend"] is null ? 22 : 42) + titleLines * 19 + mark + Number(margin["t"], 0);
        margin["b"] = 16 + sourceLines * 12 + Number(margin["b"], 56);
        margin["l"] = Number(margin["l"], 64);
        margin["r"] = Number(margin["r"], 24);
        layout["margin"] = margin.DeepClone();
        var annotations = layout["annotations"] as JsonArray ?? [];
        WrapUpright(layout, height, margin);
        PlaceLegend(layout, height, margin);
        Surround(annotations, title, source, figure.Provenance.Synthetic, width, height, margin);
        layout["annotations"] = annotations.DeepClone();
        layout["hovermode"] ??= "closest";
        layout["modebar"] = new JsonObject { ["orientation"] = "v", ["bgcolor"] = "rgba(255,255,255,0)" };
        foreach (var axis in layout.Where(pair => pair.Key.StartsWith("xaxis", StringComparison.Ordinal) || pair.Key.StartsWith("yaxis", StringComparison.Ordinal)).Select(pair => pair.Value).OfType<JsonObject>())
        {
            axis["gridcolor"] ??= Theme.Grid;
            axis["zerolinecolor"] ??= "#b8bec6";
            axis["linecolor"] ??= "#b8bec6";
            axis["automargin"] ??= true;
        }
    }

    /// <summary>Close above the plot, however high that is: Plotly measures its distance in heights of the plot.</summary>
    internal static void PlaceLegend(JsonObject layout, int height, JsonObject margin)
    {
        if (layout["legend"] is not JsonObject legend) return;
        legend["traceorder"] ??= "normal";
        if (legend["orientation"]?.ToString() != "h" || Number(legend["y"], 0) < 1) return;
        (legend["y"], legend["yanchor"]) = (Math.Round(1 + (4 / Inside(height, margin)), 4), "bottom");
    }

    /// <summary>Takes title and source line out of a specification, and the room that they took.</summary>
    /// <returns>That room, in pixels.</returns>
    public static double WithoutWords(JsonObject spec, bool synthetic)
    {
        var own = synthetic ? 3 : 2;
        if (spec["layout"] is not JsonObject layout || layout["margin"] is not JsonObject margin || layout["annotations"] is not JsonArray annotations || annotations.Count < own) return 0;
        var (above, below) = (Lines(annotations[^own]!["text"]!.ToString()) * 19, Lines(annotations[^(own - 1)]!["text"]!.ToString()) * 12);
        (margin["t"], margin["b"]) = (Number(margin["t"], 0) - above, Number(margin["b"], 0) - below);
        for (var i = 0; i < own; i++) annotations.RemoveAt(annotations.Count - 1);
        if (synthetic) annotations.Add(Mark(0, (int)Number(layout["width"], 680), margin));
        return above + below;
    }

    /// <summary>Breaks the title of the upright axis to the height of the plot; more lines take room at the left, which Plotly makes.</summary>
    internal static void WrapUpright(JsonObject layout, int height, JsonObject margin)
    {
        if (layout["yaxis"]?["title"] is JsonObject title && title["text"]?.ToString() is { Length: > 0 } text)
            title["text"] = TextMeasure.Balance(text.Replace("<br>", " ", StringComparison.Ordinal), Inside(height, margin), AxisTitleSize);
    }

    private static double Inside(int height, JsonObject margin) => Math.Max(1, height - Number(margin["t"], 0) - Number(margin["b"], 0));

    internal static string WrapTitle(string title, int width) => TextMeasure.Balance(title, width - Sides, TitleSize, bold: true);

    internal static string WrapNote(IEnumerable<string> sentences, int width) => TextMeasure.Wrap(string.Join(" ", sentences), width - Sides, NoteSize);

    /// <summary>Title above, notes and source below, and the mark of synthetic data: the last annotations of a figure.</summary>
    internal static void Surround(JsonArray annotations, string title, string source, bool synthetic, int width, int height, JsonObject margin)
    {
        annotations.Add(Heading(title, width, margin));
        annotations.Add(Note(source, width, height, margin));
        if (synthetic) annotations.Add(Mark(Lines(title), width, margin));
    }

    internal static int Lines(string wrapped) => wrapped.Split("<br>").Length;

    /// <summary>An annotation, since Plotly cuts the first line of a title of two.</summary>
    private static JsonObject Heading(string title, int width, JsonObject margin)
    {
        var heading = Line($"<b>{title}</b>", Theme.Ink, TitleSize, width, margin, 1, Number(margin["t"], 0) - 8);
        heading["yanchor"] = "top";
        return heading;
    }

    /// <summary>Held at the right edge with the width of the figure: the left edge of the plot moves with long labels.</summary>
    private static JsonObject Note(string text, int width, int height, JsonObject margin)
    {
        var plot = Inside(height, margin);
        return Line(text, Theme.Quiet, NoteSize, width, margin, Math.Round(-(Number(margin["b"], 0) - 6) / plot, 4), 0);
    }

    private static JsonObject Mark(int titleLines, int width, JsonObject margin) =>
        Line("<b>SYNTHETIC DATA</b> · shows the method, not the market", Theme.Warning, 11, width, margin, 1, Number(margin["t"], 0) - 18 - titleLines * 19 - 16);

    private static JsonObject Line(string text, string colour, int size, int width, JsonObject margin, double y, double up) => new()
    {
        ["text"] = text,
        ["showarrow"] = false,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = 1,
        ["xanchor"] = "right",
        ["width"] = width - Sides,
        ["align"] = "left",
        ["y"] = y,
        ["yanchor"] = "bottom",
        ["yshift"] = up,
        ["xshift"] = Number(margin["r"], 0) - 12,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = colour },
    };

    internal static double Number(JsonNode? node, double otherwise) =>
        node is JsonValue value ? Convert.ToDouble(value.ToString(), CultureInfo.InvariantCulture) : otherwise;
}
