using System.Text.Json.Nodes;
using Workbench.Kernel.Display;

namespace Workbench.Runs.Compare;

/// <summary>Two runs set side by side: what moved in what they say, then what changed in what they were made from.</summary>
/// <param name="Before">Name of the older run.</param>
/// <param name="After">Name of the newer run.</param>
/// <param name="Numbers">Numbers that moved, the largest change first.</param>
/// <param name="Claims">Claims whose verdict changed.</param>
/// <param name="Figures">Figures that changed.</param>
/// <param name="Tables">Tables that changed.</param>
/// <param name="Inputs">Inputs that changed.</param>
public sealed record RunComparison(
    string Before, string After, IReadOnlyList<NumberChange> Numbers, IReadOnlyList<ClaimChange> Claims,
    IReadOnlyList<FigureChange> Figures, IReadOnlyList<TableChange> Tables, IReadOnlyList<InputChange> Inputs)
{
    /// <summary>Numbers that both runs have and that did not move.</summary>
    public int Unmoved { get; init; }

    /// <summary>Notebooks that did not come to their end in one of the runs: nothing of them is compared.</summary>
    public IReadOnlyList<LeftOutNotebook> LeftOut { get; init; } = [];

    /// <summary>Whether causes were looked for.</summary>
    public bool Explained { get; init; }

    /// <summary>The largest change; a verdict that changed counts as large.</summary>
    public ChangeSize Largest => Claims.Count > 0 ? ChangeSize.Large : Numbers.Select(number => number.Size).DefaultIfEmpty(ChangeSize.None).Max();

    /// <summary>Compares two runs.</summary>
    public static RunComparison Of(RunFiles before, RunFiles after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now, left) = Compared.Of(before, after);
        return new RunComparison(before.Name, after.Name, NumbersOf(old.Numbers, now.Numbers), ClaimsOf(old.Claims, now.Claims), FiguresOf(old, now), TablesOf(old, now), InputComparison.Of(old, now))
        {
            Unmoved = now.Numbers.Keys.Count(id => old.Numbers.TryGetValue(id, out var was) && Value(was, "value") == Value(now.Numbers[id], "value")),
            LeftOut = left,
        };
    }

    internal static IReadOnlyList<NumberChange> NumbersOf(IReadOnlyDictionary<string, JsonObject> before, IReadOnlyDictionary<string, JsonObject> after) =>
        [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(id =>
        {
            var (old, now) = (before.GetValueOrDefault(id), after.GetValueOrDefault(id));
            var size = ChangeSizes.Of(Value(old, "value"), Value(now, "value"), Value(old, "low"), Value(old, "high"));
            if (size == ChangeSize.None && (old is null) != (now is null)) size = ChangeSize.Large;
            return new NumberChange(id, size, Value(old, "value"), Value(now, "value"), Text(old, "text"), Text(now, "text"), Text(now ?? old, "sentence"));
        }).Where(change => change.Size != ChangeSize.None).OrderByDescending(change => change.Size).ThenByDescending(change => change.Relative).ThenBy(change => change.Id, StringComparer.Ordinal)];

    internal static IReadOnlyList<ClaimChange> ClaimsOf(IReadOnlyDictionary<string, JsonObject> before, IReadOnlyDictionary<string, JsonObject> after) =>
        [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => new ClaimChange(id, Text(before.GetValueOrDefault(id), "verdict"), Text(after.GetValueOrDefault(id), "verdict"), Text(after.GetValueOrDefault(id) ?? before.GetValueOrDefault(id), "sentence")))
            .Where(change => change.Before != change.After)];

    private static List<FigureChange> FiguresOf(Compared before, Compared after)
    {
        var changes = new List<FigureChange>();
        foreach (var id in before.FigureIds.Union(after.FigureIds, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (old, now) = (Figure(before, id), Figure(after, id));
            var title = Text(JsonNode.Parse(now ?? old!), "title");
            if (old is null || now is null) changes.Add(new FigureChange(id, title, [], old is null ? "new" : "gone"));
            else if (!old.AsSpan().SequenceEqual(now)) changes.Add(Changed(id, title, RowsOf(before.Run, id), RowsOf(after.Run, id)));
        }

        return [.. changes.OrderByDescending(change => change.Rows.Count)];
    }

    private static FigureChange Changed(string id, string title, CsvTable before, CsvTable after) =>
        RowDifferences.Of(before, after) is { Count: > 0 } rows ? new FigureChange(id, title, rows, "rows") : new FigureChange(id, title, [], "looks");

    private static byte[]? Figure(Compared run, string id) => run.FigureIds.Contains(id) ? run.Run.Bytes($"figures/{id}.json") : null;

    private static CsvTable RowsOf(RunFiles run, string id) => CsvTable.Read(run.Bytes($"figures/{id}.csv") ?? []);

    private static List<TableChange> TablesOf(Compared before, Compared after)
    {
        var old = Shown(before).ToDictionary(table => table.Place, table => table.Rows, StringComparer.Ordinal);
        return [.. Shown(after).Where(table => old.ContainsKey(table.Place))
            .Select(table => new TableChange(table.Place, RowDifferences.Of(old[table.Place], table.Rows))).Where(change => change.Rows.Count > 0)];
    }

    private static IEnumerable<(string Place, CsvTable Rows)> Shown(Compared run) =>
        from notebook in run.Notebooks
        from cell in notebook.Cells
        from shown in cell.Outputs.Select((output, index) => (index, resource: output["data"]?["application/vnd.dataresource+json"] as JsonObject))
        where shown.resource is not null
        select ($"{notebook.Id}, cell {cell.Id}" + (shown.index == 0 ? "" : $", output {shown.index + 1}"), CsvTable.Read(LiveCommerce.Charts.PlottedRows.ToCsv(new JsonObject
        {
            ["fields"] = shown.resource["schema"]?["fields"]?.DeepClone() ?? new JsonArray(),
            ["data"] = shown.resource["data"]?.DeepClone() ?? new JsonArray(),
        })));

    private static double? Value(JsonNode? node, string key) => node?[key] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static string Text(JsonNode? node, string key) => node?[key]?.ToString() ?? "";
}
