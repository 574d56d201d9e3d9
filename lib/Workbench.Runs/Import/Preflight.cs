using System.Globalization;
using System.Text.Json.Nodes;
using LiveCommerce.Data.Package;
using Workbench.Runs.Compare;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Import;

/// <summary>What an import brings that was not there, and what will move by it, before anything runs.</summary>
public static class Preflight
{
    private const int MostNew = 8;

    /// <summary>Lines for the user.</summary>
    /// <param name="target">What was imported.</param>
    /// <param name="data">The data folder before.</param>
    /// <param name="folder">The data folder after.</param>
    /// <param name="runs">The folder of runs, for what the newest run has read.</param>
    /// <param name="notebooks">The notebooks, for what they need.</param>
    public static IEnumerable<string> Lines(ImportTarget target, string data, string folder, string runs, IEnumerable<string> notebooks)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(notebooks);
        var needs = new UnmetNeeds(folder);
        var unmet = notebooks.Select(Notebook.Read).Select(notebook => (notebook.Id, Need: needs.Of(notebook))).Where(notebook => notebook.Need is not null).ToDictionary(notebook => notebook.Id, notebook => notebook.Need!, StringComparer.Ordinal);
        var file = Path.Combine(target.Package, target.Kind + ".csv");
        var (before, after) = (CsvTable.Read(File.ReadAllBytes(Path.Combine(data, file))), CsvTable.Read(File.ReadAllBytes(Path.Combine(folder, file))));
        yield return string.Create(CultureInfo.InvariantCulture, $"rows        {before.Rows.Count:N0} before, {after.Rows.Count:N0} after");
        foreach (var field in target.Schema(folder).Fields)
        {
            var (old, now) = (Values(before, field.Name), Values(after, field.Name));
            if (now.Count == 0 && old.Count > 0) yield return $"{field.Name,-20}  empty";
            else if (field.Type is "integer" or "number") { if (Range(old) is { } was && Range(now) is { } range && was != range) yield return $"{field.Name,-20}  {range}, was {was}"; }
            else if (field.Type is "date" or "datetime") { if (now.Count > 0 && (old.Count == 0 || now.Min(StringComparer.Ordinal) != old.Min(StringComparer.Ordinal) || now.Max(StringComparer.Ordinal) != old.Max(StringComparer.Ordinal))) yield return $"{field.Name,-20}  {now.Min(StringComparer.Ordinal)} to {now.Max(StringComparer.Ordinal)}"; }
            else if (field.Constraints is { Unique: false } && now.Except(old).ToList() is { Count: > 0 and <= 200 } added)
                yield return $"{field.Name,-20}  new: {string.Join(", ", added.Take(MostNew))}{(added.Count > MostNew ? string.Create(CultureInfo.InvariantCulture, $" and {added.Count - MostNew} more") : "")}";
        }

        foreach (var (id, need) in unmet) yield return $"cannot run  {id}: it {need}";
        foreach (var line in Moved(target, data, runs, unmet)) yield return line;
    }

    private static IEnumerable<string> Moved(ImportTarget target, string data, string runs, Dictionary<string, string> unmet)
    {
        var table = $"{DataPackage.Open(Path.Combine(data, target.Package)).Descriptor.Name}/{target.Kind}.csv";
        if (new EarlierRuns(runs).All.Select(run => run.Folder).FirstOrDefault() is not { } newest)
        {
            yield return "will move   not known: no run yet";
            yield break;
        }

        var run = RunFiles.Open(runs, newest);
        foreach (var notebook in run.Notebooks.Where(notebook => !unmet.ContainsKey(notebook.Id) && run.Key(notebook.Id)?.Files.ContainsKey(table) == true))
        {
            var figures = run.FigureIds.Where(id => run.Json($"figures/{id}.json")["notebook"]?.ToString() == notebook.Id);
            var numbers = run.Numbers.Where(pair => pair.Value["notebook"]?.ToString() == notebook.Id).Select(pair => pair.Key);
            yield return $"will move   {notebook.Id}: figures {Listed(figures)}; numbers {Listed(numbers)}";
        }
    }

    private static string Listed(IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } text ? text : "none";

    private static HashSet<string> Values(CsvTable table, string column) => table.Rows.Select(row => table.Field(row, column)).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static string? Range(HashSet<string> values)
    {
        var numbers = values.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite).ToList();
        return numbers.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{numbers.Min():#,0.###} to {numbers.Max():#,0.###}");
    }
}
