using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using LiveCommerce.Data;
using LiveCommerce.Data.Frames;

namespace Workbench.Runs.Report;

/// <summary>The sources of a run for a reference manager: BibTeX, and CSL as Zotero and Pandoc read it.</summary>
public static class Citations
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private sealed record Entry(string Id, string Producer, string Title, string Url, string Published, string Accessed, string Kind);

    /// <summary>BibTeX, one entry a source.</summary>
    public static string BibTex(CuratedData data, IEnumerable<string> ids)
    {
        var text = new StringBuilder();
        foreach (var entry in Entries(data, ids))
        {
            text.Append(CultureInfo.InvariantCulture, $"@{(entry.Kind.Contains("paper", StringComparison.OrdinalIgnoreCase) || entry.Kind.Contains("journal", StringComparison.OrdinalIgnoreCase) ? "article" : "misc")}{{{entry.Id},\n");
            foreach (var (field, value) in new[] { ("author", $"{{{Escaped(entry.Producer)}}}"), ("title", $"{{{Escaped(entry.Title)}}}"), ("year", entry.Published.Split('-')[0]), ("url", entry.Url), ("urldate", entry.Accessed) })
                if (value.Trim('{', '}').Length > 0) text.Append(CultureInfo.InvariantCulture, $"  {field} = {{{value}}},\n");
            text.Append("}\n\n");
        }

        return text.ToString();
    }

    /// <summary>CSL-JSON, one item a source.</summary>
    public static string Csl(CuratedData data, IEnumerable<string> ids) => new JsonArray([.. Entries(data, ids).Select(entry =>
    {
        var item = new JsonObject { ["id"] = entry.Id, ["type"] = "webpage", ["title"] = entry.Title };
        if (entry.Producer.Length > 0) item["author"] = new JsonArray(new JsonObject { ["literal"] = entry.Producer });
        if (Date(entry.Published) is { } issued) item["issued"] = issued;
        if (Date(entry.Accessed) is { } accessed) item["accessed"] = accessed;
        if (entry.Url.Length > 0) item["URL"] = entry.Url;
        return (JsonNode)item;
    })]).ToJsonString(Pretty) + "\n";

    private static IEnumerable<Entry> Entries(CuratedData data, IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(data);
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return Frame.Rows(data.Sources, row => new Entry(row.Text("source_id"), row.Text("producer"), row.Text("title"), row.Text("url"), row.Text("date_published"), row.Text("date_accessed"), row.Text("kind")))
            .Where(entry => wanted.Contains(entry.Id)).OrderBy(entry => entry.Id, StringComparer.Ordinal);
    }

    private static JsonObject? Date(string text)
    {
        var parts = text.Split('-').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0).TakeWhile(number => number > 0).Select(number => (JsonNode)number).ToArray();
        return parts.Length == 0 ? null : new JsonObject { ["date-parts"] = new JsonArray(new JsonArray(parts)) };
    }

    private static string Escaped(string text) => string.Concat(text.Select(c => c switch { '&' or '%' or '$' or '#' or '_' => $"\\{c}", '{' or '}' => "", '\\' => "", _ => c.ToString() }));
}
