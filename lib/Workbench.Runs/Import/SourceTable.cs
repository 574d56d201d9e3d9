using System.Globalization;
using DuckDB.NET.Data;
using LiveCommerce.Data;
using MiniExcelLibs;

namespace Workbench.Runs.Import;

/// <summary>A user's table as text: CSV, JSON lines, Parquet or Excel.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Fields of each row; empty for none.</param>
public sealed record SourceTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostRows = 5_000_000;
    private const long LargestSheet = 2L << 30;

    /// <summary>Reads a file by its extension.</summary>
    /// <exception cref="DataFaultException">It is missing, of another kind, or damaged.</exception>
    public static SourceTable Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw Fault(path, "no such file", "a table", "name a file that exists");
        try
        {
            var table = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" or ".tsv" or ".txt" => Query("SELECT * FROM read_csv($path, all_varchar = true, header = true, normalize_names = false)", path),
                ".parquet" => Query("SELECT * FROM read_parquet($path)", path),
                ".jsonl" or ".ndjson" or ".json" => Query("SELECT * FROM read_json_auto($path)", path),
                ".xlsx" => Sheet(path),
                var other => throw Fault(path, $"a file '{other}'", "CSV, JSON lines, Parquet or XLSX", "save it as one of these"),
            };
            // Spreadsheets leave columns behind that hold nothing.
            var kept = Enumerable.Range(0, table.Header.Count).Where(column => table.Rows.Any(row => row[column].Length > 0)).ToList();
            return table.Rows.Count == 0 ? throw Fault(path, "no rows", "a header and rows", "export the table anew") : new SourceTable([.. kept.Select(column => table.Header[column])], [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. kept.Select(column => row[column])])]);
        }
        catch (Exception error) when (error is DuckDBException or InvalidDataException or System.Xml.XmlException)
        {
            throw Fault(path, error.Message.Split('\n')[0].TrimEnd('.'), "a table that can be read", "export it anew");
        }
    }

    /// <summary>Fields of a column.</summary>
    public IEnumerable<string> Column(string name)
    {
        var index = Header.ToList().IndexOf(name);
        return index < 0 ? [] : Rows.Select(row => row[index]);
    }

    private static SourceTable Query(string sql, string path)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("$path", "'" + Path.GetFullPath(path).Replace("'", "''", StringComparison.Ordinal) + "'", StringComparison.Ordinal) + string.Create(CultureInfo.InvariantCulture, $" LIMIT {MostRows}");
        using var reader = command.ExecuteReader();
        var header = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "" : Text(reader.GetValue(column)))]);
        return new SourceTable(header, rows);
    }

    private static SourceTable Sheet(string path)
    {
        using (var zip = System.IO.Compression.ZipFile.OpenRead(path))
        {
            if (zip.Entries.Sum(entry => Math.Max(0, entry.Length)) > LargestSheet) throw Fault(path, "a workbook that swells to more than 2 GB", "one that fits in memory", "save the sheet as CSV");
        }

        var rows = MiniExcel.Query(path, useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        var header = rows.Count == 0 ? [] : rows[0].Keys.ToList();
        return new SourceTable(header, [.. rows.Select(row => (IReadOnlyList<string>)[.. header.Select(name => row.TryGetValue(name, out var value) && value is not null ? Text(value) : "")])]);
    }

    private static string Text(object value) => value switch
    {
        string text => text.Trim(),
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static DataFaultException Fault(string path, string found, string expected, string fix) => new([new Fault(path, 0, 0, "IMPORT001", found, expected, fix)]);
}
