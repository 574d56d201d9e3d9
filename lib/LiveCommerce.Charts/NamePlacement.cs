using System.Globalization;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts;

/// <summary>Puts the names of points where they meet neither each other nor the edge; done anew for each size, since text does not shrink with the plot.</summary>
internal static class NamePlacement
{
    /// <summary>The <c>meta</c> of a trace whose one text may stand on any side of its marker.</summary>
    public const string Name = "name";

    /// <summary>The <c>meta</c> of a trace whose markers shrink with the plot.</summary>
    public const string Bubble = "bubble";

    /// <summary>The <c>meta</c> of a trace that is one thick horizontal line, which names keep off.</summary>
    public const string Bar = "bar";

    private const double TextSize = 11, LineHeight = 16, Overhang = 3;
    private const int Passes = 4;

    // The earlier side is taken where two are as good.
    private static readonly (string Position, double Right, double Down)[] Sides =
    [
        ("top center", 0, -1), ("bottom center", 0, 1), ("middle right", 1, 0), ("middle left", -1, 0),
        ("top right", 1, -1), ("top left", -1, -1), ("bottom right", 1, 1), ("bottom left", -1, 1),
    ];

    private sealed record Box(double Left, double Top, double Right, double Bottom)
    {
        public double Shared(Box other) => Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));

        public double Outside(Box frame) => (Right - Left) * (Bottom - Top) - Shared(frame);
    }

    private sealed record Label(JsonObject Trace, double X, double Y, double Radius, double Width)
    {
        public Box Body => new(X - Radius, Y - Radius, X + Radius, Y + Radius);

        public Box At(double right, double down)
        {
            // As Plotly does: a little farther than the marker reaches, at corners as at sides.
            var away = (Radius / 0.8) + 1;
            var (left, top) = (right switch { > 0 => X + away, < 0 => X - away - Width, _ => X - (Width / 2) }, down switch { > 0 => Y + away - Overhang, < 0 => Y - away - LineHeight + 1, _ => Y - (LineHeight / 2) });
            return new(left, top, left + Width, top + LineHeight);
        }
    }

    /// <summary>Markers as small as the plot is.</summary>
    public static void Shrink(JsonObject spec, double factor)
    {
        foreach (var trace in Traces(spec).Where(trace => trace["meta"]?.ToString() is Bubble or Name))
            if (trace["marker"] is JsonObject marker && Number(marker["size"]) is { } size) marker["size"] = Math.Round(size * factor, 1);
    }

    /// <summary>Chooses a side for each name, in the order of the traces.</summary>
    public static void Place(JsonObject spec)
    {
        if (spec["layout"] is not JsonObject layout || layout["margin"] is not JsonObject margin) return;
        double left = Number(margin["l"]) ?? 0, top = Number(margin["t"]) ?? 0, right = (Number(layout["width"]) ?? 0) - (Number(margin["r"]) ?? 0), bottom = (Number(layout["height"]) ?? 0) - (Number(margin["b"]) ?? 0);
        if (Range(layout["xaxis"]) is not { } across || Range(layout["yaxis"]) is not { } up) return;
        var labels = new List<Label>();
        foreach (var trace in Traces(spec).Where(trace => trace["meta"]?.ToString() == Name))
        {
            if (Number(trace["x"]?[0]) is not { } x || Number(trace["y"]?[0]) is not { } y || trace["text"]?[0]?.ToString() is not { } text) continue;
            labels.Add(new(trace, Across(x), Up(y), (Number(trace["marker"]?["size"]) ?? 0) / 2, TextMeasure.Width(text, TextSize, bold: true)));
        }

        var frame = new Box(left, top, right, bottom);
        var written = Written(layout, frame).ToList();
        foreach (var bar in Traces(spec).Where(trace => trace["meta"]?.ToString() == Bar))
            if (Number(bar["x"]?[0]) is { } from && Number(bar["x"]?[1]) is { } to && Number(bar["y"]?[0]) is { } at) written.Add(new(Across(from), Up(at) - 5, Across(to), Up(at) + 5));
        // The first names do not know where the last will stand: each chooses again.
        var chosen = new Dictionary<Label, Box>();
        foreach (var label in Enumerable.Repeat(labels, Passes).SelectMany(all => all))
        {
            List<Box> others = [.. chosen.Where(pair => pair.Key != label).Select(pair => pair.Value)], bodies = [.. labels.Where(other => other != label).Select(other => other.Body)];
            var best = Sides.Select((side, order) => (side.Position, Box: label.At(side.Right, side.Down), Order: order))
                .MinBy(side => (8 * side.Box.Outside(frame)) + (8 * others.Sum(side.Box.Shared)) + (4 * written.Sum(side.Box.Shared)) + (2 * bodies.Sum(side.Box.Shared)) + (3 * side.Order));
            label.Trace["textposition"] = best.Position;
            chosen[label] = best.Box;
        }

        double Across(double x) => left + ((x - across.From) / (across.To - across.From) * (right - left));

        double Up(double y) => bottom - ((y - up.From) / (up.To - up.From) * (bottom - top));
    }

    /// <summary>Words that stand in the corners of the plot.</summary>
    private static IEnumerable<Box> Written(JsonObject layout, Box frame)
    {
        foreach (var note in (layout["annotations"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (note["xref"]?.ToString() != "paper" || note["width"] is not null || Number(note["x"]) is not { } x || Number(note["y"]) is not { } y) continue;
            var width = TextMeasure.Width(note["text"]?.ToString() ?? "", Number(note["font"]?["size"]) ?? TextSize);
            var (left, top) = (frame.Left + (x * (frame.Right - frame.Left)) - (note["xanchor"]?.ToString() == "right" ? width : 0), frame.Bottom - (y * (frame.Bottom - frame.Top)) - (note["yanchor"]?.ToString() == "bottom" ? LineHeight : 0));
            yield return new(left, top, left + width, top + LineHeight);
        }
    }

    private static IEnumerable<JsonObject> Traces(JsonObject spec) => (spec["data"] as JsonArray ?? []).OfType<JsonObject>();

    private static (double From, double To)? Range(JsonNode? axis) => Number(axis?["range"]?[0]) is { } from && Number(axis?["range"]?[1]) is { } to && from != to ? (from, to) : null;

    private static double? Number(JsonNode? node) =>
        node is JsonValue value && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
