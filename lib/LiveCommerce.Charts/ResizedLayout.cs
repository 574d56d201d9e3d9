using System.Text.Json.Nodes;
using LiveCommerce.Charts.Kinds;

namespace LiveCommerce.Charts;

/// <summary>A figure in another size: text keeps its size, so what is written finds new lines, places and margins.</summary>
internal static class ResizedLayout
{
    private const int NameSize = 9;

    /// <summary>Below this width, in pixels, a legend or a colour scale beside the plot would leave no plot.</summary>
    private const int NarrowWidth = 480;

    /// <summary>The specification of a figure for another size.</summary>
    public static JsonObject Of(JsonObject figure, double widthMm, double heightMm)
    {
        var spec = (JsonObject)figure["spec"]!.DeepClone();
        var (width, height) = ((int)Math.Round(widthMm * FigureLayout.PixelsPerMm), (int)Math.Round(heightMm * FigureLayout.PixelsPerMm));
        var synthetic = figure["synthetic"]?.GetValue<bool>() == true;
        var own = synthetic ? 3 : 2;
        if (spec["layout"] is not JsonObject layout || ((int)Number(layout["width"], width), (int)Number(layout["height"], height)) == (width, height)) return spec;
        var oldWidth = Number(layout["width"], width);
        (layout["width"], layout["height"]) = (width, height);
        if (layout["margin"] is not JsonObject margin || layout["annotations"] is not JsonArray annotations || annotations.Count < own) return spec;
        double Across() => Math.Max(1, width - Number(margin["l"], 0) - Number(margin["r"], 0));
        var oldPlot = Math.Max(1, oldWidth - Number(margin["l"], 0) - Number(margin["r"], 0));
        // The last annotations are those that every figure has: title, source line, mark.
        var (oldTitle, oldSource) = (annotations[^own]!["text"]!.ToString(), annotations[^(own - 1)]!["text"]!.ToString());
        var title = FigureLayout.WrapTitle(Labels.Safe(figure["title"]?.ToString() ?? ""), width);
        var source = FigureLayout.WrapNote((figure["notes"] as JsonArray ?? []).Append(figure["caption"]).Select(text => Labels.Safe(text?.ToString() ?? "")), width);
        for (var i = 0; i < own; i++) annotations.RemoveAt(annotations.Count - 1);
        if (width < NarrowWidth) Free(spec, layout, margin);
        WrapRows(spec, layout, margin, width);
        WrapColumns(spec, layout, margin, Across());
        Add(margin, "t", (FigureLayout.Lines(title) - FigureLayout.Lines(oldTitle)) * 19 + LegendRows(spec, layout, Across()) * 20);
        Add(margin, "b", (FigureLayout.Lines(source) - FigureLayout.Lines(oldSource)) * 12 + WrapAxisTitle(layout, Across()) * 16);
        KeepInside(layout, annotations, Across());
        FigureLayout.WrapUpright(layout, height, margin);
        FigureLayout.PlaceLegend(layout, height, margin);
        FigureLayout.Surround(annotations, title, source, synthetic, width, height, margin);
        NamePlacement.Shrink(spec, Math.Min(1, Across() / oldPlot));
        NamePlacement.Place(spec);
        return spec;
    }

    /// <summary>The height at another width: narrower, the plot keeps its proportion, or most of its height, or what its rows need, and title and notes come on top.</summary>
    public static double HeightMm(JsonObject figure, double widthMm, bool print = false)
    {
        var height = WholeHeightMm(figure, widthMm);
        return print ? height - (FigureLayout.WithoutWords(Of(figure, widthMm, height), figure["synthetic"]?.GetValue<bool>() == true) / FigureLayout.PixelsPerMm) : height;
    }

