using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>Connections to one DuckDB database in the memory of this process.</summary>
internal sealed class DuckDbSource : DbDataSource
{
    private readonly DuckDBConnection first = new("DataSource=:memory:");

    public DuckDbSource() => first.Open();

    public override string ConnectionString => first.ConnectionString;

    public void Execute(string sql)
    {
        using var command = first.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Columns of a table or of what can stand in its place, with DuckDB's names of their types.</summary>
    public IReadOnlyDictionary<string, string> ColumnsOf(string from)
    {
        using var command = first.CreateCommand();
        command.CommandText = $"describe select * from {from}";
        using var reader = command.ExecuteReader();
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read()) columns.Add(reader.GetString(0), reader.GetString(1));
        return columns;
    }

    /// <summary>The answer to a question.</summary>
    public DataFrame Read(string sql, IReadOnlyDictionary<string, object>? parameters, CancellationToken cancellation)
    {
        using var connection = first.Duplicate();
        connection.Open();
        return DuckDbFrames.Read(connection, sql, (parameters ?? new Dictionary<string, object>()).ToDictionary(pair => pair.Key, pair => Text(pair.Value), StringComparer.Ordinal), cancellation);
    }

    private static string Text(object value) => value is DateTime time ? time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) : (string)value;

    protected override DbConnection CreateDbConnection() => first.Duplicate();

    protected override void Dispose(bool disposing)
    {
        if (disposing) first.Dispose();
        base.Dispose(disposing);
    }
}
