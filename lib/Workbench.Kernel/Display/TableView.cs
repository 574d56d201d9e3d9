using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Analysis;

namespace Workbench.Kernel.Display;

/// <summary>A table as it is shown: the first and the last rows, all counted.</summary>
internal sealed record TableView(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, long Total, int Gap)
{
    private const int Head = 20;
    private const int Tail = 5;
    private const int MostInCell = 16;

    /// <summary>A frame.</summary>
    public static TableView Of(DataFrame frame)
    {
        var columns = frame.Columns.Select(column => new TableColumn(column.Name, TypeName(column.DataType), column.NullCount)).ToList();
        return Cut(columns, frame.Rows.Count, index => [.. frame.Columns.Select(column => column[index])]);
    }

    /// <summary>Records, each property a column.</summary>
    public static TableView Of(IReadOnlyList<object?> items, IReadOnlyList<System.Reflection.PropertyInfo> properties)
    {
        var columns = properties.Select(property => new TableColumn(property.Name, TypeName(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType), 0)).ToList();
        return Cut(columns, items.Count, index => [.. properties.Select(property => items[(int)index] is { } item ? property.GetValue(item) : null)]);
    }

    private static TableView Cut(List<TableColumn> columns, long total, Func<long, IReadOnlyList<object?>> row)
    {
        if (total <= Head + Tail + 1) return new TableView(columns, [.. Range(0, total).Select(row)], total, -1);
        return new TableView(columns, [.. Range(0, Head).Concat(Range(total - Tail, Tail)).Select(row)], total, Head);
    }

    private static IEnumerable<long> Range(long start, long count)
    {
        for (var i = start; i < start + count; i++) yield return i;
    }

    public string Html()
    {
        var html = new StringBuilder("<table class=\"workbench\"><thead><tr>");
        foreach (var column in Columns) html.Append(CultureInfo.InvariantCulture, $"<th title=\"{Kind(column)}\" style=\"text-align:{Align(column)}\">{WebUtility.HtmlEncode(column.Name)}<br><small style=\"font-weight:normal\">{Kind(column)}</small></th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < Rows.Count; i++)
        {
            if (i == Gap) html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{Columns.Count}\">… {Total - Rows.Count:N0} rows …</td></tr>");
            html.Append("<tr>");
            for (var j = 0; j < Columns.Count; j++) html.Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:{Align(Columns[j])}\">{WebUtility.HtmlEncode(Text(Rows[i][j]))}</td>");
            html.Append("</tr>");
        }

        return html.Append(CultureInfo.InvariantCulture, $"</tbody></table><p>{Counts()}</p>").ToString();
    }

    public string Plain()
    {
        var cells = Rows.Select(row => row.Select(value => Short(Text(value))).ToList()).ToList();
        var widths = Columns.Select((column, j) => Math.Max(column.Name.Length, cells.Count == 0 ? 0 : cells.Max(row => row[j].Length))).ToList();
        var text = new StringBuilder();
        text.AppendJoin("  ", Columns.Select((column, j) => column.Name.PadRight(widths[j]))).Append('\n');
        for (var i = 0; i < cells.Count; i++)
        {
            if (i == Gap) text.Append(CultureInfo.InvariantCulture, $"... {Total - Rows.Count:N0} rows ...\n");
            text.AppendJoin("  ", cells[i].Select((cell, j) => Columns[j].IsNumber ? cell.PadLeft(widths[j]) : cell.PadRight(widths[j]))).Append('\n');
        }

        text.Append(Counts());
        if (Columns.Count > 0) text.Append('\n').AppendJoin("; ", Columns.Select(column => $"{column.Name}: {Kind(column)}"));
        return text.ToString();
    }

    private string Counts() => string.Create(CultureInfo.InvariantCulture, $"{Total:N0} {(Total == 1 ? "row" : "rows")}, {Columns.Count} {(Columns.Count == 1 ? "column" : "columns")}");

    /// <summary>The rows shown, as a Frictionless tabular data resource.</summary>
    public JsonObject DataResource() => new()
    {
        ["schema"] = new JsonObject { ["fields"] = new JsonArray([.. Columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = column.Type })]) },
        ["data"] = new JsonArray([.. Rows.Select(row => (JsonNode)new JsonObject(Columns.Select((column, j) => new KeyValuePair<string, JsonNode?>(column.Name, Node(row[j]))).DistinctBy(pair => pair.Key)))]),
        ["rows"] = Total,
        ["gap"] = Gap,
    };

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
        int or long or short or byte => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => Text(value),
    };

    /// <summary>A value of a table as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString(Math.Abs(number) is >= 1e-4 and < 1e15 ? "#,0.######" : "G6", CultureInfo.InvariantCulture),
        long or int => ((IFormattable)value).ToString(Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) < 10_000 ? "0" : "N0", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        System.Collections.IEnumerable items and not string => Listed(items),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Pair(value) is { } pair ? $"{Text(pair.Key)}: {Text(pair.Value)}" : value.ToString() ?? "",
    };

    /// <summary>Key and value of one entry of a dictionary; null for anything else.</summary>
    public static (object? Key, object? Value)? Pair(object value) => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
        ? (type.GetProperty("Key")!.GetValue(value), type.GetProperty("Value")!.GetValue(value)) : null;

    private static string Listed(System.Collections.IEnumerable items)
    {
        var first = items.Cast<object?>().Take(MostInCell + 1).ToList();
        return string.Join("; ", first.Take(MostInCell).Select(Text)) + (first.Count > MostInCell ? "; …" : "");
    }

    private static string Kind(TableColumn column) => column.Empty == 0 ? column.Type : string.Create(CultureInfo.InvariantCulture, $"{column.Type}, {column.Empty:N0} empty");

    private static string Short(string text) => text.Length <= 48 ? text : text[..47] + "…";

    private static string Align(TableColumn column) => column.IsNumber ? "right" : "left";

    private static string TypeName(Type type) => type == typeof(bool) ? "boolean"
        : type == typeof(double) || type == typeof(float) || type == typeof(decimal) ? "number"
        : type == typeof(long) || type == typeof(int) ? "integer"
        : type == typeof(DateTime) || type == typeof(DateOnly) ? "date"
        : "string";
}

/// <summary>A column of a table that is shown.</summary>
internal sealed record TableColumn(string Name, string Type, long Empty)
{
    public bool IsNumber => Type is "number" or "integer";
}
