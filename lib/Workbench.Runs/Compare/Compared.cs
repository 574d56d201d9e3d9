using System.Text.Json.Nodes;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Compare;

/// <summary>A notebook that is not compared.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reason">In which run it did not come to its end, and why.</param>
public sealed record LeftOutNotebook(string Id, string Reason);

/// <summary>The part of a run that can be set beside another one: the notebooks that came to their end in both, and what they read and said.</summary>
internal sealed class Compared
{
    private readonly HashSet<string> ids;

    private Compared(RunFiles run, HashSet<string> ids, IReadOnlyDictionary<string, string> hashes, IReadOnlyDictionary<string, string> renamed)
    {
        this.ids = ids;
        Run = run;
        Numbers = Of(run.Numbers);
        Claims = Of(run.Claims);
        Notebooks = [.. run.Notebooks.Where(notebook => ids.Contains(notebook.Id))];
        FigureIds = [.. run.FigureIds.Where(id => ids.Contains(run.Json($"figures/{id}.json")["notebook"]?.ToString() ?? ""))];
        var read = ids.Select(run.Key).SelectMany(key => key?.Files.Keys ?? []).Select(name => renamed.FirstOrDefault(package => name.StartsWith(package.Key + "/", StringComparison.Ordinal)) is { Key: { } old, Value: var now } ? now + name[old.Length..] : name).ToHashSet(StringComparer.Ordinal);
        Hashes = hashes.Where(pair => read.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
    }

    public RunFiles Run { get; }

    public IReadOnlyDictionary<string, JsonObject> Numbers { get; }

    public IReadOnlyDictionary<string, JsonObject> Claims { get; }

    public IReadOnlyList<Notebook> Notebooks { get; }

    public IReadOnlyList<string> FigureIds { get; }

    /// <summary>Hash of each file that these notebooks read, under the names of the newer run.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; }

    /// <summary>Both runs without the notebooks that did not come to their end in one of them.</summary>
    public static (Compared Before, Compared After, IReadOnlyList<LeftOutNotebook> LeftOut) Of(RunFiles before, RunFiles after)
    {
        var (old, now) = (States(before), States(after));
        var left = new List<LeftOutNotebook>();
        foreach (var id in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var reasons = new[] { (before.Name, State: old.GetValueOrDefault(id, "not run")), (after.Name, State: now.GetValueOrDefault(id, "not run")) }.Where(run => run.State.Length > 0).Select(run => $"{run.State} in {run.Name}").ToList();
            if (reasons.Count > 0) left.Add(new LeftOutNotebook(id, string.Join("; ", reasons)));
        }

        var both = old.Keys.Intersect(now.Keys, StringComparer.Ordinal).Except(left.Select(notebook => notebook.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var renamed = TablesInPlace.Renamed(before.Hashes.Keys, after.Hashes.Keys);
        return (new Compared(before, both, TablesInPlace.Of(before, after), renamed), new Compared(after, both, after.Hashes, new Dictionary<string, string>()), left);
    }

    /// <summary>Why a notebook did not come to its end, by its id; empty when it did.</summary>
    private static Dictionary<string, string> States(RunFiles run) => (run.Manifest["notebooks"] as JsonArray ?? []).OfType<JsonObject>()
        .ToDictionary(entry => entry["id"]!.GetValue<string>(), entry => entry["skipped"]?.GetValue<string>() is { } reason ? $"skipped, since it {reason}," : entry["status"]?.GetValue<string>() switch
        {
            nameof(CellStatus.Ran) => "",
            nameof(CellStatus.OutOfTime) => "out of time",
            _ => "failed",
        }, StringComparer.Ordinal);

    private Dictionary<string, JsonObject> Of(IReadOnlyDictionary<string, JsonObject> said) =>
        said.Where(pair => ids.Contains(pair.Value["notebook"]?.ToString() ?? "")).ToDictionary(StringComparer.Ordinal);
}
