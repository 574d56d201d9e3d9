using System.Text.Json.Nodes;
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
    public static async Task<bool> RunAsync(SweepFolder folder, int shard, WorkbenchProgram program, IRunProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var plan = SweepPlan.Read(folder.Plan);
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
