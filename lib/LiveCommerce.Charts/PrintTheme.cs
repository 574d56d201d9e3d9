using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts;

/// <summary>A figure as journals print it: white ground, black text of 6 to 7 points, thin lines; title, notes and source line are left to the caption. The mark of synthetic data stays.</summary>
internal static class PrintTheme
{
    private const string Black = "#000000";
    private const string White = "#ffffff";
    private const double Thinner = 0.6;
    private const double Smaller = 0.85;
    // In pixels of 1/96 inch: 7 points, 6 points, a quarter of a point.
    private const double TextSize = 9.33;
    private const double LeastText = 8;
    private const double LeastLine = 0.34;
    private const double PlotlyLine = 2;
    private const double PlotlyMarker = 6;

    /// <summary>Changes a specification that <see cref="ResizedLayout.Of"/> has made.</summary>
    public static void Apply(JsonObject spec, bool synthetic)
    {
        FigureLayout.WithoutWords(spec, synthetic);
        foreach (var trace in (spec["data"] as JsonArray ?? []).OfType<JsonObject>()) Trace(trace);
        if (spec["layout"] is not JsonObject layout) return;
        foreach (var (_, part) in layout) Walk(part);
        (layout["paper_bgcolor"], layout["plot_bgcolor"]) = (White, White);
        layout["font"] = new JsonObject { ["family"] = Theme.Font, ["size"] = TextSize, ["color"] = Black };
        foreach (var axis in layout.Where(pair => pair.Key.StartsWith("xaxis", StringComparison.Ordinal) || pair.Key.StartsWith("yaxis", StringComparison.Ordinal)).Select(pair => pair.Value).OfType<JsonObject>())
        {
            (axis["gridwidth"], axis["linewidth"], axis["linecolor"], axis["zerolinewidth"]) = (0.5, 0.75, Black, 0.75);
            if (axis["title"] is JsonObject title) title["font"] ??= new JsonObject { ["size"] = TextSize };
        }
    }

    private static void Trace(JsonObject trace)
    {
        Walk(trace);
        if (trace["type"]?.ToString() is not (null or "scatter")) return;
        var mode = trace["mode"]?.ToString() ?? "lines";
        if (mode.Contains("lines", StringComparison.Ordinal)) Default(trace, "line", "width", PlotlyLine * Thinner);
        if (mode.Contains("markers", StringComparison.Ordinal)) Default(trace, "marker", "size", PlotlyMarker * Smaller);
        foreach (var error in new[] { "error_x", "error_y" }.Where(error => trace[error] is JsonObject)) Default(trace, error, "thickness", PlotlyLine * Thinner);
    }

    private static void Default(JsonObject trace, string part, string name, double value)
    {
        if (trace[part] is not JsonObject known) trace[part] = known = [];
        known[name] ??= value;
    }

    /// <summary>Makes lines thinner, text and markers smaller, wherever they stand.</summary>
    private static void Walk(JsonNode? node)
    {
        if (node is JsonArray items) foreach (var item in items) Walk(item);
        if (node is not JsonObject parts) return;
        foreach (var (name, part) in parts.ToList())
        {
            if (name == "line" && part is JsonObject line) Scale(line, "width", Thinner, LeastLine);
            else if (name.EndsWith("font", StringComparison.Ordinal) && part is JsonObject font) Scale(font, "size", Smaller, LeastText);
            else if (name == "marker" && part is JsonObject marker) Scale(marker, "size", Smaller, 1);
            else if (name is "error_x" or "error_y" && part is JsonObject error) Scale(error, "thickness", Thinner, LeastLine);
            if (name is not ("x" or "y" or "z" or "customdata" or "text")) Walk(part);
        }
    }

    private static void Scale(JsonObject part, string name, double by, double least)
    {
        part[name] = part[name] switch
        {
            JsonValue value when double.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var size) => size == 0 ? 0 : Math.Max(least, Math.Round(size * by, 2)),
            JsonArray sizes => new JsonArray([.. sizes.Select(size => size is JsonValue one && double.TryParse(one.ToString(), CultureInfo.InvariantCulture, out var number) ? (JsonNode)Math.Round(number * by, 2) : size?.DeepClone())]),
            var other => other?.DeepClone(),
        };
        if (part[name] is null) part.Remove(name);
    }
}
