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

    public static IReadOnlyList<InputChange> Of(Compared before, Compared after) => [.. Data(before, after), .. Descriptors(before, after), .. FilesBeside(before, after), .. NotebookInputs(before, after), .. Programs(before, after)];

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

    private static IEnumerable<InputChange> Data(Compared before, Compared after)
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

            if (before.Run.Inputs.Find(old) is not { } oldBytes || after.Run.Inputs.Find(now) is not { } newBytes)
            {
                yield return new InputChange("data", table, "changed; its rows are not at hand any more");
                continue;
            }

            if (before.Run.Hashes.FirstOrDefault(pair => pair.Value == old).Key is { } earlier && earlier != table && !before.Run.Hashes.ContainsKey(table)) yield return new InputChange("package", table, $"takes the place of {earlier}");
            var (was, has) = (CsvTable.Read(oldBytes), CsvTable.Read(newBytes));
            var rows = RowDifferences.Of(was, has, KeyOf(after.Run, table, has));
            if (rows.Count == 0) yield return new InputChange("data", table, "is written otherwise; its fields are the same");
            foreach (var row in rows.Take(MostRows)) yield return new InputChange("data", table, Described(row)) { Row = row.Key };
            if (rows.Count > MostRows) yield return new InputChange("data", table, string.Create(CultureInfo.InvariantCulture, $"{rows.Count - MostRows} more rows changed"));
        }
    }

    /// <summary>Descriptors that say something else of their tables than sizes and hashes.</summary>
    private static IEnumerable<InputChange> Descriptors(Compared before, Compared after) =>
        from name in before.Hashes.Keys.Intersect(after.Hashes.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        where name.EndsWith("/" + DataPackage.DescriptorName, StringComparison.Ordinal) && before.Hashes[name] != after.Hashes[name]
        let old = before.Run.Inputs.Find(before.Hashes[name])
        let now = after.Run.Inputs.Find(after.Hashes[name])
        where old is not null && now is not null && Said(old) != Said(now)
        select new InputChange("data", name, "says other things of its tables: types, units, keys, origins or constraints");

    private static string Said(byte[] descriptor)
    {
        var root = JsonNode.Parse(descriptor)!;
        foreach (var resource in (root["resources"] as JsonArray ?? []).OfType<JsonObject>())
        {
            resource.Remove("hash");
            resource.Remove("bytes");
        }

        return root.ToJsonString();
    }

    /// <summary>Files that the code of a notebook names and no package describes: runs know their hashes alone.</summary>
    private static IEnumerable<InputChange> FilesBeside(Compared before, Compared after) =>
        from notebook in after.Notebooks
        let old = before.Run.Key(notebook.Id)?.Files
        let now = after.Run.Key(notebook.Id)?.Files
        where old is not null && now is not null
        from name in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        where !before.Hashes.ContainsKey(name) && !after.Hashes.ContainsKey(name) && !name.EndsWith("/" + DataPackage.DescriptorName, StringComparison.Ordinal) && old.GetValueOrDefault(name) != now.GetValueOrDefault(name)
        select new InputChange("file", name, $"{(old.ContainsKey(name) ? now.ContainsKey(name) ? "changed" : "is not named any more" : "is named now and was not before")}, in {notebook.Id}") { Notebook = notebook.Id };

    private static string Described(RowChange row) => row.Kind switch
    {
        "new" => $"row {row.Key} is new",
        "gone" => $"row {row.Key} is gone",
        _ => $"row {row.Key}: {string.Join("; ", row.Cells.Select(cell => $"{cell.Column} {Short(cell.Before)} → {Short(cell.After)}"))}",
    };

    private static string Short(string text) => text.Length == 0 ? "(empty)" : text.Length <= 60 ? text : text[..59] + "…";

    private static IEnumerable<InputChange> NotebookInputs(Compared before, Compared after)
    {
        foreach (var notebook in after.Notebooks)
        {
            var earlier = before.Notebooks.First(old => old.Id == notebook.Id);
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
    }

    private static List<(string Id, string Source)> Own(Notebook notebook) =>
        [.. notebook.Cells.Where(cell => cell.Kind == "code" && !cell.Tags.Contains(NotebookParameters.InjectedTag)).Select(cell => (cell.Id, cell.Source))];

    private static string Value(Notebook notebook, IReadOnlyDictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var line) ? Number().Replace(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim(' ', ';'), "$1")
        : NotebookParameters.Of(notebook).FirstOrDefault(parameter => parameter.Name == name)?.Default is { } literal ? $"{literal} (its default)" : "not declared";

    private static IEnumerable<InputChange> Programs(Compared before, Compared after)
    {
        var keys = after.Notebooks.Select(notebook => (old: before.Run.Key(notebook.Id), now: after.Run.Key(notebook.Id))).Where(pair => pair.old is not null && pair.now is not null).ToList();
        if (keys.Any(pair => pair.old!.Library != pair.now!.Library)) yield return new InputChange("library", "library", $"{Version(before.Run)} → {Version(after.Run)}");
        if (keys.Any(pair => pair.old!.Runner != pair.now!.Runner)) yield return new InputChange("runner", "runner", $"{Version(before.Run)} → {Version(after.Run)}");
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
