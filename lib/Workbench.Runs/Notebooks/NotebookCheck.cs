using LiveCommerce;
using LiveCommerce.Data;
using Workbench.Runs.Compare;

namespace Workbench.Runs.Notebooks;

/// <summary>What a committed notebook must be: clean, and readable by every host.</summary>
public static class NotebookCheck
{
    /// <summary>Faults of a notebook.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="shown">How it is named in faults.</param>
    /// <param name="data">The data folder that its needs are set against; null when there is none.</param>
    public static IReadOnlyList<Fault> Run(string path, string shown, string? data = null)
    {
        try
        {
            var notebook = Notebook.Read(path);
            return [.. notebook.Cells.SelectMany(cell => Check(cell, shown)), .. data is null ? [] : NotebookNeed.Of(notebook).SelectMany(need => Check(need, shown, data))];
        }
        catch (DataFaultException error)
        {
            return [.. error.Faults.Select(fault => fault with { Path = shown })];
        }
    }

    private static IEnumerable<Fault> Check(NotebookNeed need, string shown, string data)
    {
        var file = Path.Combine(data, need.Table);
        if (!File.Exists(file))
        {
            var tables = Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories).Select(table => Path.GetRelativePath(data, table).Replace('\\', '/'));
            yield return new Fault(shown, 0, 0, "NB106", $"it needs {need.Table}, which is no table of the data{Spelling.Hint(need.Table, tables)}", "a path below the data folder, such as sessions/sessions.csv", "correct 'needs' in the metadata");
            yield break;
        }

        using var reader = new StreamReader(file);
        var header = CsvRows.Read(reader).FirstOrDefault() ?? [];
        foreach (var column in need.Columns.Select(column => column.Split('=')[0]).Where(column => !header.Contains(column)))
            yield return new Fault(shown, 0, 0, "NB106", $"it needs '{column}', which is no column of {need.Table}{Spelling.Hint(column, header)}", $"one of {string.Join(", ", header)}", "correct 'needs' in the metadata");
    }

    private static IEnumerable<Fault> Check(NotebookCell cell, string shown)
    {
        var place = $"{shown}(cell {cell.Index + 1} {cell.Id})";
        if (cell.Id.Length == 0)
            yield return new Fault(place, 0, 0, "NB101", "no cell id", "an id that stays for life", "save the notebook as nbformat 4.5");
        if (cell.Kind != "code") yield break;
        if (cell.Outputs.Count > 0 || cell.HasRun)
            yield return new Fault(place, 0, 0, "NB102", "outputs", "a clean notebook", "clear all outputs before committing; runs keep them in runs/");
        if (!cell.HasMarkers)
            yield return new Fault(place, 0, 0, "NB103", "no language markers", "polyglot_notebook.kernelName and dotnet_interactive.language in the metadata", "add both; plain Jupyter clients and .NET Interactive each need one");
        if (cell.Language == "fsharp" && !cell.Source.TrimStart().StartsWith("#!fsharp", StringComparison.Ordinal))
            yield return new Fault(place, 0, 0, "NB104", "an F# cell without #!fsharp", "#!fsharp as its first line", "add it: plain Jupyter clients send no cell metadata");
    }
}
