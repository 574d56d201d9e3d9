using System.Globalization;
using Benchmarks.Data;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Data.Frames;

namespace Benchmarks.Sizes;

/// <summary>What a row of sessions and a run of an ensemble cost as their number grows from ten thousand to fifty million; drawn as a figure of the workbench.</summary>
internal sealed class CostBySize : IBenchmark
{
    private static readonly long[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000];
    private readonly List<SizeCost> costs = [];

    public string Name => "sizes";

    public string Remark => "A line that falls has a fixed cost that rows share; a level one grows in proportion; one that rises would not scale. Rows: the store over one Parquet file. Runs: the competition ensemble, 3 platforms, 2 categories, 12 quarters, at most 10 million runs held in memory at a time.";

    public Figure Figure => SizeChart.Of(costs);

    public IEnumerable<Measurement> Measure()
    {
        var most = long.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_BENCHMARK_ROWS"), out var asked) ? asked : Sizes[^1];
        foreach (var size in Sizes.Where(size => size <= most))
        {
            foreach (var (what, seconds) in Rows(size).Append(("ensemble, a run", SmallEnsemble.Seconds(size))))
            {
                costs.Add(new SizeCost(what, size, seconds));
                yield return new Measurement($"{size.ToString("N0", CultureInfo.InvariantCulture)}: {what}", seconds / size, $"all of them: {Machine.Time(seconds)}");
            }
        }
    }

    private static IEnumerable<(string What, double Seconds)> Rows(long size)
    {
        using var files = new ManySessions();
        using var store = new SumsOfOneSide("store", files.Make($"sessions-{size}.parquet", size, "format parquet, compression zstd"));
        return [("open the store, a row", store.Ask("open").Seconds), .. SumQuestion.All.Select(question => ($"{question.What}, a row", Seconds(question.What)))];

        // Asked once to warm up; large ones take as long each time.
        double Seconds(string what)
        {
            store.Ask(what);
            return Machine.MedianOf(Enumerable.Range(0, size > 20_000_000 ? 1 : 3).Select(_ => store.Ask(what).Seconds));
        }
    }
}

/// <summary>What one size cost.</summary>
/// <param name="What">What was done.</param>
/// <param name="Size">Rows or runs.</param>
/// <param name="Seconds">Seconds of all of them.</param>
internal sealed record SizeCost(string What, long Size, double Seconds)
{
    /// <summary>Microseconds of one row or run.</summary>
    public double Microseconds => Seconds / Size * 1e6;
}
