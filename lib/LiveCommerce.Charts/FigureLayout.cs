using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts;

/// <summary>Adds to a layout what every figure has: size, fonts, title, source line, and the mark of synthetic data.</summary>
internal static class FigureLayout
{
    private const double PixelsPerMm = 96 / 25.4;
    private const int TitleSize = 15;

    public static void Complete(Figure figure, JsonObject layout)
    {
        var width = (int)Math.Round(figure.WidthMm * PixelsPerMm);
        var height = (int)Math.Round(figure.HeightMm * PixelsPerMm);
        var title = Wrap(figure.Title, (int)(width / (TitleSize * 0.52)));
        var source = Wrap(string.Join(" ", figure.Notes.Append(figure.SourceLine)), (int)(width / 4.4));
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
        annotations.Add(Heading(title, width, margin));
        annotations.Add(Note(source, width, height, margin));
        if (figure.Provenance.Synthetic) annotations.Add(Mark(titleLines, width, margin));
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

    /// <summary>The specification of a figure for another size: title, source line and margins as that size needs them.</summary>
    public static JsonObject Resized(JsonObject figure, double widthMm, double heightMm)
    {
        var spec = (JsonObject)figure["spec"]!.DeepClone();
        var (width, height) = ((int)Math.Round(widthMm * PixelsPerMm), (int)Math.Round(heightMm * PixelsPerMm));
        var synthetic = figure["synthetic"]?.GetValue<bool>() == true;
        var own = synthetic ? 3 : 2;
        if (spec["layout"] is not JsonObject layout || ((int)Number(layout["width"], width), (int)Number(layout["height"], height)) == (width, height)) return spec;
        (layout["width"], layout["height"]) = (width, height);
        if (layout["margin"] is not JsonObject margin || layout["annotations"] is not JsonArray annotations || annotations.Count < own) return spec;
        // The last annotations are those that Complete has added: title, source line, mark.
        var (title, source) = (annotations[^own]!["text"]!.ToString(), annotations[^(own - 1)]!["text"]!.ToString());
        var (newTitle, newSource) = (Wrap(Unwrapped(title)[3..^4], (int)(width / (TitleSize * 0.52))), Wrap(Unwrapped(source), (int)((width - 24) / 4.5)));
        margin["t"] = Number(margin["t"], 0) + (Lines(newTitle) - Lines(title)) * 19;
        margin["b"] = Number(margin["b"], 0) + (Lines(newSource) - Lines(source)) * 12;
        margin["t"] = Number(margin["t"], 0) + LegendRows(spec, layout, width - Number(margin["l"], 0) - Number(margin["r"], 0)) * 20;
        margin["b"] = Number(margin["b"], 0) + WrapAxisTitle(layout, width - Number(margin["l"], 0) - Number(margin["r"], 0)) * 16;
        for (var i = 0; i < own; i++) annotations.RemoveAt(annotations.Count - 1);
        annotations.Add(Heading(newTitle, width, margin));
        annotations.Add(Note(newSource, width, height, margin));
        if (synthetic) annotations.Add(Mark(Lines(newTitle), width, margin));
        return spec;
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

    /// <summary>The height at another width: narrower, the plot keeps its proportion, or most of its height, and the lines of title and notes come on top.</summary>
    public static double HeightMm(JsonObject figure, double widthMm, bool print = false)
    {
        var height = WholeHeightMm(figure, widthMm);
        return print ? height - WithoutWords(Resized(figure, widthMm, height), figure["synthetic"]?.GetValue<bool>() == true) / PixelsPerMm : height;
    }

    private static double WholeHeightMm(JsonObject figure, double widthMm)
    {
        var (width, height) = (Number(figure["widthMm"], 180), Number(figure["heightMm"], 110));
        if (widthMm >= width || figure["spec"]?["layout"]?["margin"] is not JsonObject old || Resized(figure, widthMm, height)["layout"]?["margin"] is not JsonObject now) return height * widthMm / width;
        double Across(JsonObject margin, double mm) => mm * PixelsPerMm - Number(margin["l"], 0) - Number(margin["r"], 0);
        double Upright(JsonObject margin) => Number(margin["t"], 0) + Number(margin["b"], 0);
        var plot = height * PixelsPerMm - Upright(old);
        return (Math.Max(plot * Across(now, widthMm) / Across(old, width), 0.6 * plot) + Upright(now)) / PixelsPerMm;
    }

    /// <summary>Breaks the title of the horizontal axis to the width of the plot.</summary>
    /// <returns>The lines that it takes beyond the first.</returns>
    private static int WrapAxisTitle(JsonObject layout, double plotWidth)
    {
        if (layout["xaxis"]?["title"] is not JsonObject title || title["text"]?.ToString() is not { Length: > 0 } text) return 0;
        var wrapped = Wrap(Unwrapped(text), (int)(plotWidth / 6.4));
        title["text"] = wrapped;
        return Math.Max(0, Lines(wrapped) - Lines(text));
    }

    /// <summary>Rows that a horizontal legend above the plot takes beyond the first; it is then set to grow upwards.</summary>
    private static int LegendRows(JsonObject spec, JsonObject layout, double plotWidth)
    {
        if (layout["legend"] is not JsonObject legend || legend["orientation"]?.ToString() != "h" || Number(legend["y"], 0) < 1) return 0;
        var widest = (spec["data"] as JsonArray ?? []).OfType<JsonObject>().Where(trace => trace["name"] is not null && trace["showlegend"]?.ToString() != "false").Select(trace => trace["name"]!.ToString().Length * 6.2 + 48).ToList();
        if (widest.Count == 0) return 0;
        var columns = Math.Max(1, (int)(plotWidth / widest.Max()));
        (legend["y"], legend["yanchor"]) = (1.02, "bottom");
        return (widest.Count + columns - 1) / columns - 1;
    }

    private static string Unwrapped(string text) => text.Replace("<br>", " ", StringComparison.Ordinal);

    /// <summary>Breaks text into lines of at most so many characters, at blanks.</summary>
    internal static string Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        lines.Add(line);
        return string.Join("<br>", lines);
    }

    private static int Lines(string wrapped) => wrapped.Split("<br>").Length;

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
        var plot = Math.Max(1, height - Number(margin["t"], 0) - Number(margin["b"], 0));
        return Line(text, Theme.Quiet, 9, width, margin, Math.Round(-(Number(margin["b"], 0) - 6) / plot, 4), 0);
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
        ["width"] = width - 24,
        ["align"] = "left",
        ["y"] = y,
        ["yanchor"] = "bottom",
        ["yshift"] = up,
        ["xshift"] = Number(margin["r"], 0) - 12,
        ["font"] = new JsonObject { ["size"] = size, ["color"] = colour },
    };

    private static double Number(JsonNode? node, double otherwise) =>
        node is JsonValue value ? Convert.ToDouble(value.ToString(), CultureInfo.InvariantCulture) : otherwise;
}
