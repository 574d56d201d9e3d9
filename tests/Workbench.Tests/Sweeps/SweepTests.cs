using Workbench.Tests.Cli;
using Xunit;

namespace Workbench.Tests.Sweeps;

/// <summary>Sweeps as a user runs them: local processes and Slurm, over the same files.</summary>
public sealed class SweepTests(SlurmCluster slurm) : IClassFixture<SlurmCluster>
{
    private const string Draws = """
        #r "nuget: LiveCommerce.Charts, *-*"
        using LiveCommerce;
        using LiveCommerce.Numerics;
        var random = RandomStream.For(seed, 0);
        System.Threading.Thread.Sleep(pause);
        var mean = Enumerable.Range(0, draws).Average(_ => random.NextDouble());
        new Headline("mean", new Estimate(mean, null, Unit.Number, new SampleSize(draws), "mean of draws"), $"The mean is {mean}.")
        """;

    private static readonly IReadOnlyDictionary<string, string?> Plain = new Dictionary<string, string?>();

    [Fact]
    public async Task A_sweep_runs_every_point_and_a_rerun_runs_only_what_is_missing()
    {
        using var place = Place("seed: [1, 2]\ndraws: [100, 1000]");
        var first = await SweepAsync(place, Plain);
        Assert.True(first.Code == 0, first.Errors);
        Assert.Contains("pilot: a shard of 1 points takes", first.Errors, StringComparison.Ordinal);
        var rows = File.ReadAllLines(Results(place));
        Assert.Equal(5, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Contains(",Ran,mean,0.", row, StringComparison.Ordinal));

        var whole = File.ReadAllBytes(Results(place));
        File.Delete(Path.Combine(Path.GetDirectoryName(Results(place))!, "shards", "shard-00002.json"));
        var again = await SweepAsync(place, Plain);
        Assert.Contains("3 are there, 1 to run", again.Errors, StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(Results(place)));
    }