    private static double WholeHeightMm(JsonObject figure, double widthMm)
    {
        var (width, height) = (Number(figure["widthMm"], 180), Number(figure["heightMm"], 110));
        if (widthMm >= width || figure["spec"]?["layout"]?["margin"] is not JsonObject old) return height * widthMm / width;
        var spec = Of(figure, widthMm, height);
        if (spec["layout"]?["margin"] is not JsonObject now) return height * widthMm / width;
        double Across(JsonObject margin, double mm) => mm * FigureLayout.PixelsPerMm - Number(margin["l"], 0) - Number(margin["r"], 0);
        double Upright(JsonObject margin) => Number(margin["t"], 0) + Number(margin["b"], 0);
        var plot = height * FigureLayout.PixelsPerMm - Upright(old);
        return (Math.Max(Math.Max(plot * Across(now, widthMm) / Across(old, width), 0.6 * plot), Math.Max(RowsHeight(spec["layout"]!), Traces(spec).Any(trace => trace["type"]?.ToString() == "sankey") ? JourneySankey.LowestHeight : 0)) + Upright(now)) / FigureLayout.PixelsPerMm;
    }

    /// <summary>Takes a legend from the side to the top, and a colour scale away: the cells that it explains hold their numbers.</summary>
    private static void Free(JsonObject spec, JsonObject layout, JsonObject margin)
    {
        var beside = layout["legend"] is JsonObject legend && legend["orientation"]?.ToString() == "v";
        if (beside)
        {
            layout["legend"] = new JsonObject { ["orientation"] = "h", ["x"] = 0, ["y"] = 1.02, ["traceorder"] = "normal" };
            Add(margin, "t", 20);
        }

        var scaled = Traces(spec).Where(trace => trace["colorbar"] is not null && trace["texttemplate"] is not null).ToList();
        foreach (var trace in scaled) trace["showscale"] = false;
        if (beside || scaled.Count > 0) margin["r"] = 16;
    }

    /// <summary>Breaks the names of rows so that the plot keeps more than half of the width.</summary>
    private static void WrapRows(JsonObject spec, JsonObject layout, JsonObject margin, int width)
    {
        if (layout["yaxis"] is not JsonObject axis) return;
        var names = axis["ticktext"] is JsonArray texts ? texts.Select(text => text!.ToString()).ToList() : [];
        if (names.Count == 0 && axis["type"]?.ToString() == "category") names = Categories(spec, axis, "y");
        if (names.Count == 0 || names.All(name => double.TryParse(name, out _))) return;
        var room = Math.Min(RowLabels.Widest, 0.42 * width);
        var wrapped = names.Select(name => TextMeasure.Wrap(Unwrapped(name), room, NameSize)).ToList();
        if (axis["tickvals"] is null) Tick(axis, names);
        axis["ticktext"] = new JsonArray([.. wrapped.Select(name => (JsonNode)name)]);
        axis["tickfont"] = new JsonObject { ["size"] = NameSize };
        margin["l"] = RowLabels.Margin(wrapped) + (axis["title"] is null ? 0 : 20);
    }

    /// <summary>Holds names of places on the first axis at the right edge when they would pass it.</summary>
    private static void KeepInside(JsonObject layout, JsonArray annotations, double plotWidth)
    {
        if (layout["xaxis"]?["range"] is not JsonArray { Count: 2 } range) return;
        var (from, to) = (Number(range[0], 0), Number(range[1], 1));
        foreach (var note in annotations.OfType<JsonObject>().Where(note => note["xref"]?.ToString() == "x" && note["xanchor"]?.ToString() == "left"))
        {
            var reached = ((Number(note["x"], 0) - from) / (to - from) * plotWidth) + TextMeasure.Width(note["text"]?.ToString() ?? "", Number(note["font"]?["size"], 11));
            if (reached > plotWidth) (note["xref"], note["x"], note["xanchor"]) = ("paper", 1, "right");
        }
    }

    /// <summary>What names of several lines need below each other; 0 for a plot without named rows.</summary>
    private static double RowsHeight(JsonNode layout) =>
        layout["yaxis"]?["ticktext"] is JsonArray { Count: > 0 } names ? names.Count * (names.Max(name => FigureLayout.Lines(name!.ToString())) * 12.5 + 3) : 0;

