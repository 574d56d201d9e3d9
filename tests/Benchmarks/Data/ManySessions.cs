using DuckDB.NET.Data;

namespace Benchmarks.Data;

/// <summary>Files with many sessions, made by DuckDB in a folder that goes when the measurement ends; in the folder that <c>WORKBENCH_BENCHMARK_FILES</c> names they stay for the next.</summary>
internal sealed class ManySessions : IDisposable
{
    private const long Shipped = 20_000;
    private readonly string? kept = Environment.GetEnvironmentVariable("WORKBENCH_BENCHMARK_FILES");
    private readonly DirectoryInfo folder;

    public ManySessions() => folder = kept is null ? Directory.CreateTempSubdirectory("workbench-benchmark") : Directory.CreateDirectory(kept);

    public string File(string name) => Path.Combine(folder.FullName, name);

    /// <summary>The shipped panel again and again under new ids of sessions and KOLs; at most 100,000 KOLs.</summary>
    public string Make(string name, long rows, string format)
    {
        if (kept is not null && System.IO.File.Exists(File(name))) return File(name);
        var source = Path.Combine(Machine.Root(), "data", "sessions", "sessions.csv");
        Duck($"copy (select session_id || '-' || r as session_id, start, platform_id, kol_id || '-' || (r % 250) as kol_id, * exclude (session_id, start, platform_id, kol_id, r) from read_csv('{source}', header = true), range({(rows + Shipped - 1) / Shipped}) as t(r) limit {rows}) to '{File(name)}' ({format})");
        return File(name);
    }

    public static void Duck(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (kept is null) folder.Delete(recursive: true);
    }
}
