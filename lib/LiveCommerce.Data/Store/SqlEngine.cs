using System.Data;
using System.Data.Common;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store;

/// <summary>An engine that answers SQL with frames of normal types; one question at a time.</summary>
public sealed class SqlEngine : IDisposable
{
    private readonly DbDataSource source;
    private readonly Action? clean;

    internal SqlEngine(StoreAddress address, Dialect dialect, DbDataSource source, string table, Action? clean = null)
    {
        Address = address;
        Dialect = dialect;
        Table = table;
        this.source = source;
        this.clean = clean;
    }

    /// <summary>Where it is.</summary>
    public StoreAddress Address { get; }

    /// <summary>How it spells what engines spell differently.</summary>
    public Dialect Dialect { get; }

    /// <summary>Version that the engine tells of itself.</summary>
    public string Version { get; internal set; } = "";

    /// <summary>What was found at the start that takes from the answers.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; internal set; } = [];

    /// <summary>The table or view of the sessions, as SQL names it.</summary>
    public string Table { get; }

    /// <summary>Opens an engine, and checks its version and the settings on which answers hang.</summary>
    /// <exception cref="DataFaultException">It does not answer, is older than the tested ones, or a setting is wrong.</exception>
    public static SqlEngine Open(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Engine switch
        {
            StoreEngine.ClickHouse => Engines.ClickHouseEngine.Open(address),
            StoreEngine.PostgreSql => Engines.PostgreSqlEngine.Open(address),
            _ => Engines.DuckDbEngine.Open(address),
        };
    }

    /// <summary>The answer as a frame: long, double, text, time in UTC and flag.</summary>
    /// <param name="sql">The question.</param>
    /// <param name="parameters">Texts and times by name; <see cref="Dialect.Parameter"/> spells their places.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <exception cref="DataFaultException">The engine refuses or does not answer in full.</exception>
    public DataFrame Query(string sql, IReadOnlyDictionary<string, object>? parameters = null, CancellationToken cancellation = default) =>
        Ask(sql, parameters, Read, duck => duck.Read(sql, parameters, cancellation), cancellation);

    /// <summary>Names and types of the columns that an answer would have.</summary>
    internal IReadOnlyDictionary<string, Type> Columns(string sql) => Ask(sql, null, reader =>
        Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Nullable.GetUnderlyingType(reader.GetFieldType(i)) ?? reader.GetFieldType(i), StringComparer.Ordinal), null, default);

    private static DataFrame Read(DbDataReader reader)
    {
        var fillers = Enumerable.Range(0, reader.FieldCount).Select(i => ColumnFiller.For(reader.GetName(i), reader.GetFieldType(i))).ToArray();
        while (reader.Read())
        {
            for (var i = 0; i < fillers.Length; i++) fillers[i].Add(reader, i);
        }

        return new DataFrame(fillers.Select(filler => filler.Finish()));
    }

    private T Ask<T>(string sql, IReadOnlyDictionary<string, object>? parameters, Func<DbDataReader, T> read, Func<Engines.DuckDbSource, T>? quick, CancellationToken cancellation)
    {
        try
        {
            if (quick is not null && source is Engines.DuckDbSource duck) return quick(duck);
            using var connection = source.OpenConnection();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 0;
            foreach (var (name, value) in parameters ?? new Dictionary<string, object>()) command.Parameters.Add(Bound(command, name, value));
            using var stop = cancellation.Register(command.Cancel);
            using var reader = command.ExecuteReader();
            return read(reader);
        }
        catch (Exception error) when (error is not (ModelException or DataFaultException))
        {
            cancellation.ThrowIfCancellationRequested();
            throw EngineFault.Of(Address, error);
        }
    }

    /// <summary>Closes the connections, and removes what was spilled to disk.</summary>
    public void Dispose()
    {
        source.Dispose();
        clean?.Invoke();
    }

    private static DbParameter Bound(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        if (value is DateTime && parameter is Npgsql.NpgsqlParameter) parameter.DbType = DbType.DateTime2;
        if (value is DateTime time && parameter is Npgsql.NpgsqlParameter) parameter.Value = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        return parameter;
    }
}
