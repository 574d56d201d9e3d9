using LiveCommerce.Data.Contract;
using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>DuckDB over a data package, Parquet, CSV or a DuckDB file, with a memory limit and a folder to spill to.</summary>
internal static class DuckDbEngine
{
    private static readonly Version Tested = new(1, 5);

    public static SqlEngine Open(StoreAddress address)
    {
        var isDatabase = Path.GetExtension(address.Place) is ".duckdb" or ".db";
        if (!File.Exists(address.Place) && !Directory.Exists(address.Place))
            throw Fault(address, "DATA510", "no such file or folder", "a data package, a Parquet, CSV or DuckDB file, or a folder of Parquet files", "name one that exists");
        var spill = address.Setting("spill") is { } named ? Directory.CreateDirectory(named) : null;
        var own = spill is null ? spill = Directory.CreateTempSubdirectory("workbench-spill-") : null;
        DuckDbSource? source = null;
        try
        {
            source = new DuckDbSource();
            Settle(source, address, spill!.FullName);
            if (isDatabase) Attach(source, address);
            else Bring(source, address);
            var engine = new SqlEngine(address, Dialect.DuckDb, source, "sessions", own is null ? null : () => Remove(own));
            Check(engine);
            return engine;
        }
        catch (Exception error)
        {
            source?.Dispose();
            if (own is not null) Remove(own);
            if (error is DataFaultException or ModelException) throw;
            throw EngineFault.Of(address, error);
        }
    }

    private static void Settle(DuckDbSource source, StoreAddress address, string spill)
    {
        var memory = address.Setting("memory") ?? FormattableString.Invariant($"{Math.Max(256, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / (1 << 20))}MB");
        source.Execute($"set global memory_limit = {Quoted(memory)}");
        source.Execute($"set global temp_directory = {Quoted(spill)}");
        if (address.Setting("threads") is { } threads) source.Execute($"set global threads = {threads}");
        source.Execute("set global TimeZone = 'UTC'");
        source.Execute("set global default_null_order = 'nulls_last'");
        source.Execute("set global preserve_insertion_order = false");
        source.Execute("set global autoinstall_known_extensions = false");
    }

    private static void Check(SqlEngine engine)
    {
        var told = engine.Query("select version() as version, current_setting('TimeZone') as zone, current_setting('default_null_order') as nulls");
        var check = new StartCheck(engine.Address);
        engine.Version = ((string)told["version"][0]).TrimStart('v');
        check.Version("DuckDB", engine.Version, Tested);
        check.Setting("TimeZone", (string)told["zone"][0], "UTC", "days and months are counted in UTC");
        check.Hold(engine);
    }

