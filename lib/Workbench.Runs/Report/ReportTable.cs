using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbench.Runs.Report;

/// <summary>A tabular data resource as an HTML table.</summary>
internal static partial class ReportTable
{
    /// <summary>The name of a column as a reader says it: <c>LiveShare</c> and <c>live_share</c> become "Live share", <c>GMV</c> stays.</summary>
    public static string Words(string name)
    {
        if (!Name().IsMatch(name)) return name;
        var words = Break().Replace(name.Replace('_', ' ').Trim(), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > 1 && word.All(c => char.IsUpper(c) || char.IsDigit(c)) ? word : word.ToLowerInvariant()).ToList();
        if (words.Count == 0) return name;
        return string.Join(' ', words.Count == 1 && words[0].Length == 1 ? [name] : [char.ToUpperInvariant(words[0][0]) + words[0][1..], .. words.Skip(1)]);
    }

    public static string ToHtml(JsonObject resource)
    {
        var fields = (resource["schema"]?["fields"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var rows = resource["data"] as JsonArray ?? [];
        var page = new StringBuilder("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr>");
        foreach (var field in fields) page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Html.Text(Html.Read(field["title"]) is { Length: > 0 } title ? title : Words(Html.Read(field["name"])))}</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in rows.OfType<JsonObject>())
        {
            page.Append("<tr>");
            foreach (var field in fields)
            {
                var numeric = Html.Read(field["type"]) is "number" or "integer";
                page.Append(CultureInfo.InvariantCulture, $"<td{(numeric ? " class=\"n\"" : "")}>{Html.Text(Html.Read(row[Html.Read(field["name"])]))}</td>");
            }
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></div>\n");
        if (resource["rows"] is JsonValue total && total.TryGetValue<int>(out var count) && count > rows.Count)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{rows.Count} of {count} rows shown.</p>\n");
        return page.ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Break();
}
