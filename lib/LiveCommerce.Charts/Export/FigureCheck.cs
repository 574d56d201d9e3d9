using System.Text.Json.Nodes;

namespace LiveCommerce.Charts.Export;

/// <summary>Finds figures that plotly would draw as an empty frame without a word.</summary>
internal static class FigureCheck
{
    private static readonly string[] Values = ["x", "y", "z", "values", "value", "labels", "link", "r", "theta", "a", "open"];

    public static IEnumerable<string> Warnings(JsonObject spec)
    {
        var traces = spec["data"] as JsonArray ?? [];
        if (traces.Count == 0) yield return "It has no traces: an empty frame is drawn.";
        for (var i = 0; i < traces.Count; i++)
        {
            if (traces[i] is JsonObject trace && !Values.Any(key => trace[key] is JsonArray { Count: > 0 } or JsonObject)) yield return $"Trace {i + 1} ({trace["name"] ?? trace["type"] ?? "unnamed"}) has no points.";
        }
    }

    public static bool NeedsWebGl(JsonObject spec) => (spec["data"] as JsonArray ?? []).Any(trace =>
        trace?["type"]?.ToString() is { } type && (type.EndsWith("gl", StringComparison.Ordinal) || type.EndsWith("3d", StringComparison.Ordinal) || type is "surface" or "splom" or "parcoords"));

    /// <summary>Characters of the figure's texts beyond Latin, at most 2,000 different ones.</summary>
    public static string Uncommon(JsonNode? node)
    {
        var found = new SortedSet<System.Text.Rune>();
        Collect(node, found);
        return string.Concat(found.Take(2000));
    }

    private static void Collect(JsonNode? node, SortedSet<System.Text.Rune> found)
    {
        if (node is JsonObject branch)
        {
            foreach (var pair in branch) Collect(pair.Value, found);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list) Collect(item, found);
        }
        else if (node is JsonValue leaf && leaf.TryGetValue<string>(out var text))
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (rune.Value > 0x2E7F && !System.Text.Rune.IsControl(rune) && rune.Value != 0xFFFD) found.Add(rune);
            }
        }
    }
}
