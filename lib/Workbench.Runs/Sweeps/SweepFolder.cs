using System.Globalization;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Sweeps;

/// <summary>A sweep on disk. Files are the truth: a shard is done when its file is there, whoever wrote it and whatever a queue says.</summary>
/// <param name="Path">The folder; on a cluster, one that all nodes see.</param>
public sealed record SweepFolder(string Path)
{
    /// <summary>The plan.</summary>
    public string Plan => System.IO.Path.Combine(Path, "plan.json");

    /// <summary>Folder of what workers say.</summary>
    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Writes the plan of a sweep that begins, or finds the one that is there.</summary>
    public static SweepFolder Begin(string parent, string name, SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var folder = new SweepFolder(System.IO.Path.Combine(parent, name));
        Directory.CreateDirectory(System.IO.Path.Combine(folder.Path, "shards"));
        Directory.CreateDirectory(folder.Logs);
        if (!File.Exists(folder.Plan)) WriteWhole(folder.Plan, plan.ToJson().ToJsonString());
        return folder;
    }

    /// <summary>File of a shard.</summary>
    public string Shard(int shard) => System.IO.Path.Combine(Path, "shards", string.Create(CultureInfo.InvariantCulture, $"shard-{shard:00000}.json"));

    /// <summary>Shards that nobody has finished.</summary>
    public IReadOnlyList<int> Missing(int shards) => [.. Enumerable.Range(0, shards).Where(shard => !File.Exists(Shard(shard)))];

    /// <summary>Keeps the results of a shard.</summary>
    public void Keep(int shard, JsonArray results)
    {
        ArgumentNullException.ThrowIfNull(results);
        WriteWhole(Shard(shard), results.ToJsonString());
    }

    /// <summary>Results of a shard.</summary>
    public JsonArray Results(int shard) => JsonNode.Parse(File.ReadAllText(Shard(shard)))!.AsArray();

    /// <summary>Forgets all results.</summary>
    public void Clear()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, "shards"))) File.Delete(file);
    }

    /// <summary>Writes aside and renames, so that nobody reads half a file.</summary>
    internal static void WriteWhole(string path, string text)
    {
        var aside = $"{path}.{Environment.ProcessId}.partial";
        File.WriteAllText(aside, text);
        File.Move(aside, path, overwrite: true);
    }
}
