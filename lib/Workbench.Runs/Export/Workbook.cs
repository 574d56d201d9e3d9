using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using MiniExcelLibs;

namespace Workbench.Runs.Export;

/// <summary>The rows behind a figure as an Excel workbook: the data on one sheet, their origin on another.</summary>
internal static class Workbook
{
    public static byte[] Of(JsonObject figure, FigureStamp stamp)
    {
        var fields = figure["rows"]!["fields"]!.AsArray().Select(field => field!["name"]!.GetValue<string>()).ToList();
        var rows = figure["rows"]!["data"]!.AsArray().Select(row => fields.ToDictionary(PlottedRows.Inert, field => Cell(row![field]))).ToList();
        var origin = new List<Dictionary<string, object?>>
        {
            Line("Figure", stamp.Figure),
            Line("Title", figure["title"]?.ToString()),
            Line("Source", figure["caption"]?.ToString()),
        };
        origin.AddRange(stamp.Data.Select(pair => Line("Data", $"{pair.Key} {pair.Value}")));
        origin.Add(Line("Repeat", stamp.Command));
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["Data"] = rows, ["Origin"] = origin });
        return stream.ToArray();
    }

    private static Dictionary<string, object?> Line(string what, string? value) => new() { ["What"] = what, ["Value"] = PlottedRows.Inert(value ?? "") };

    private static object? Cell(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        null => null,
        _ => PlottedRows.Inert(node.ToString()),
    };
}
