using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiveCommerce.Charts;

/// <summary>Text of data as Plotly shows it literally: Plotly reads labels as a small HTML, in which data could place links.</summary>
public static partial class Labels
{
    /// <summary>The label with its markup made harmless; line breaks, bold and italics that stand without attributes are kept.</summary>
    public static string Safe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new string([.. text.Where(c => c is >= ' ' and < '\uFFFE' && !char.IsSurrogate(c) || char.IsSurrogate(c))]).Replace("]]>", "]] >", StringComparison.Ordinal);
        var escaped = clean.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Harmless().Replace(escaped, "<$1>");
    }

    /// <summary>Every text of a specification made safe, in place.</summary>
    internal static JsonNode? Safe(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject branch:
                foreach (var key in branch.Select(pair => pair.Key).ToList())
                {
                    var child = branch[key];
                    if (child is JsonValue leaf && leaf.TryGetValue<string>(out var text)) branch[key] = Safe(text);
                    else Safe(child);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is JsonValue leaf && leaf.TryGetValue<string>(out var text)) list[i] = Safe(text);
                    else Safe(list[i]);
                }

                break;
        }

        return node;
    }

    [GeneratedRegex(@"&lt;(/?(?:br|b|i|sup|sub|extra))&gt;")]
    private static partial Regex Harmless();
}
