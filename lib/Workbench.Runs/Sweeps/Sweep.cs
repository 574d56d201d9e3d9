using System.Diagnostics;
using System.Globalization;
using LiveCommerce.Data;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Sweeps;

/// <summary>A notebook over a grid of parameters: only shards that are missing run, and a rerun goes on where the last one stopped.</summary>
/// <param name="program">How to start workers.</param>
/// <param name="runner">Where the shards run.</param>
/// <param name="say">Hears sentences.</param>
public sealed class Sweep(WorkbenchProgram program, IShardRunner runner, Action<string> say)
{
    private const int Rounds = 3;

    /// <summary>Runs what is missing and writes the results.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="parent">Folder of sweeps.</param>
    /// <param name="fresh">Forget earlier results.</param>
    /// <param name="cancellation">Ends the shards; those that are whole stay.</param>
    /// <exception cref="DataFaultException">A value does not fit its parameter.</exception>
    public async Task<SweepOutcome> RunAsync(SweepPlan plan, string parent, bool fresh, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Faults().ToList() is { Count: > 0 } faults) throw new DataFaultException(faults);
        var folder = SweepFolder.Begin(parent, $"{Path.GetFileNameWithoutExtension(plan.Notebook)}-{plan.Hash()}", plan);
        if (fresh) folder.Clear();
        var missing = folder.Missing(plan.Shards);
        say($"{plan.Points.Count} points in {plan.Shards} shards; {plan.Shards - missing.Count} are there, {missing.Count} to run");
        if (missing.Count > 1) missing = await PilotAsync(folder, plan, missing, cancellation).ConfigureAwait(false);
        for (var round = 1; round <= Rounds && missing.Count > 0; round++)
        {
            if (round > 1) say($"{missing.Count} shards did not come back: they run again");
            var told = -1;
            await runner.RunAsync(folder, missing, Tell, cancellation).ConfigureAwait(false);
            missing = folder.Missing(plan.Shards);

            void Tell()
            {
                var there = plan.Shards - folder.Missing(plan.Shards).Count;
                if (there != told) say($"[{there}/{plan.Shards}] shards");
                told = there;
            }
        }

        return SweepResults.Write(folder, plan, missing);
    }

    /// <summary>Runs the first missing shard here, and says what the others would take.</summary>
    private async Task<IReadOnlyList<int>> PilotAsync(SweepFolder folder, SweepPlan plan, IReadOnlyList<int> missing, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await new LocalShards(program, 1).RunAsync(folder, [missing[0]], () => { }, cancellation).ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        var left = folder.Missing(plan.Shards);
        if (left.Count == missing.Count) say($"the pilot shard did not finish; see {Path.Combine(folder.Logs, $"shard-{missing[0]:00000}.log")}");
        else say(string.Create(CultureInfo.InvariantCulture, $"pilot: a shard of {plan.Of(missing[0]).Count()} points takes {seconds:0.0} s; {left.Count} more are {Span(seconds * left.Count)} of one core. They run {runner.Where}"));
        return left;
    }

    private static string Span(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}

/// <summary>What a sweep has come to.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Points">Points with a result.</param>
/// <param name="Failed">Points at which a cell failed or ran out of time.</param>
/// <param name="MissingShards">Shards without a result.</param>
/// <param name="FirstError">The first point that failed and why; null when none did.</param>
public sealed record SweepOutcome(string Folder, int Points, int Failed, IReadOnlyList<int> MissingShards, string? FirstError);