    private static void Bring(DuckDbSource source, StoreAddress address)
    {
        var path = address.Place;
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, DataPackage.DescriptorName)))
        {
            Csv(source, CheckedTable(path), address);
            return;
        }

        if (Directory.Exists(path))
        {
            if (Pattern(path) is { } pattern) Parquet(source, Path.Combine(path, pattern));
            else if (File.Exists(Path.Combine(path, "sessions.csv"))) Csv(source, Path.Combine(path, "sessions.csv"), address);
            else throw Fault(address, "DATA510", "a folder without sessions", "datapackage.json, sessions.parquet, sessions/*.parquet, *.parquet or sessions.csv in it", "name the file itself");
            return;
        }

        if (Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase)) Parquet(source, path);
        else if (Path.GetExtension(path).ToUpperInvariant() is ".CSV" or ".GZ") Csv(source, path, address);
        else throw Fault(address, "DATA510", $"a file of the kind '{Path.GetExtension(path)}'", ".parquet, .csv, .csv.gz, .duckdb or .db", "export it as Parquet or CSV");
    }

    /// <summary>The files that an address stands for; none for a data package, whose check announces what it reads.</summary>
    public static IEnumerable<string> Files(StoreAddress address)
    {
        var path = Path.GetFullPath(address.Place);
        if (File.Exists(path)) return [path];
        if (File.Exists(Path.Combine(path, DataPackage.DescriptorName))) return [];
        return Pattern(path) is { } pattern ? Matching(path, pattern) : [Path.Combine(path, "sessions.csv")];
    }

    /// <summary>How the Parquet files of a folder are named; null when it has none.</summary>
    private static string? Pattern(string folder) => new[] { "sessions.parquet", "sessions/*.parquet", "*.parquet" }.FirstOrDefault(glob => Matching(folder, glob).Any());

    /// <summary>The CSV file of a package that keeps its contract.</summary>
    private static string CheckedTable(string folder)
    {
        var package = DataPackage.Open(folder);
        var report = new PackageCheck(package, folder.Replace('\\', '/')).Run(name => name == "sessions");
        return report.Faults.Count == 0 ? package.PathOf(package.Resource("sessions")) : throw new DataFaultException(report.Faults);
    }

    private static void Attach(DuckDbSource source, StoreAddress address)
    {
        source.Execute($"attach {Quoted(address.Place)} as held (read_only)");
        View(source, "held." + address.Table);
    }

    private static void Parquet(DuckDbSource source, string pattern) => View(source, $"read_parquet({Quoted(pattern)})");

    private static void View(DuckDbSource source, string from) => source.Execute($"create view sessions as select *{InUtc(source.ColumnsOf(from))} from {from}");

    /// <summary>A CSV file is read once, into a table that may spill: each question would read it anew.</summary>
    private static void Csv(DuckDbSource source, string path, StoreAddress address)
    {
        var columns = source.ColumnsOf($"read_csv({Quoted(path)}, header = true, all_varchar = true)");
        var missing = SessionColumns.All.Except(columns.Keys).ToList();
        if (missing.Count > 0) throw Missing(address, missing, [.. columns.Keys]);
        var types = string.Join(", ", SessionColumns.All.Select(column => $"{Quoted(column)}: {Quoted(SessionColumns.DuckType(column))}"));
        source.Execute($"create table sessions as select *{Utc(SessionColumns.DuckType(SessionColumns.Time))} from read_csv({Quoted(path)}, header = true, nullstr = '', types = {{{types}}})");
    }

    public static DataFaultException Missing(StoreAddress address, IEnumerable<string> missing, IReadOnlyList<string> known) => new(missing.Select(column =>
        new Fault(address.ToString(), 0, 0, "DATA511", $"no column '{column}'{Spelling.Hint(column, known.Except(SessionColumns.All))}", SessionColumns.Wanted(column), column == SessionColumns.Mark ? "add it: false for observed sessions, true for generated ones" : "rename the column, or add it")));

    private static string InUtc(IReadOnlyDictionary<string, string> columns) => columns.TryGetValue(SessionColumns.Time, out var type) ? Utc(type) : "";

    /// <summary>A time with a zone as one in UTC: by its microseconds, for a cast asks a calendar about every row, which takes longer than all sums.</summary>
    private static string Utc(string type) => type switch
    {
        "TIMESTAMP WITH TIME ZONE" or "TIMESTAMPTZ" => $" replace (make_timestamp(epoch_us({SessionColumns.Time})) as {SessionColumns.Time})",
        "TIMESTAMP" => "",
        _ => $" replace (cast({SessionColumns.Time} as timestamp) as {SessionColumns.Time})",
    };

    private static IEnumerable<string> Matching(string folder, string glob) =>
        Path.GetDirectoryName(Path.Combine(folder, glob)) is { } inside && Directory.Exists(inside) ? Directory.EnumerateFiles(inside, Path.GetFileName(glob)) : [];

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // DuckDB removed it.
        }
    }

    private static DataFaultException Fault(StoreAddress address, string code, string found, string expected, string fix) => new([new Fault(address.ToString(), 0, 0, code, found, expected, fix)]);

    private static string Quoted(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
