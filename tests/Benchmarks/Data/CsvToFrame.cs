using LiveCommerce.Data.Store;
using Microsoft.Data.Analysis;

namespace Benchmarks.Data;

/// <summary>A million sessions from CSV to a frame, beside DuckDB that keeps them to itself and beside <c>DataFrame.LoadCsv</c>.</summary>
internal sealed class CsvToFrame : IBenchmark
{
    public string Name => "csv-to-frame";

    public IEnumerable<Measurement> Measure()
    {
        using var files = new ManySessions();
        var csv = files.Make("sessions.csv", 1_000_000, "header");
        var alone = Machine.Median(() => ManySessions.Duck($"create table t as select * from read_csv('{csv}', header = true)"), 3);
        var ours = Machine.Median(() => Check(FileFrame.Read(csv)), 3);
        yield return new Measurement("1M rows, 22 columns: CSV to frame", ours, "DuckDB alone, into its own table", alone, 1.3);
        var loads = Machine.Median(() => DataFrame.LoadCsv(csv), 1);
        yield return new Measurement("the same", ours, "DataFrame.LoadCsv (numbers of single precision)", loads);
        var parquet = files.Make("sessions.parquet", 1_000_000, "format parquet");
        yield return new Measurement("1M rows, 22 columns: Parquet to frame", Machine.Median(() => Check(FileFrame.Read(parquet)), 3),
            "DuckDB alone, into its own table", Machine.Median(() => ManySessions.Duck($"create table t as select * from read_parquet('{parquet}')"), 3));
    }

    private static void Check(DataFrame frame)
    {
        if (frame.Rows.Count != 1_000_000) throw new InvalidOperationException($"{frame.Rows.Count} rows");
    }
}
