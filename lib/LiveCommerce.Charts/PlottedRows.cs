using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Charts;

/// <summary>The rows behind a figure, as JSON and as CSV.</summary>
public static class PlottedRows
{
    internal static JsonObject ToJson(DataFrame frame) => new()
    {
        ["fields"] = new JsonArray([.. frame.Columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = TypeName(column.DataType) })]),
        ["data"] = new JsonArray([.. Enumerable.Range(0, (int)frame.Rows.Count).Select(row =>
            (JsonNode)new JsonObject(frame.Columns.Select(column => new KeyValuePair<string, JsonNode?>(column.Name, Node(column[row])))))]),
    };

    /// <summary>RFC 4180 text of the rows of a figure in JSON.</summary>
    /// <param name="rows">The <c>rows</c> of a figure.</param>
    public static string ToCsv(JsonObject rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var names = rows["fields"]!.AsArray().Select(field => field!["name"]!.GetValue<string>()).ToList();
        var text = new StringBuilder().AppendJoin(',', names.Select(Quoted)).Append('\n');
        foreach (var row in rows["data"]!.AsArray()) text.AppendJoin(',', names.Select(name => Quoted(row![name]?.ToString() ?? ""))).Append('\n');
        return text.ToString();
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        double number => double.IsFinite(number) ? number : null,
        float number => float.IsFinite(number) ? number : null,
        long or int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string TypeName(Type type) => type == typeof(bool) ? "boolean"
        : type == typeof(double) || type == typeof(float) ? "number"
        : type == typeof(long) || type == typeof(int) ? "integer"
        : type == typeof(DateTime) ? "date"
        : "string";
}
