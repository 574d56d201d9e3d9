using System.Globalization;

namespace Benchmarks.Data;

/// <summary>The sums of a store over Parquet, beside the same questions put to DuckDB alone; 5M sessions, or as many as <c>WORKBENCH_BENCHMARK_ROWS</c> says.</summary>
internal sealed class StoreSums : IBenchmark
{
    private const double Wished = 1.1;

    public string Name => "store-sums";

    public string Remark => "The store and DuckDB alone, each in a process of its own, answer the same question in turn, so that whatever else the machine does takes from both. The store looks at every row when it is opened, the first time it is asked: empty fields, counts below 0, stages that grow. DuckDB alone keeps its answers to itself; the store brings them out as rows, and all are looked at.";

    public IEnumerable<Measurement> Measure()
    {
        var rows = long.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_BENCHMARK_ROWS"), out var asked) ? asked : 5_000_000;
        using var files = new ManySessions();
        var parquet = files.Make($"sessions-{rows}.parquet", rows, "format parquet, compression zstd");
        var millions = (rows / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M";
        using var alone = new SumsOfOneSide("alone", parquet);
        using var store = new SumsOfOneSide("store", parquet);
        var opened = InTurn("open", 1);
        yield return new Measurement($"{millions}: open, and look at every row once", opened.Store.Seconds, "DuckDB alone: lowest and highest of every column", opened.Alone.Seconds);
        foreach (var question in SumQuestion.All)
        {
            InTurn(question.What, 1);
            var (ours, theirs) = InTurn(question.What, 3);
            if (ours.Rows != theirs.Rows || ours.Sum != theirs.Sum) throw new InvalidOperationException($"{question.What}: the store gives {ours.Rows} rows with the sum {ours.Sum}, DuckDB alone {theirs.Rows} with {theirs.Sum}.");
            yield return new Measurement($"{millions}: {question.What}, {ours.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows", ours.Seconds, "DuckDB alone", theirs.Seconds, Wished);
        }

        yield return Measurement.Amount($"{millions}: memory of the process at its highest; DuckDB alone {alone.Peak() / (1 << 20)} MB", $"{store.Peak() / (1 << 20)} MB");

        (SumAnswer Store, SumAnswer Alone) InTurn(string what, int times)
        {
            var pairs = Enumerable.Range(0, times).Select(_ => (Alone: alone.Ask(what), Store: store.Ask(what))).ToList();
            return (pairs[0].Store with { Seconds = Machine.MedianOf(pairs.Select(pair => pair.Store.Seconds)) }, pairs[0].Alone with { Seconds = Machine.MedianOf(pairs.Select(pair => pair.Alone.Seconds)) });
        }
    }
}
