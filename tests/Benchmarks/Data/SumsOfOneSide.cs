using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using LiveCommerce.Data.Store;

namespace Benchmarks.Data;

/// <summary>One side of the sums in a process of its own, so that its memory is seen alone: the store, or DuckDB alone. It answers one question after the other.</summary>
internal sealed class SumsOfOneSide : IDisposable
{
    private const string Memory = "4GB";
    private readonly Process process;

    /// <summary>Starts <c>store</c> or <c>alone</c>.</summary>
    public SumsOfOneSide(string side, string parquet) => process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(SumsOfOneSide).Assembly.Location, "--side", side, parquet]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Puts a question by its words; before the first, <c>open</c>.</summary>
    public SumAnswer Ask(string what)
    {
        process.StandardInput.WriteLine(what);
        var fields = (process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The side ended at '{what}'.")).Split('\t');
        return new SumAnswer(double.Parse(fields[0], CultureInfo.InvariantCulture), long.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Bytes of its memory at the highest so far.</summary>
    public long Peak() => Ask("memory").Rows;

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Inside the process: answers until nothing more is asked.</summary>
    public static void Run(string side, string parquet)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        SessionStore? store = null;
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        while (Console.ReadLine() is { } what)
        {
            var answer = (side, what) switch
            {
                (_, "memory") => new SumAnswer(0, Process.GetCurrentProcess().PeakWorkingSet64, 0),
                ("store", "open") => Timed(() => OpenStore(parquet, out store)),
                ("store", _) => Timed(() => SumQuestion.Of(what).Ask(store!)),
                (_, "open") => Timed(() => OpenAlone(connection, parquet)),
                _ => Alone(connection, SumQuestion.Of(what), sums),
            };
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Seconds:R}\t{answer.Rows}\t{answer.Sum}"));
        }

        store?.Dispose();
    }

    private static (long, long) OpenStore(string parquet, out SessionStore store)
    {
        store = SessionStore.Open($"duckdb:{parquet}?memory={Memory}");
        return (store.Facts.Sessions, store.Facts.Sums["orders"]);
    }

    private static (long, long) OpenAlone(DuckDBConnection connection, string parquet)
    {
        connection.Open();
        foreach (var setting in (string[])[$"memory_limit = '{Memory}'", "TimeZone = 'UTC'", "preserve_insertion_order = false"]) Rows(connection, $"set {setting}");
        Rows(connection, $"create view sessions as select * from read_parquet('{parquet}')");
        return (Rows(connection, "select min(columns(*)), max(columns(*)) from sessions"), 0);
    }

    /// <summary>The sum takes a question of its own, after the clock has stopped; it is asked once.</summary>
    private static SumAnswer Alone(DuckDBConnection connection, SumQuestion question, Dictionary<string, long> sums)
    {
        var told = Timed(() => (Rows(connection, question.Sql), 0));
        if (sums.TryGetValue(question.What, out var known)) return told with { Sum = known };
        using var command = connection.CreateCommand();
        command.CommandText = $"select cast(sum({question.Sum}) as bigint) from ({question.Sql})";
        return told with { Sum = sums[question.What] = (long)command.ExecuteScalar()! };
    }

    private static long Rows(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        long rows = 0;
        // The rows stay in DuckDB's own memory: no value is brought out.
        while (reader.Read()) rows++;
        return rows;
    }

    private static SumAnswer Timed(Func<(long Rows, long Sum)> ask)
    {
        var watch = Stopwatch.StartNew();
        var (rows, sum) = ask();
        return new SumAnswer(watch.Elapsed.TotalSeconds, rows, sum);
    }
}

/// <summary>How long a question took, how many rows came, and the sum of one column over them.</summary>
internal readonly record struct SumAnswer(double Seconds, long Rows, long Sum);
