using System.Text.Json.Nodes;
using LiveCommerce.Data;

namespace Workbench.Runs.Notebooks;

/// <summary>A table that a notebook needs, as its metadata declares: <c>"workbench": {"needs": {"sessions/sessions.csv": ["orders", "platform_id=douyin"]}}</c>.</summary>
/// <param name="Table">The table by its path below the data folder.</param>
/// <param name="Columns">Columns that must hold a value; <c>column=value</c> where it must hold this one, <c>column=beginning*</c> where one that begins so.</param>
public sealed record NotebookNeed(string Table, IReadOnlyList<string> Columns)
{
    /// <summary>The needs of a notebook; none when it declares none.</summary>
    /// <exception cref="DataFaultException">They are not written as tables with lists of columns.</exception>
    public static IReadOnlyList<NotebookNeed> Of(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (notebook.Settings?["needs"] is not { } declared) return [];
        return declared is JsonObject tables && tables.All(table => Plain(table.Key) && table.Value is JsonArray columns && columns.All(column => column is JsonValue value && value.TryGetValue<string>(out _)))
            ? [.. tables.Select(table => new NotebookNeed(table.Key, [.. table.Value!.AsArray().Select(column => column!.GetValue<string>())]))]
            : throw new DataFaultException([new Fault(notebook.Path, 0, 0, "NB105", "'needs' in the metadata is not understood", "tables below the data folder, each with a list of columns", "write \"workbench\": {\"needs\": {\"sessions/sessions.csv\": [\"orders\"]}}")]);
    }

    private static bool Plain(string table) => table.Length > 0 && !Path.IsPathRooted(table) && !table.Split('/', '\\').Contains("..");
}
