using System.Text.Json.Nodes;
using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Workbench.Runs.Folders;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Sweeps;

/// <summary>One shard of a sweep: the same code in a local process and in a job of a cluster.</summary>
public static class SweepShard
{
    /// <summary>Runs the points of a shard, one after the other, and keeps what they show.</summary>
    /// <param name="folder">The sweep.</param>
    /// <param name="shard">Which shard, from 0.</param>
    /// <param name="program">How to start workers.</param>
    /// <param name="progress">Hears of it.</param>
    /// <param name="cancellation">Ends the shard; nothing is kept then.</param>
    /// <returns>Whether it was kept; false when a worker was lost, so that the shard runs again.</returns>
    /// <exception cref="DataFaultException">The sweep has a store, and this process was not told of it.</exception>
    public static async Task<bool> RunAsync(SweepFolder folder, int shard, WorkbenchProgram program, IRunProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var plan = SweepPlan.Read(folder.Plan);
        NeedStore(plan.Options.Store, SessionStore.Given()?.ToString());
        var results = new JsonArray();
        foreach (var point in plan.Of(shard))
        {
            var run = new WorkbenchRun(new WorkbenchPlace(Path.GetDirectoryName(Path.GetDirectoryName(plan.Notebook))!), program, plan.At(point), progress);
            var record = await run.RecordAsync(plan.Notebook, cancellation).ConfigureAwait(false);
            if (record.Status == CellStatus.Lost) return false;
            results.Add(Result(point, record));
        }

        folder.Keep(shard, results);
        return true;
    }

    /// <summary>The address holds a password, so the plan on disk only names the store; without it cells would read data/sessions and nobody would know.</summary>
    private static void NeedStore(string? planned, string? given)
    {
        if (planned == given) return;
        throw new DataFaultException([new Fault("WORKBENCH_STORE", 0, 0, "RUN030", given is null ? "not set" : $"the store {given}", planned is null ? "no store: the sweep has none" : $"the store of the sweep, {planned}", "set the variable where shards run, as it was set or given by --store where the sweep was started")]);
    }

    private static JsonObject Result(SweepPoint point, NotebookRecord record)
    {
        var shown = Collected.From([record.Notebook]);
        return new JsonObject
        {
            ["point"] = point.Index,
            ["parameters"] = new JsonObject(point.Values.Select(value => new KeyValuePair<string, JsonNode?>(value.Name, value.Value.ToString()))),
            ["status"] = record.Status.ToString(),
            ["error"] = record.StoppedAt?.Outputs.Where(output => output["output_type"]?.GetValue<string>() == "error").Select(output => $"{output["ename"]}: {output["evalue"]}").LastOrDefault(),
            ["numbers"] = new JsonArray([.. shown.Numbers.Select(number => (JsonNode)number.DeepClone())]),
            ["claims"] = new JsonArray([.. shown.Claims.Select(claim => (JsonNode)claim.DeepClone())]),
        };
    }
}
