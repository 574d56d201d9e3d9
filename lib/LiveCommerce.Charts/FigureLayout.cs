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
        var source = Wrap(string.Join(" ", figure.Notes.Append(figure.SourceLine)), (int)(width / 5.0));
        var (titleLines, sourceLines) = (Lines(title), Lines(source));
        layout["width"] = width;
        layout["height"] = height;
        layout["font"] = new JsonObject { ["family"] = Theme.Font, ["size"] = 11, ["color"] = Theme.Ink };
        layout["paper_bgcolor"] = "#ffffff";
        layout["plot_bgcolor"] = "#ffffff";
        layout["title"] = new JsonObject
        {
            ["text"] = $"<b>{title}</b>",
            ["x"] = 0,
            ["xref"] = "container",
            ["xanchor"] = "left",
            ["y"] = 1,
            ["yref"] = "container",
            ["yanchor"] = "top",
            ["pad"] = new JsonObject { ["l"] = 12, ["t"] = 10 },
            ["font"] = new JsonObject { ["size"] = TitleSize },
        };
        var margin = layout["margin"] as JsonObject ?? [];
        var mark = figure.Provenance.Synthetic ? 18 : 0;
        margin["t"] = (layout["legend"] is null ? 22 : 42) + titleLines * 19 + mark + Number(margin["t"], 0);
        margin["b"] = 16 + sourceLines * 12 + Number(margin["b"], 56);
        margin["l"] = Number(margin["l"], 64);
        margin["r"] = Number(margin["r"], 24);
        layout["margin"] = margin.DeepClone();
        var annotations = layout["annotations"] as JsonArray ?? [];
        annotations.Add(Note(source, 0, 6, "bottom", Theme.Quiet, 9, height, margin));
        if (figure.Provenance.Synthetic) annotations.Add(Mark(titleLines, margin));
        layout["annotations"] = annotations.DeepClone();
        layout["hovermode"] ??= "closest";
        foreach (var axis in layout.Where(pair => pair.Key.StartsWith("xaxis", StringComparison.Ordinal) || pair.Key.StartsWith("yaxis", StringComparison.Ordinal)).Select(pair => pair.Value).OfType<JsonObject>())
        {
            axis["gridcolor"] ??= Theme.Grid;
            axis["zerolinecolor"] ??= "#b8bec6";
            axis["linecolor"] ??= "#b8bec6";
            axis["automargin"] ??= true;
        }
    }

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

    private static JsonObject Note(string text, double x, int shift, string anchor, string colour, int size, int height, JsonObject margin)
    {
        var plot = Math.Max(1, height - Number(margin["t"], 0) - Number(margin["b"], 0));
        return new JsonObject
        {
            ["text"] = text,
            ["showarrow"] = false,
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["x"] = x,
            ["xanchor"] = "left",
            ["align"] = "left",
            ["y"] = Math.Round(-(Number(margin["b"], 0) - shift) / plot, 4),
            ["yanchor"] = anchor,
            ["xshift"] = -(Number(margin["l"], 0) - 12),
            ["font"] = new JsonObject { ["size"] = size, ["color"] = colour },
        };
    }

    private static JsonObject Mark(int titleLines, JsonObject margin) => new()
    {
        ["text"] = "<b>SYNTHETIC DATA</b> · shows the method, not the market",
        ["showarrow"] = false,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = 0,
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yanchor"] = "bottom",
        ["xshift"] = -(Number(margin["l"], 0) - 12),
        ["yshift"] = Number(margin["t"], 0) - 18 - titleLines * 19 - 16,
        ["font"] = new JsonObject { ["size"] = 11, ["color"] = Theme.Warning },
    };

    private static double Number(JsonNode? node, double otherwise) =>
        node is JsonValue value ? Convert.ToDouble(value.ToString(), CultureInfo.InvariantCulture) : otherwise;
}
