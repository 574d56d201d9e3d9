using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>The cells of this session, as clients ask for them.</summary>
internal sealed class CellHistory
{
    private readonly List<(int Line, string Code, string? Result)> cells = [];

    public void Add(int line, string code) => cells.Add((line, code, null));

    /// <summary>Remembers the result of the cell that was added last.</summary>
    public void Result(string text) => cells[^1] = cells[^1] with { Result = text };

    /// <summary>The reply to a history request: the last cells, a range of lines, or those that fit a pattern.</summary>
    public JsonObject Reply(JsonObject request)
    {
        var kept = request["hist_access_type"]?.GetValue<string>() switch
        {
            "range" => Range(request),
            "search" => Search(request["pattern"]?.GetValue<string>() ?? "*", request["unique"]?.GetValue<bool>() ?? false),
            _ => cells,
        };
        if (request["hist_access_type"]?.GetValue<string>() != "range" && Number(request["n"]) is { } last) kept = [.. kept.TakeLast(last)];
        var output = request["output"]?.GetValue<bool>() ?? false;
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. kept.Select(cell => (JsonNode)new JsonArray(0, cell.Line, output ? new JsonArray(cell.Code, cell.Result) : cell.Code))]),
        };
    }

    private List<(int Line, string Code, string? Result)> Range(JsonObject request)
    {
        if (Number(request["session"]) is { } session and not 0) return [];
        var (start, stop) = (Number(request["start"]) ?? 1, Number(request["stop"]) ?? int.MaxValue);
        return [.. cells.Where(cell => cell.Line >= start && cell.Line < stop)];
    }

    private List<(int Line, string Code, string? Result)> Search(string pattern, bool unique)
    {
        var found = cells.Where(cell => FileSystemName.MatchesSimpleExpression(pattern, cell.Code, ignoreCase: false));
        return [.. unique ? found.Reverse().DistinctBy(cell => cell.Code).Reverse() : found];
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
