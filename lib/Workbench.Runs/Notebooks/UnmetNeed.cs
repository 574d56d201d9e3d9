using System.Text.RegularExpressions;
using LiveCommerce.Data;
using Workbench.Runs.Compare;
using Workbench.Runs.Reuse;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Notebooks;

/// <summary>Tells a notebook that the given data cannot serve from one that is at fault.</summary>
internal static partial class UnmetNeed
{
    private const int Named = 6;

    /// <summary>What a failed cell needed and the data do not have: a package, a table, or a column that holds no value; null when the fault is another.</summary>
    /// <param name="notebook">The notebook up to the cell, with outputs.</param>
    /// <param name="failed">The cell.</param>
    /// <param name="reads">The tables that were read.</param>
    /// <param name="data">The data folder of the run.</param>
    public static string? Of(Notebook notebook, NotebookCell failed, IEnumerable<InputRead> reads, string data)
    {
        var error = failed.Outputs.LastOrDefault(output => output["output_type"]?.GetValue<string>() == "error");
        if (error is null) return null;
        if (error["ename"]?.GetValue<string>() == nameof(DataFaultException)) return Absent(error["evalue"]?.GetValue<string>() ?? "");
        var source = string.Join('\n', notebook.Cells.Where(cell => cell.Kind == "code" && cell.Index <= failed.Index).Select(cell => cell.Source));
        var files = new InputFiles(data);
        foreach (var name in reads.Select(read => read.Path).Distinct(StringComparer.Ordinal))
        {
            if (!name.EndsWith(".csv", StringComparison.Ordinal) || files.PathOf(name) is not { } path) continue;
            var table = CsvTable.Read(File.ReadAllBytes(path));
            var empty = table.Header.Where(column => source.Contains($"\"{column}\"", StringComparison.Ordinal) && table.Rows.All(row => table.Field(row, column).Length == 0)).ToList();
            if (empty.Count > 0) return $"needs {string.Join(", ", empty.Take(Named))}{(empty.Count > Named ? $" and {empty.Count - Named} more" : "")}, which {(empty.Count == 1 ? "is" : "are")} empty in {name}";
        }

        return null;
    }

    private static string? Absent(string message)
    {
        var faults = Faults().Matches(message);
        return faults.Count > 0 && faults.All(fault => fault.Groups["code"].Value is "DATA001" or "DATA008")
            ? $"needs {faults[0].Groups["expected"].Value}: {faults[0].Groups["found"].Value}" : null;
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+): (?<found>.*?); expected (?<expected>.*?)\. Fix: ")]
    private static partial Regex Faults();
}
