using System.Text.Json.Nodes;
using LiveCommerce.Data;
using Workbench.Runs.Folders;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Compare;

/// <summary>A whole run, read from disk.</summary>
public sealed class RunFiles
{
    private RunFiles(string folder)
    {
        Folder = folder;
        Manifest = Json("manifest.json").AsObject();
        Numbers = ById("numbers.json", "id");
        Claims = ById("claims.json", "claim");
        Notebooks = [.. Directory.EnumerateFiles(Path.Combine(folder, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal).Select(Notebook.Read)];
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Its name.</summary>
    public string Name => Path.GetFileName(Folder);

    internal JsonObject Manifest { get; }

    internal IReadOnlyDictionary<string, JsonObject> Numbers { get; }

    internal IReadOnlyDictionary<string, JsonObject> Claims { get; }

    internal IReadOnlyList<Notebook> Notebooks { get; }

    internal InputStore Inputs => new(Path.GetDirectoryName(Folder)!);

    /// <summary>Hash of each input file, descriptors of packages included.</summary>
    internal IReadOnlyDictionary<string, string> Hashes => (Manifest["inputs"] as JsonArray ?? []).OfType<JsonObject>()
        .GroupBy(input => input["path"]!.GetValue<string>()).ToDictionary(group => group.Key, group => group.First()["hash"]!.GetValue<string>(), StringComparer.Ordinal);

    /// <summary>Reads a run.</summary>
    /// <param name="runs">The folder of runs.</param>
    /// <param name="word">A path, the name of a run or its beginning, <c>latest</c>, or <c>before</c> for the run before the latest.</param>
    /// <exception cref="DataFaultException">There is none, or it is not whole.</exception>
    public static RunFiles Open(string runs, string word)
    {
        var names = Directory.Exists(runs) ? Directory.EnumerateDirectories(runs).Where(folder => new DirectoryInfo(folder).LinkTarget is null && !InterruptedRun.Is(folder) && File.Exists(Path.Combine(folder, "manifest.json"))).Select(folder => Path.GetFileName(folder)!).OrderDescending(StringComparer.Ordinal).ToList() : [];
        var latest = LatestRun.NameOf(runs) is { } known && names.Contains(known) ? known : names.FirstOrDefault();
        var found = Directory.Exists(word) && File.Exists(Path.Combine(word, "manifest.json")) ? new DirectoryInfo(word).ResolveLinkTarget(true)?.FullName ?? Path.GetFullPath(word)
            : word == "latest" && latest is not null ? Path.Combine(runs, latest)
            : word == "before" ? Before(runs, latest, names) is { } before ? Path.Combine(runs, before) : null
            : names.FirstOrDefault(name => name.StartsWith(word, StringComparison.Ordinal)) is { } named ? Path.Combine(runs, named) : null;
        if (found is null)
            throw new DataFaultException([new Fault(runs, 0, 0, "RUN006", word == "before" ? "no run before the latest" : $"no run '{word}'", names.Count == 0 ? "runs made by 'workbench run'" : $"one of {string.Join(", ", names.Take(8))}", "name a run by its folder or the beginning of its name")]);
        return new RunFiles(Path.TrimEndingDirectorySeparator(found));
    }

    /// <summary>The run that the latest one followed; by its name when that is not known any more.</summary>
    private static string? Before(string runs, string? latest, List<string> names) =>
        latest is null ? null : new RunFiles(Path.Combine(runs, latest)).Manifest["follows"]?.GetValue<string>() is { } follows && follows != latest && names.Contains(follows) ? follows : names.SkipWhile(name => name != latest).Skip(1).FirstOrDefault();

    /// <summary>Bytes of a file of the run; null when it has none.</summary>
    internal byte[]? Bytes(string file) => Path.Combine(Folder, file) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;

    internal IReadOnlyList<string> FigureIds => Directory.Exists(Path.Combine(Folder, "figures")) ? [.. Directory.EnumerateFiles(Path.Combine(Folder, "figures"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)] : [];

    internal JsonNode Json(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            throw new DataFaultException([new Fault(Path.Combine(Folder, file), 0, 0, "RUN007", "not readable", "a file of a whole run", "run again; this run was damaged")]);
        }
    }

    internal NotebookKey? Key(string notebook) => NotebookKey.Read((Manifest["notebooks"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(entry => entry["id"]?.GetValue<string>() == notebook)?["key"]);

    private Dictionary<string, JsonObject> ById(string file, string key) => Json(file).AsArray().OfType<JsonObject>().ToDictionary(item => item[key]!.GetValue<string>(), StringComparer.Ordinal);
}
