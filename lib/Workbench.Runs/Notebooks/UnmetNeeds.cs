using System.Text.RegularExpressions;
using LiveCommerce.Data;
using Workbench.Runs.Compare;

namespace Workbench.Runs.Notebooks;

/// <summary>Sets what notebooks need against a data folder, before anything runs.</summary>
/// <param name="data">The data folder of the run.</param>
/// <param name="isStored">Whether the sessions come from a store and not from the folder.</param>
internal sealed partial class UnmetNeeds(string data, bool isStored = false)
{
    private const int Named = 6;
    private readonly Dictionary<string, Dictionary<string, bool>> known = new(StringComparer.Ordinal);

    /// <summary>What a notebook needs and the folder does not have, to be read after "it"; null when it has all.</summary>
    public string? Of(Notebook notebook)
    {
        // A notebook of its own may stand where no data folder is beside it; it then looks for one above.
        if (!Directory.Exists(data)) return null;
        var unmet = NotebookNeed.Of(notebook).Where(need => !isStored || !need.Table.StartsWith("sessions/", StringComparison.Ordinal)).Select(Unmet).OfType<string>().ToList();
        return unmet.Count == 0 ? null : "needs " + string.Join("; and ", unmet);
    }

    private string? Unmet(NotebookNeed need)
    {
        var path = Path.Combine(data, need.Table);
        // A data folder may be the package of the facts itself.
        if (!File.Exists(path) && need.Table.StartsWith("curated/", StringComparison.Ordinal)) path = Path.Combine(data, need.Table["curated/".Length..]);
        if (!File.Exists(path)) return $"{need.Table}, which the data do not have";
        var lacking = need.Columns.Where(column => !Has(path, need.Columns, column)).ToList();
        if (lacking.Count == 0) return null;
        var words = lacking.Take(Named).Select(column => column.Split('=', 2) is [var name, var value] ? $"{name} \"{value}\"" : column);
        return $"{string.Join(", ", words)}{(lacking.Count > Named ? $" and {lacking.Count - Named} more" : "")}, which {need.Table} does not have";
    }

    private bool Has(string path, IReadOnlyList<string> all, string column)
    {
        var found = known.TryGetValue(path, out var there) ? there : known[path] = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (!found.ContainsKey(column)) Look(path, [.. all.Where(wanted => !found.ContainsKey(wanted))], found);
        return found[column];
    }

    /// <summary>Reads as far as needed: most tables have all of it in their first rows.</summary>
    private static void Look(string path, List<string> wanted, Dictionary<string, bool> found)
    {
        using var reader = new StreamReader(path);
        var header = new List<string>();
        var open = new List<(string Column, int Index, string? Value)>();
        foreach (var row in CsvRows.Read(reader))
        {
            if (header.Count == 0)
            {
                header.AddRange(row);
                open.AddRange(wanted.Select(column => column.Split('=', 2) is [var name, var value] ? (column, header.IndexOf(name), (string?)value) : (column, header.IndexOf(column), null)).Where(need => need.Item2 >= 0));
            }
            else
            {
                open.RemoveAll(need => need.Index < row.Count && Meets(row[need.Index], need.Value) && (found[need.Column] = true));
            }

            if (open.Count == 0) break;
        }

        foreach (var column in wanted) found.TryAdd(column, false);
    }

    private static bool Meets(string field, string? value) =>
        value is null ? field.Length > 0 : value.EndsWith('*') ? field.StartsWith(value[..^1], StringComparison.Ordinal) : field == value;

    /// <summary>What a cell said that failed for want of a data package; null when its fault is another.</summary>
    public static string? Package(NotebookCell failed)
    {
        var error = failed.Outputs.LastOrDefault(output => output["output_type"]?.GetValue<string>() == "error");
        if (error?["ename"]?.GetValue<string>() != nameof(DataFaultException)) return null;
        var faults = Faults().Matches(error["evalue"]?.GetValue<string>() ?? "");
        return faults.Count > 0 && faults.All(fault => fault.Groups["code"].Value is "DATA001" or "DATA008")
            ? $"needs {faults[0].Groups["expected"].Value}: {faults[0].Groups["found"].Value}" : null;
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+): (?<found>.*?); expected (?<expected>.*?)\. Fix: ")]
    private static partial Regex Faults();
}
