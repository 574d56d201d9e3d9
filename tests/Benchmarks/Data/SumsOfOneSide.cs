using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using LiveCommerce.Data.Store;

namespace Benchmarks.Data;

/// <summary>One side of the sums in a process of its own, so that its memory is seen alone: the store, or DuckDB alone.</summary>
internal static class SumsOfOneSide
{
    private const string Memory = "4GB";

    /// <summary>Seconds, rows and sum of each question by its words; <c>open</c> and <c>memory</c> (bytes at the highest) beside them.</summary>
    public static IReadOnlyDictionary<string, (double Seconds, long Rows, long Sum)> Measure(string side, string parquet, long rows)
    {
        var (_, output) = Machine.Process("dotnet", "exec", typeof(SumsOfOneSide).Assembly.Location, "--side", side, parquet, Times(rows).ToString(CultureInfo.InvariantCulture))!.Value;
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(
            fields => fields[0], fields => (double.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[2], CultureInfo.InvariantCulture), long.Parse(fields[3], CultureInfo.InvariantCulture)), StringComparer.Ordinal);
    }

    /// <summary>Inside the process.</summary>
    public static void Run(string side, string parquet, int times)
    {
        if (side == "store") Store(parquet, times);
        else Alone(parquet, times);
        using var self = Process.GetCurrentProcess();
        Say("memory", 0, self.PeakWorkingSet64, 0);
    }

    private static void Store(string parquet, int times)
    {
        var watch = Stopwatch.StartNew();
        using var store = SessionStore.Open($"duckdb:{parquet}?memory={Memory}");
        _ = store.Facts;
        Say("open", watch.Elapsed.TotalSeconds, store.Facts.Sessions, store.Facts.Sums["orders"]);
        foreach (var question in SumQuestion.All)
        {
            (long Rows, long Sum) told = default;
            Say(question.What, Machine.Median(() => told = question.Ask(store), times), told.Rows, told.Sum);
        }
    }

    private static void Alone(string parquet, int times)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Answer($"set memory_limit = '{Memory}'");
        Answer("set TimeZone = 'UTC'");
        Answer("set preserve_insertion_order = false");
        var watch = Stopwatch.StartNew();
        Answer($"create view sessions as select * from read_parquet('{parquet}')");
        Answer("select min(columns(*)), max(columns(*)) from sessions");
        Say("open", watch.Elapsed.TotalSeconds, 0, 0);
        foreach (var question in SumQuestion.All)
        {
            long rows = 0;
            var seconds = Machine.Median(() => rows = Answer(question.Sql), times);
            using var command = connection.CreateCommand();
            command.CommandText = $"select cast(sum({question.Sum}) as bigint) from ({question.Sql})";
            Say(question.What, seconds, rows, (long)command.ExecuteScalar()!);
        }

        long Answer(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            long rows = 0;
            // The rows stay in DuckDB's own memory: no value is brought out.
            while (reader.Read()) rows++;
            return rows;
        }
    }

    /// <summary>Each question is asked once to warm up, then so often; large ones once.</summary>
    private static int Times(long rows) => rows > 20_000_000 ? 1 : 3;

    private static void Say(string what, double seconds, long rows, long sum) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{seconds:R}\t{rows}\t{sum}"));
}
