using LiveCommerce.Data;

namespace Workbench.Runs.Notebooks;

/// <summary>What a committed notebook must be: clean, and readable by every host.</summary>
public static class NotebookCheck
{
    /// <summary>Faults of a notebook.</summary>
    public static IReadOnlyList<Fault> Run(string path, string shown)
    {
        try
        {
            var notebook = Notebook.Read(path);
            return [.. notebook.Cells.SelectMany(cell => Check(cell, shown))];
        }
        catch (DataFaultException error)
        {
            return [.. error.Faults.Select(fault => fault with { Path = shown })];
        }
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
