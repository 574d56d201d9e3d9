using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>A tabular data resource as an HTML table.</summary>
internal static class ReportTable
{
    public static string ToHtml(JsonObject resource)
    {
        var fields = (resource["schema"]?["fields"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var rows = resource["data"] as JsonArray ?? [];
        var page = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        foreach (var field in fields) page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Html.Text(Html.Read(field["name"]))}</th>");
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
}
