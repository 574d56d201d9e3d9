using System.CommandLine;
using System.Globalization;
using LiveCommerce.Data;
using Workbench.Cli.Progress;
using Workbench.Runs;
using Workbench.Runs.Parameters;
using Workbench.Runs.Sweeps;

namespace Workbench.Cli.Verbs;

/// <summary><c>workbench run NOTEBOOK --sweep GRID</c>: one notebook over a grid of parameters, here or on a cluster.</summary>
internal static class SweepVerb
{
    public static readonly Option<string?> Grid = new("--sweep") { Description = "A YAML file with a map from parameters to lists of values: the one notebook that is named runs at every combination." };
    private static readonly Option<string> On = new("--on") { Description = "Where the shards of a sweep run: local or slurm.", DefaultValueFactory = _ => "local" };
    private static readonly Option<int> ShardSize = new("--shard-size") { Description = "Points of a sweep that one process or job runs; at least 30 s of work is wise on a cluster." };
    private static readonly Option<int> AtOnce = new("--at-once") { Description = "Shards at once; the cores of this machine, or what Slurm allows, when not given." };
    private static readonly Option<string> Login = new("--login") { Description = "Words before sbatch, squeue and scancel, such as \"ssh login\".", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Forget earlier results of the same sweep." };

    /// <summary>The options of a sweep, for <c>run</c>.</summary>
    public static IReadOnlyList<Option> Options()
    {
        On.AcceptOnlyFromAmong("local", "slurm");
        return [Grid, On, ShardSize, AtOnce, Login, Fresh];
    }

    public static async Task<int> RunAsync(ParseResult parsed, RunOptions options, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        if (names.Count != 1)
        {
            await Console.Error.WriteLineAsync("A sweep runs one notebook: name it, as in 'run 07-dominance --sweep grid.yaml'.").ConfigureAwait(false);
            return (int)ExitCode.BadUsage;
        }

        var grid = parsed.GetValue(Grid)!;
        var place = WorkbenchPlace.Around(Directory.GetCurrentDirectory());
        var points = SweepPoint.Of(YamlParameters.Read(await File.ReadAllTextAsync(grid, cancellation).ConfigureAwait(false), grid));
        var size = Math.Max(parsed.GetValue(ShardSize), SweepPlan.SmallestShard(points.Count));
        var notebook = Path.GetFullPath(place.Find(names[0]));
        var plan = new SweepPlan(notebook, points, size, options with { Data = place.DataFor(notebook, options.Data) });
        try
        {
            var outcome = await new Sweep(ThisProgram.Self, Runner(parsed), Console.Error.WriteLine)
                .RunAsync(plan, Path.GetFullPath(Path.Combine(options.Out ?? Path.Combine(place.Root, "runs"), "sweeps")), parsed.GetValue(Fresh), cancellation).ConfigureAwait(false);
            foreach (var shard in outcome.MissingShards) await Console.Error.WriteLineAsync($"shard {shard}: no result; see {Path.Combine(outcome.Folder, "logs", $"shard-{shard:00000}.log")}").ConfigureAwait(false);
            if (outcome.FirstError is { } failure) await Console.Error.WriteLineAsync(failure).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Points} of {plan.Points.Count} points, {outcome.Failed} failed"));
            Console.WriteLine(Path.Combine(outcome.Folder, "results.csv"));
            return (int)(outcome.Failed > 0 || outcome.MissingShards.Count > 0 ? ExitCode.CellFailed : ExitCode.Well);
        }
        catch (SlurmException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return (int)ExitCode.FileMissing;
        }
    }

    /// <summary><c>workbench sweep-shard</c>: started by a sweep, not by people.</summary>
    public static Command MakeShard()
    {
        var folder = new Argument<string>("folder");
        var shard = new Argument<int>("shard");
        var attended = new Option<bool>("--attended");
        var verb = new Command("sweep-shard", "Runs a shard of a sweep.") { folder, shard, attended };
        verb.Hidden = true;
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(attended)) _ = EndWithInputAsync(ends);
            var kept = await SweepShard.RunAsync(new SweepFolder(parsed.GetValue(folder)!), parsed.GetValue(shard), ThisProgram.Self, new PlainProgress(Console.Error), ends.Token).ConfigureAwait(false);
            return (int)(kept ? ExitCode.Well : ExitCode.CellFailed);
        });
        return verb;
    }

    /// <summary>The one that started this shard holds its input: when it is gone, the shard ends too.</summary>
    private static async Task EndWithInputAsync(CancellationTokenSource ends)
    {
        var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[1], ends.Token).ConfigureAwait(false) > 0)
        {
            // nothing is said to a shard
        }

        await ends.CancelAsync().ConfigureAwait(false);
    }

    private static IShardRunner Runner(ParseResult parsed)
    {
        var atOnce = parsed.GetValue(AtOnce);
        return parsed.GetValue(On) == "slurm"
            ? new SlurmShards(ThisProgram.Self, atOnce, parsed.GetValue(Login)!.Split(' ', StringSplitOptions.RemoveEmptyEntries), TimeSpan.FromSeconds(2))
            : new LocalShards(ThisProgram.Self, atOnce > 0 ? atOnce : Environment.ProcessorCount);
    }
}
