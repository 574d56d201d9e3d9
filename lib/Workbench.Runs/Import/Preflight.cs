using System.Globalization;
using System.Text.Json.Nodes;
using LiveCommerce.Data.Package;
using Workbench.Runs.Compare;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Import;

/// <summary>What an import brings that was not there, and what may move by it, before anything runs.</summary>
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

    /// <summary>What says that it comes from the table, by the sources and rows that figures and numbers carry: how far each moves only a run can tell.</summary>
    private static IEnumerable<string> Moved(ImportTarget target, string data, string runs, Dictionary<string, string> unmet)
    {
        var package = DataPackage.Open(Path.Combine(data, target.Package)).Descriptor.Name;
        if (new EarlierRuns(runs).All.Select(run => run.Folder).FirstOrDefault() is not { } newest)
        {
            yield return "may move    not known: no run yet";
            yield break;
        }

        var run = RunFiles.Open(runs, newest);
        foreach (var notebook in run.Notebooks.Where(notebook => !unmet.ContainsKey(notebook.Id) && run.Key(notebook.Id)?.Files.ContainsKey($"{package}/{target.Kind}.csv") == true))
        {
            var figures = run.FigureIds.Select(id => (Id: id, Shown: run.Json($"figures/{id}.json"))).Where(figure => Of(figure.Shown) && IsFrom(figure.Shown, "rowIds")).Select(figure => figure.Id);
            var numbers = run.Numbers.Where(number => Of(number.Value) && IsFrom(number.Value, "rows")).Select(number => number.Key);
            yield return $"may move    {notebook.Id}: figures {Listed(figures)}; numbers {Listed(numbers)}";

            bool Of(JsonNode shown) => shown["notebook"]?.ToString() == notebook.Id;
        }

        // Sessions carry the name of their package as source; facts carry their rows. What carries nothing may come from anywhere.
        bool IsFrom(JsonNode shown, string field)
        {
            var (sources, rows) = (Texts(shown["sources"]), Texts(shown[field]));
            return sources.Contains(package) || rows.Any(row => row.StartsWith(target.Kind + ":", StringComparison.Ordinal)) || (sources.Count == 0 && rows.Count == 0);
        }
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.ToString())];

    private static string Listed(IEnumerable<string> ids) => string.Join(", ", ids) is { Length: > 0 } text ? text : "none";

    private static HashSet<string> Values(CsvTable table, string column) => table.Rows.Select(row => table.Field(row, column)).Where(text => text.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static string? Range(HashSet<string> values)
    {
        var numbers = values.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite).ToList();
        return numbers.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{numbers.Min():#,0.###} to {numbers.Max():#,0.###}");
    }
}