    [Fact]
    public async Task A_point_that_fails_is_named_and_the_others_stand()
    {
        using var place = Place("draws: [0, 10]");
        var ended = await SweepAsync(place, Plain);
        Assert.Equal(1, ended.Code);
        Assert.Contains("2 of 2 points, 1 failed", ended.Out, StringComparison.Ordinal);
        Assert.Contains("point 0 {\"draws\":\"0\"}: ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_is_named_before_any_point_runs()
    {
        using var place = Place("draws: [10, many]");
        var ended = await SweepAsync(place, Plain);
        Assert.Equal(5, ended.Code);
        Assert.Contains("PARAM102: 'draws' was given \"many\"", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.Runs));
    }

    [Fact]
    public async Task Slurm_gives_the_same_bytes_as_this_machine()
    {
        slurm.Need();
        using var here = Place("seed: [1, 2]\ndraws: [100, 1000]");
        using var there = Place("seed: [1, 2]\ndraws: [100, 1000]");
        var local = await SweepAsync(here, Plain);
        var cluster = await SweepAsync(there, slurm.Variables, "--on", "slurm");
        Assert.True(local.Code == 0 && cluster.Code == 0, local.Errors + cluster.Errors);
        Assert.Equal(File.ReadAllBytes(Results(here)), File.ReadAllBytes(Results(there)));
    }

    [Fact]
    public async Task An_interrupted_sweep_takes_its_jobs_out_of_the_queue_and_goes_on_later()
    {
        slurm.Need();
        using var place = Place("seed: [1, 2, 3]\npause: [3000]");
        using var running = Start(place, slurm.Variables, "--on", "slurm");
        await running.HearAsync("as a Slurm job array");
        while (slurm.Call("squeue", "--noheader", "--states=RUNNING").Trim().Length == 0) await Task.Delay(100, TestContext.Current.CancellationToken);
        running.Signal("INT");
        Assert.Equal(130, (await running.EndAsync()).Code);
        for (var i = 0; i < 100 && slurm.Call("squeue", "--noheader").Trim().Length > 0; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(slurm.Call("squeue", "--noheader").Trim());

        var ended = await SweepAsync(place, Plain);
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("3 points in 3 shards; 1 are there, 2 to run", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_dies_in_mid_job_costs_only_its_shards_and_they_run_again()
    {
        slurm.Need();
        using var place = Place("seed: [1, 2, 3, 4]\npause: [4000]");
        using var running = Start(place, slurm.Variables, "--on", "slurm");
        await running.HearAsync("as a Slurm job array");
        while (!slurm.Call("squeue", "--noheader", "--states=RUNNING", "--format=%N").Contains("node2", StringComparison.Ordinal)) await Task.Delay(100, TestContext.Current.CancellationToken);
        slurm.KillNode(2);
        var ended = await running.EndAsync();
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains("4 of 4 points, 0 failed", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Slurm_one_line_says_what_to_install()
    {
        using var place = Place("seed: [1, 2]");
        var ended = await SweepAsync(place, Plain, "--on", "slurm", "--login", "no-such-program");
        Assert.Equal(3, ended.Code);
        Assert.Contains("No 'no-such-program' on this machine.", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_that_is_not_told_of_the_store_of_its_sweep_runs_nothing_and_says_where_to_name_it()
    {
        using var place = Place("seed: [1]\npause: [0]");
        var ended = await SweepAsync(place, Plain, "--store", "duckdb:" + Store.Panel.Csv);
        Assert.True(ended.Code == 0, ended.Errors);
        var sweep = Path.GetDirectoryName(Results(place))!;
        var shard = Path.Combine(sweep, "shards", "shard-00000.json");
        File.Delete(shard);
        (string? Store, string Found)[] cases = [(null, "not set"), ("duckdb:/elsewhere/other.csv", "the store duckdb:other.csv")];
        foreach (var (store, found) in cases)
        {
            var refused = await Command.RunAsync(place.Path, new Dictionary<string, string?> { ["WORKBENCH_STORE"] = store }, "sweep-shard", sweep, "0");
            Assert.Equal(3, refused.Code);
            Assert.Equal($"WORKBENCH_STORE: error RUN030: {found}; expected the store of the sweep, duckdb:sessions.csv. Fix: set the variable where shards run, as it was set or given by --store where the sweep was started.\n", refused.Errors.ReplaceLineEndings("\n"));
            Assert.False(File.Exists(shard));
        }
    }

    [Fact]
    public async Task A_sweep_without_a_store_is_not_run_on_the_store_of_the_place_where_its_shards_run()
    {
        using var place = Place("seed: [1]");
        Assert.Equal(0, (await SweepAsync(place, Plain)).Code);
        var refused = await Command.RunAsync(place.Path, new Dictionary<string, string?> { ["WORKBENCH_STORE"] = "duckdb:" + Store.Panel.Csv }, "sweep-shard", Path.GetDirectoryName(Results(place))!, "0");
        Assert.Equal(3, refused.Code);
        Assert.Contains("RUN030: the store duckdb:sessions.csv; expected no store: the sweep has none.", refused.Errors, StringComparison.Ordinal);
    }

    private static SmallWorkbench Place(string grid)
    {
        var place = new SmallWorkbench().With("01-draws", SmallWorkbench.CSharp("var draws = 1000;\nulong seed = 1;\nvar pause = 0;", "parameters"), SmallWorkbench.CSharp(Draws));
        File.WriteAllText(place.File("grid.yaml"), grid);
        return place;
    }

    private static Running Start(SmallWorkbench place, IReadOnlyDictionary<string, string?> variables, params string[] more) => Command.Start(place.Path, variables, ["run", "01", "--sweep", "grid.yaml", .. more]);

    private static async Task<Ended> SweepAsync(SmallWorkbench place, IReadOnlyDictionary<string, string?> variables, params string[] more)
    {
        using var running = Start(place, variables, more);
        return await running.EndAsync();
    }

    private static string Results(SmallWorkbench place) => Path.Combine(Directory.EnumerateDirectories(Path.Combine(place.Runs, "sweeps")).Single(), "results.csv");
}
