using System.Data.Common;
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

    public IReadOnlyList<string> ColumnsOf(string query)
    {
        using var command = first.CreateCommand();
        command.CommandText = $"select * from {query} limit 0";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>The answer to a question without parameters.</summary>
    public DataFrame Read(string sql, CancellationToken cancellation)
    {
        using var connection = first.Duplicate();
        connection.Open();
        return DuckDbFrames.Read(connection, sql, cancellation);
    }

    protected override DbConnection CreateDbConnection() => first.Duplicate();

    protected override void Dispose(bool disposing)
    {
        if (disposing) first.Dispose();
        base.Dispose(disposing);
    }
}