    /// <summary>Breaks the names of columns to the width of one; where a word is longer, they stand upright.</summary>
    private static void WrapColumns(JsonObject spec, JsonObject layout, JsonObject margin, double plotWidth)
    {
        if (layout["xaxis"] is not JsonObject axis || axis["type"]?.ToString() != "category" || axis["ticktext"] is not null) return;
        var names = Categories(spec, axis, "x");
        if (names.Count == 0) return;
        var room = (plotWidth / names.Count) - 4;
        var wrapped = names.Select(name => TextMeasure.Wrap(name, room, NameSize)).ToList();
        var side = axis["side"]?.ToString() == "top" ? "t" : "b";
        Tick(axis, names);
        axis["tickfont"] = new JsonObject { ["size"] = NameSize };
        if (wrapped.SelectMany(name => name.Split("<br>")).All(line => TextMeasure.Width(line, NameSize) <= room + 2))
        {
            (axis["ticktext"], axis["tickangle"]) = (new JsonArray([.. wrapped.Select(name => (JsonNode)name)]), 0);
            Add(margin, side, (wrapped.Max(FigureLayout.Lines) - names.Max(FigureLayout.Lines)) * 12);
        }
        else
        {
            axis["tickangle"] = -90;
            Add(margin, side, names.Max(name => name.Split("<br>").Max(line => TextMeasure.Width(line, NameSize))) - 14);
        }
    }

    private static List<string> Categories(JsonObject spec, JsonObject axis, string along) =>
        [.. (axis["categoryarray"] as JsonArray ?? [.. Traces(spec).SelectMany(trace => trace[along] as JsonArray ?? []).Select(name => name?.DeepClone())]).Where(name => name is not null).Select(name => name!.ToString()).Distinct()];

    private static void Tick(JsonObject axis, List<string> names) => (axis["tickmode"], axis["tickvals"]) = ("array", new JsonArray([.. names.Select(name => (JsonNode)name)]));

    /// <summary>Breaks the title of the horizontal axis to the width of the plot.</summary>
    /// <returns>The lines that it takes beyond those it had.</returns>
    private static int WrapAxisTitle(JsonObject layout, double plotWidth)
    {
        if (layout["xaxis"]?["title"] is not JsonObject title || title["text"]?.ToString() is not { Length: > 0 } text) return 0;
        var wrapped = TextMeasure.Wrap(Unwrapped(text), plotWidth, FigureLayout.AxisTitleSize);
        title["text"] = wrapped;
        return Math.Max(0, FigureLayout.Lines(wrapped) - FigureLayout.Lines(text));
    }

    /// <summary>Rows that a horizontal legend above the plot takes beyond the first.</summary>
    private static int LegendRows(JsonObject spec, JsonObject layout, double plotWidth)
    {
        if (layout["legend"] is not JsonObject legend || legend["orientation"]?.ToString() != "h" || Number(legend["y"], 0) < 1) return 0;
        var entries = Traces(spec).Where(trace => trace["name"] is not null && trace["showlegend"]?.ToString() != "false").Select(trace => TextMeasure.Width(trace["name"]!.ToString(), 11) + 48).ToList();
        if (entries.Count == 0) return 0;
        var columns = Math.Max(1, (int)(plotWidth / entries.Max()));
        return (entries.Count + columns - 1) / columns - 1;
    }

    private static IEnumerable<JsonObject> Traces(JsonObject spec) => (spec["data"] as JsonArray ?? []).OfType<JsonObject>();

    private static string Unwrapped(string text) => text.Replace("<br>", " ", StringComparison.Ordinal);

    private static void Add(JsonObject margin, string side, double pixels) => margin[side] = Number(margin[side], 0) + pixels;

    private static double Number(JsonNode? node, double otherwise) => FigureLayout.Number(node, otherwise);
}
