using LiveCommerce.Data.Store.Engines;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store;

/// <summary>A CSV or Parquet file as a frame: DuckDB reads it, and finds the types of a CSV file from its first rows, or from all when a later one does not fit.</summary>
public static class FileFrame
{
    /// <summary>Reads a file; the rows keep their order, times are in UTC, empty fields are null.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.csv.gz</c> or <c>.parquet</c> file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DataFaultException">It is not there, or cannot be read as a table.</exception>
    public static DataFrame Read(string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw new DataFaultException([new Fault(path, 0, 0, "DATA510", "no such file", "a CSV or Parquet file", "name one that exists")]);
        DataReads.Log.Opened(Path.GetFullPath(path));
        var place = "'" + path.Replace("'", "''", StringComparison.Ordinal) + "'";
        using var source = new DuckDbSource();
        source.Execute("set global TimeZone = 'UTC'");
        var isParquet = path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
        try
        {
            return source.Read($"select * from {(isParquet ? $"read_parquet({place})" : $"read_csv({place}, header = true)")}", null, cancellation);
        }
        catch (InvalidOperationException) when (!isParquet && !cancellation.IsCancellationRequested)
        {
            // The first rows told another type than a later one: all rows are looked at.
            return Whole(source, path, $"select * from read_csv({place}, header = true, sample_size = -1)", cancellation);
        }
        catch (InvalidOperationException error)
        {
            throw Broken(path, error, cancellation);
        }
    }

    private static DataFrame Whole(DuckDbSource source, string path, string sql, CancellationToken cancellation)
    {
        try
        {
            return source.Read(sql, null, cancellation);
        }
        catch (InvalidOperationException error)
        {
            throw Broken(path, error, cancellation);
        }
    }

    private static DataFaultException Broken(string path, InvalidOperationException error, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new DataFaultException([new Fault(path, 0, 0, "DATA535", string.Join(' ', error.Message.Split('\n', StringSplitOptions.TrimEntries)), "a table", "mend the file at this place")]);
    }
}
