using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Runs.Folders;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Reuse;

/// <summary>A notebook as an earlier run left it.</summary>
/// <param name="Folder">The run.</param>
/// <param name="Id">Id of the notebook.</param>
/// <param name="Key">What it depended on.</param>
/// <param name="Entry">Its entry in the manifest.</param>
internal sealed record EarlierNotebook(string Folder, string Id, NotebookKey Key, JsonObject Entry)
{
    /// <summary>The notebook with its outputs, as if it had run now.</summary>
    public NotebookRecord Record() => new(
        Notebook.Read(Path.Combine(Folder, "notebooks", Id + ".ipynb")),
        [.. Entry["cells"]!.AsArray().Select(cell => new CellRecord(cell!["index"]!.GetValue<int>(), cell["id"]!.GetValue<string>(), Enum.Parse<CellStatus>(cell["status"]!.GetValue<string>()), cell["seconds"]!.GetValue<double>()))],
        [.. Entry["reads"]!.AsArray().Select(read => new InputRead(read!["path"]!.GetValue<string>(), read["hash"]!.GetValue<string>(), read["bytes"]!.GetValue<long>()) { IsUndeclared = read["undeclared"]?.GetValue<bool>() ?? false })],
        Entry["seconds"]!.GetValue<double>())
    { Key = Key };
}

/// <summary>The runs in a folder, the latest first, then by their names, the newest first.</summary>
/// <param name="parent">The folder of runs.</param>
internal sealed class EarlierRuns(string parent)
{
    private const int Looked = 40;
    private List<(string Folder, JsonObject Manifest)>? known;

    /// <summary>Whole runs with their manifests, the newest first.</summary>
    public IReadOnlyList<(string Folder, JsonObject Manifest)> All => known ??= Read();

    /// <summary>A notebook that ran to its end, in each run that has it, the newest first.</summary>
    public IEnumerable<EarlierNotebook> Of(string id) => All.SelectMany(run => Notebooks(run).Where(notebook => notebook.Id == id));

    /// <summary>The latest run that holds exactly these notebooks, all as they were found there or skipped for the same reason.</summary>
    public string? Whole(IReadOnlyList<PlannedNotebook> plan, bool hasBrowser) => All.FirstOrDefault(run => !InterruptedRun.Is(run.Folder) &&
        run.Manifest["notebooks"] is JsonArray entries && entries.Count == plan.Count
        && (!hasBrowser || (run.Manifest["browser"] is not null && run.Manifest["undrawn"] is not JsonArray { Count: > 0 }) || !Directory.Exists(Path.Combine(run.Folder, "figures")))
        && entries.OfType<JsonObject>().Zip(plan).All(pair => pair.First["id"]?.GetValue<string>() == pair.Second.Notebook.Id && pair.First["skipped"]?.GetValue<string>() == (pair.Second.IsSkipped ? pair.Second.Reason : null))
        && Notebooks(run).Select(found => found.Id).SequenceEqual(plan.Where(planned => planned.IsUpToDate).Select(planned => planned.Notebook.Id))
        && Notebooks(run).Zip(plan.Where(planned => planned.IsUpToDate)).All(pair => pair.First.Key.Difference(pair.Second.Earlier!.Key) is null)).Folder;

    private static IEnumerable<EarlierNotebook> Notebooks((string Folder, JsonObject Manifest) run) =>
        (run.Manifest["notebooks"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(entry => entry["status"]?.GetValue<string>() == nameof(CellStatus.Ran) && entry["reads"] is JsonArray)
            .Select(entry => (entry, key: NotebookKey.Read(entry["key"]), id: entry["id"]!.GetValue<string>()))
            .Where(found => found.key is not null && File.Exists(Path.Combine(run.Folder, "notebooks", found.id + ".ipynb")))
            .Select(found => new EarlierNotebook(run.Folder, found.id, found.key!, found.entry));

    private List<(string, JsonObject)> Read()
    {
        var runs = new List<(string, JsonObject)>();
        if (!Directory.Exists(parent)) return runs;
        var latest = LatestRun.NameOf(parent);
        foreach (var folder in Directory.EnumerateDirectories(parent).Where(IsRun).OrderByDescending(folder => Path.GetFileName(folder) == latest).ThenByDescending(Path.GetFileName, StringComparer.Ordinal).Take(Looked))
        {
            try
            {
                if (JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))) is JsonObject manifest) runs.Add((folder, manifest));
            }
            catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
            {
                // Not a run, or one that cannot be read: it is as if it were not there.
            }
        }

        return runs;
    }

    private static bool IsRun(string folder) => new DirectoryInfo(folder).LinkTarget is null && Path.GetFileName(folder) is { Length: > 0 } name && char.IsAsciiDigit(name[0]) && File.Exists(Path.Combine(folder, "manifest.json"));
}
