using System.Text.Json.Nodes;

namespace Workbench.Runs.Reuse;

/// <summary>What the outputs of a notebook depend on; two equal keys mean that it need not run again.</summary>
/// <param name="Cells">Hash of each cell's content by its id, in order.</param>
/// <param name="Parameters">Values given.</param>
/// <param name="Files">Hash of each data table and file read, by name.</param>
/// <param name="Library">Build of the libraries that cells use.</param>
/// <param name="Runner">Build of the programs that run cells.</param>
public sealed record NotebookKey(
    IReadOnlyList<KeyValuePair<string, string>> Cells, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, string> Files, string Library, string Runner)
{
    /// <summary>The first thing in which this key is not an earlier one, as a reason; null when nothing is.</summary>
    /// <param name="earlier">The key of an earlier run.</param>
    /// <param name="shown">How a file is named to a reader; by its package when null.</param>
    public string? Difference(NotebookKey earlier, Func<string, string>? shown = null)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Parameter(earlier) ?? Cell(earlier) ?? File(earlier, shown ?? (name => name))
            ?? (Library != earlier.Library ? "the library changed" : Runner != earlier.Runner ? "the runner changed" : null);
    }

    /// <summary>The key as the manifest holds it.</summary>
    public JsonObject ToJson() => new()
    {
        ["cells"] = new JsonArray([.. Cells.Select(cell => (JsonNode)new JsonArray(cell.Key, cell.Value))]),
        ["parameters"] = Map(Parameters),
        ["files"] = Map(Files),
        ["library"] = Library,
        ["runner"] = Runner,
    };

    /// <summary>Reads a key back; null when the manifest has none of this shape.</summary>
    public static NotebookKey? Read(JsonNode? node) => node is not JsonObject key || key["cells"] is not JsonArray cells ? null : new NotebookKey(
        [.. cells.OfType<JsonArray>().Select(pair => new KeyValuePair<string, string>(pair[0]!.GetValue<string>(), pair[1]!.GetValue<string>()))],
        Map(key["parameters"]), Map(key["files"]), key["library"]?.GetValue<string>() ?? "", key["runner"]?.GetValue<string>() ?? "");

    private string? Parameter(NotebookKey earlier)
    {
        var name = Parameters.Keys.Union(earlier.Parameters.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name => Parameters.GetValueOrDefault(name) != earlier.Parameters.GetValueOrDefault(name));
        return name is null ? null : name == "seed" ? "the seed changed" : $"parameter {name} is {Parameters.GetValueOrDefault(name) ?? "its default"}, was {earlier.Parameters.GetValueOrDefault(name) ?? "its default"}";
    }

    private string? Cell(NotebookKey earlier)
    {
        if (Cells.SequenceEqual(earlier.Cells)) return null;
        var before = earlier.Cells.GroupBy(cell => cell.Key).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        for (var i = 0; i < Cells.Count; i++)
        {
            if (!before.TryGetValue(Cells[i].Key, out var hash)) return $"cell {i + 1} {Cells[i].Key} is new";
            if (hash != Cells[i].Value) return $"cell {i + 1} {Cells[i].Key} changed";
        }

        return Cells.Count < earlier.Cells.Count ? "a cell was removed" : "cells were moved";
    }

    private string? File(NotebookKey earlier, Func<string, string> shown)
    {
        var changed = earlier.Files.Keys.Union(Files.Keys).Order(StringComparer.Ordinal).Where(name => Files.GetValueOrDefault(name) != earlier.Files.GetValueOrDefault(name)).ToList();
        if (changed.Count == 0) return null;
        // The tables tell more than the descriptor, which changes with each of them.
        var name = changed.FirstOrDefault(name => !name.EndsWith("/datapackage.json", StringComparison.Ordinal)) ?? changed[0];
        return Files.TryGetValue(name, out var now) && now.Length == 0 ? $"{name} is not in the data any more" : $"{shown(name)} {(earlier.Files.ContainsKey(name) ? "changed" : "is new")}";
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> map) => new(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));

    private static Dictionary<string, string> Map(JsonNode? node) => node is JsonObject map ? map.ToDictionary(pair => pair.Key, pair => pair.Value?.GetValue<string>() ?? "", StringComparer.Ordinal) : [];
}
