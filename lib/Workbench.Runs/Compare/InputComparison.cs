using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveCommerce.Data.Package;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Compare;

/// <summary>What changed in the inputs of two runs: rows of tables, parameters, cells, library, runner.</summary>
internal static partial class InputComparison
{
    private const int MostRows = 50;

    public static IReadOnlyList<InputChange> Of(RunFiles before, RunFiles after) => [.. Data(before, after), .. NotebookInputs(before, after), .. Programs(before, after)];

    /// <summary>The lines of the injected cells of a notebook by the parameter that they set.</summary>
    public static IReadOnlyDictionary<string, string> Given(Notebook notebook) => notebook.Cells.Where(cell => cell.Tags.Contains(NotebookParameters.InjectedTag)).SelectMany(Lines)
        .ToDictionary(pair => pair.Name, pair => pair.Line, StringComparer.Ordinal);

    internal static IEnumerable<(string Name, string Line)> Lines(NotebookCell cell)
    {
        var names = cell.Language == "fsharp" ? FSharpParameters.Read(cell.Source) : CSharpParameters.Read(cell.Source);
        var lines = cell.Source.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("#!", StringComparison.Ordinal));
        return names.Zip(lines, (parameter, line) => (parameter.Name, line));
    }

    /// <summary>Columns that name a row of a table, as its descriptor says; its first column when it says nothing.</summary>
    public static IReadOnlyList<string> KeyOf(RunFiles run, string table, CsvTable rows)
    {
        var slash = table.IndexOf('/', StringComparison.Ordinal);
        var descriptor = run.Hashes.TryGetValue($"{table[..slash]}/{DataPackage.DescriptorName}", out var hash) && run.Inputs.Find(hash) is { } bytes ? JsonNode.Parse(bytes) : null;
        var resource = (descriptor?["resources"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(resource => resource["path"]?.ToString() == table[(slash + 1)..]);
        return resource?["schema"]?["primaryKey"] switch
        {
            JsonArray names => [.. names.Select(name => name!.ToString())],
            JsonValue name => [name.ToString()],
            _ => [.. rows.Header.Take(1)],
        };
    }

    private static IEnumerable<InputChange> Data(RunFiles before, RunFiles after)
    {
        foreach (var table in before.Hashes.Keys.Union(after.Hashes.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(table => !table.EndsWith("/" + DataPackage.DescriptorName, StringComparison.Ordinal)))
        {
            var (old, now) = (before.Hashes.GetValueOrDefault(table), after.Hashes.GetValueOrDefault(table));
            if (old == now) continue;
            if (old is null || now is null)
            {
                yield return new InputChange("data", table, old is null ? "is read now and was not before" : "is not read any more");
                continue;
            }

            if (before.Inputs.Find(old) is not { } oldBytes || after.Inputs.Find(now) is not { } newBytes)
            {
                yield return new InputChange("data", table, "changed; its rows are not at hand any more");
                continue;
            }

            var (was, has) = (CsvTable.Read(oldBytes), CsvTable.Read(newBytes));
            var rows = RowDifferences.Of(was, has, KeyOf(after, table, has));
            if (rows.Count == 0) yield return new InputChange("data", table, "is written otherwise; its fields are the same");
            foreach (var row in rows.Take(MostRows)) yield return new InputChange("data", table, Described(row)) { Row = row.Key };
            if (rows.Count > MostRows) yield return new InputChange("data", table, string.Create(CultureInfo.InvariantCulture, $"{rows.Count - MostRows} more rows changed"));
        }
    }

    private static string Described(RowChange row) => row.Kind switch
    {
        "new" => $"row {row.Key} is new",
        "gone" => $"row {row.Key} is gone",
        _ => $"row {row.Key}: {string.Join("; ", row.Cells.Select(cell => $"{cell.Column} {Short(cell.Before)} → {Short(cell.After)}"))}",
    };

    private static string Short(string text) => text.Length == 0 ? "(empty)" : text.Length <= 60 ? text : text[..59] + "…";

    private static IEnumerable<InputChange> NotebookInputs(RunFiles before, RunFiles after)
    {
        foreach (var notebook in after.Notebooks)
        {
            if (before.Notebooks.FirstOrDefault(old => old.Id == notebook.Id) is not { } earlier)
            {
                yield return new InputChange("cells", notebook.Id, "was not in the older run") { Notebook = notebook.Id };
                continue;
            }

            var (old, now) = (Given(earlier), Given(notebook));
            foreach (var name in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name)))
                yield return new InputChange("parameter", name, $"{Value(earlier, old, name)} → {Value(notebook, now, name)}, in {notebook.Id}") { Notebook = notebook.Id };
            var (oldCells, newCells) = (Own(earlier), Own(notebook));
            if (!oldCells.SequenceEqual(newCells))
            {
                var changed = newCells.Except(oldCells).Concat(oldCells.Except(newCells)).Select(cell => cell.Id).Distinct().ToList();
                yield return new InputChange("cells", notebook.Id, changed.Count == 0 ? "cells were moved" : $"cell{(changed.Count == 1 ? "" : "s")} {string.Join(", ", changed)} changed") { Notebook = notebook.Id };
            }
        }

        foreach (var gone in before.Notebooks.Where(old => after.Notebooks.All(notebook => notebook.Id != old.Id))) yield return new InputChange("cells", gone.Id, "is not in the newer run") { Notebook = gone.Id };
    }

    private static List<(string Id, string Source)> Own(Notebook notebook) =>
        [.. notebook.Cells.Where(cell => cell.Kind == "code" && !cell.Tags.Contains(NotebookParameters.InjectedTag)).Select(cell => (cell.Id, cell.Source))];

    private static string Value(Notebook notebook, IReadOnlyDictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var line) ? Number().Replace(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(' ', ';'), "$1")
        : NotebookParameters.Of(notebook).FirstOrDefault(parameter => parameter.Name == name)?.Default is { } literal ? $"{literal} (its default)" : "not declared";

    private static IEnumerable<InputChange> Programs(RunFiles before, RunFiles after)
    {
        var keys = after.Notebooks.Select(notebook => (old: before.Key(notebook.Id), now: after.Key(notebook.Id))).Where(pair => pair.old is not null && pair.now is not null).ToList();
        if (keys.Any(pair => pair.old!.Library != pair.now!.Library)) yield return new InputChange("library", "library", $"{Version(before)} → {Version(after)}");
        if (keys.Any(pair => pair.old!.Runner != pair.now!.Runner)) yield return new InputChange("runner", "runner", $"{Version(before)} → {Version(after)}");
    }

    private static string Version(RunFiles run)
    {
        var library = run.Manifest["library"];
        return library?["commit"]?.ToString() is { Length: >= 7 } commit
            ? $"{library["version"]} at {commit[..7]}{(library["dirty"]?.GetValue<bool>() == true ? " with changes" : "")}"
            : $"{library?["version"]}, of another build";
    }

    [GeneratedRegex(@"\A(-?[\d.]+)(?:d|m|L|UL)\z")]
    private static partial Regex Number();
}
