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
        var fields = rows["fields"]!.AsArray().Select(field => (Name: field!["name"]!.GetValue<string>(), IsText: field["type"]?.GetValue<string>() is null or "string")).ToList();
        var text = new StringBuilder().AppendJoin(',', fields.Select(field => Quoted(Inert(field.Name)))).Append('\n');
        foreach (var row in rows["data"]!.AsArray()) text.AppendJoin(',', fields.Select(field => row![field.Name]?.ToString() is { } value ? Quoted(field.IsText ? Inert(value) : value) : "")).Append('\n');
        return text.ToString();
    }

    /// <summary>What a formula may begin with, in the wide forms of Chinese and Japanese input as well.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>Text that a spreadsheet does not take for a formula.</summary>
    public static string Inert(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
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
