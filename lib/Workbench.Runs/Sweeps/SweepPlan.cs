using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce.Data.Package;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Parameters;
using Workbench.Runs.Reuse;

namespace Workbench.Runs.Sweeps;

/// <summary>What a sweep is made of; every worker reads it from <c>plan.json</c>, on whatever machine it runs.</summary>
/// <param name="Notebook">Full path of the notebook.</param>
/// <param name="Points">The points.</param>
/// <param name="ShardSize">Points of one shard.</param>
/// <param name="Options">Data, store, seed, time limit and the parameters that do not vary.</param>
public sealed record SweepPlan(string Notebook, IReadOnlyList<SweepPoint> Points, int ShardSize, RunOptions Options)
{
    /// <summary>Most shards: what a Slurm array takes by default (MaxArraySize 1001).</summary>
    public const int MostShards = 1000;

    /// <summary>Shards.</summary>
    public int Shards => (Points.Count + ShardSize - 1) / ShardSize;

    /// <summary>The smallest shards that stay within <see cref="MostShards"/>.</summary>
    public static int SmallestShard(int points) => Math.Max(1, (points + MostShards - 1) / MostShards);

    /// <summary>The points of a shard.</summary>
    public IEnumerable<SweepPoint> Of(int shard) => Points.Skip(shard * ShardSize).Take(ShardSize);

    /// <summary>Twelve characters that change with whatever can change a result: cells, points, data, store, seed and program.</summary>
    public string Hash()
    {
        var text = new StringBuilder();
        foreach (var cell in Notebooks.Notebook.Read(Notebook).Cells) text.Append(cell.Source).Append('\n');
        text.Append(ToJson()["points"]!.ToJsonString()).Append(ShardSize).Append(Options.Seed).Append(Options.Store);
        foreach (var given in Options.Parameters) text.Append(given.Name).Append('=').Append(given.Value).Append('\n');
        text.Append(RunPlan.Library).Append(RunPlan.Runner);
        if (DataFolder() is { } data)
        {
            foreach (var descriptor in Directory.EnumerateFiles(data, DataPackage.DescriptorName, SearchOption.AllDirectories).Order(StringComparer.Ordinal)) text.Append(File.ReadAllText(descriptor));
        }

        return DataPackage.HashOf(Encoding.UTF8.GetBytes(text.ToString()))[7..19];
    }

    /// <summary>The plan as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["notebook"] = Notebook,
        ["data"] = Options.Data,
        ["store"] = Options.Store,
        ["seed"] = Options.Seed,
        ["timeout"] = Options.Timeout.TotalSeconds,
        ["parameters"] = new SweepPoint(0, Options.Parameters).ToJson(),
        ["shardSize"] = ShardSize,
        ["points"] = new JsonArray([.. Points.Select(point => (JsonNode)point.ToJson())]),
    };

    /// <summary>A plan from <c>plan.json</c>.</summary>
    public static SweepPlan Read(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        var options = new RunOptions
        {
            Data = json["data"]?.GetValue<string>(),
            Store = json["store"]?.GetValue<string>(),
            Seed = json["seed"]?.GetValue<ulong>(),
            Timeout = TimeSpan.FromSeconds(json["timeout"]!.GetValue<double>()),
            Parameters = SweepPoint.Read(0, json["parameters"]!.AsObject()).Values,
        };
        return new SweepPlan(json["notebook"]!.GetValue<string>(), [.. json["points"]!.AsArray().Select((point, index) => SweepPoint.Read(index, point!.AsObject()))], json["shardSize"]!.GetValue<int>(), options);
    }

    /// <summary>Options of one point.</summary>
    public RunOptions At(SweepPoint point) => Options with { Parameters = [.. Options.Parameters, .. point.Values] };

    /// <summary>Everything that is wrong with the points, told before any cell runs.</summary>
    public IEnumerable<LiveCommerce.Data.Fault> Faults()
    {
        var notebook = Notebooks.Notebook.Read(Notebook);
        var faults = new List<LiveCommerce.Data.Fault>(NotebookParameters.Unknown([notebook], At(Points[0]).Parameters));
        foreach (var point in Points) NotebookParameters.With(notebook, At(point).Given(), faults);
        return faults.Distinct();
    }

    private string? DataFolder()
    {
        var folder = Options.Data ?? Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(Notebook)) ?? "", "data");
        return Directory.Exists(folder) ? folder : null;
    }
}
