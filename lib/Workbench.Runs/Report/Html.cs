using System.Net;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>Text made safe for a page, and careful reading of JSON that a notebook wrote.</summary>
internal static class Html
{
    public static string Text(string? value) => WebUtility.HtmlEncode(value ?? "");

    public static string Read(JsonNode? node) => node switch
    {
        null => "",
        JsonArray lines => string.Concat(lines.Select(Read)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static IReadOnlyList<string> List(JsonNode? node) => node is JsonArray items ? [.. items.Select(Read)] : [];

    /// <summary>Ids of sources as links to the list at the end.</summary>
    public static string Cited(JsonNode? sources) =>
        string.Join(", ", List(sources).Select(id => $"<a href=\"#source-{Text(Uri.EscapeDataString(id))}\">{Text(id)}</a>"));

    /// <summary>The marks that never come off a number.</summary>
    public static string Marks(JsonObject item) =>
        (IsTrue(item["synthetic"]) ? " <span class=\"mark\">synthetic</span>" : "") + (IsTrue(item["unverified"]) ? " <span class=\"mark\">unverified</span>" : "");
}
