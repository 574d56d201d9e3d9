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
        var rows = figure["rows"]!["data"]!.AsArray().Select(row => fields.ToDictionary(Text, field => Cell(row![field]))).ToList();
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

    private static Dictionary<string, object?> Line(string what, string? value) => new() { ["What"] = what, ["Value"] = Text(value ?? "") };

    private static object? Cell(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        null => null,
        _ => Text(node.ToString()),
    };

    /// <summary>Text that no spreadsheet computes, without the signs that XML does not know: one of them makes a workbook unreadable.</summary>
    private static string Text(string text)
    {
        var known = new System.Text.StringBuilder();
        foreach (var rune in PlottedRows.Inert(text).EnumerateRunes()) known.Append(rune.Value is >= 0x20 or '\t' or '\n' or '\r' && rune.Value is not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        return known.ToString();
    }
}
