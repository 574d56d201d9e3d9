using System.Globalization;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Package;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store;

/// <summary>Sessions in an engine, and the sums that the models take, asked for in SQL that is the same for every engine.</summary>
/// <remarks>The engine adds up; what comes back is at most some 10^5 rows, and the models run in memory from there on. Each result carries its origin and the synthetic mark.</remarks>
public sealed partial class SessionStore : IDisposable
{
    /// <summary>The key of <see cref="AppContext"/> under which a host names the store of this process, as an address.</summary>
    public const string Setting = "LiveCommerce.Store";

    private readonly Lazy<StoreFacts> facts;
    private readonly Provenance observed;
    private readonly Provenance generated;

    private SessionStore(SqlEngine engine, string name)
    {
        Engine = engine;
        Name = name;
        Table = engine.Table;
        (observed, generated) = (new Provenance { Sources = [name] }, new Provenance { Sources = [name], Synthetic = true });
        TextColumns = SessionTable.Check(engine);
        facts = new Lazy<StoreFacts>(() => SessionTable.Facts(this));
    }

    /// <summary>The engine, for questions of one's own.</summary>
    public SqlEngine Engine { get; }

    /// <summary>Id of the source in reports.</summary>
    public string Name { get; }

    /// <summary>The table or view of the sessions, as SQL names it.</summary>
    public string Table { get; }

    /// <summary>Columns that may group and filter: platform, tier, category, stream type, and every other column of text.</summary>
    public IReadOnlyList<string> TextColumns { get; }

    /// <summary>What the store holds; one pass over the table, made once. It also looks for what must not be there.</summary>
    /// <exception cref="DataFaultException">No sessions, empty fields, counts below 0, or a stage above the one before.</exception>
    public StoreFacts Facts => facts.Value;

    /// <summary>Where all sessions come from.</summary>
    public Provenance Provenance => From(Facts.Synthetic);

    /// <summary>What takes from the answers.</summary>
    public IReadOnlyList<ModelWarning> Warnings => Engine.Warnings;

    /// <summary>Opens a store.</summary>
    /// <param name="address">Such as <c>duckdb:FOLDER</c>, <c>clickhouse://host:8123/database</c> or <c>postgres://host/database</c>; null for the store that the run was given (<c>--store</c>), else <c>data/sessions</c> by DuckDB.</param>
    /// <exception cref="InputException">The address is none.</exception>
    /// <exception cref="DataFaultException">The engine does not answer, a setting on which answers hang is wrong, or columns are missing.</exception>
    public static SessionStore Open(string? address = null)
    {
        var parsed = address is not null ? StoreAddress.Parse(address) : Given() ?? StoreAddress.Parse("duckdb:" + DataDirectory.Of("sessions"));
        var engine = SqlEngine.Open(parsed);
        Announce(parsed, ofRun: address is null && Given() is not null);
        try
        {
            return new SessionStore(engine, NameOf(parsed));
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Files of one's own are inputs as they are. What a server holds cannot be hashed, and the store of a run may be larger than anyone hashes: they are known by their sums once these are asked for.</summary>
    private static void Announce(StoreAddress address, bool ofRun)
    {
        if (ofRun || address.Engine != StoreEngine.DuckDb) DataReads.Log.Read(address.ToString(), StoreFacts.NotSummed, 0);
        else foreach (var file in Engines.DuckDbEngine.Files(address)) DataReads.Log.Opened(file);
    }

    /// <summary>The address of the store that the run was given; null when it was given none.</summary>
    public static StoreAddress? Given() => AppContext.GetData(Setting) is string { Length: > 0 } text ? StoreAddress.Parse(text) : null;

    /// <summary>Looks for ids that come more than once, in one more pass: a load that ran twice.</summary>
    /// <exception cref="DataFaultException">There are some.</exception>
    public void CheckIds()
    {
        var repeated = (long)Engine.Query(SessionSql.Repeated(Engine.Dialect, Table))["repeated_count"][0];
        if (repeated > 0) throw new DataFaultException([new Fault(Engine.Address.ToString(), 0, 0, "DATA516", string.Create(CultureInfo.InvariantCulture, $"{repeated} values of session_id come more than once"), "one row for each session", "remove the rows of the load that ran twice")]);
    }

    /// <summary>The sessions themselves, in the order of their ids, as <c>SessionPanel</c> gives them.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="limit">Most rows that are brought into memory.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <exception cref="InputException">There are more.</exception>
    public DataFrame Sessions(SessionFilter? filter = null, int limit = 2_000_000, CancellationToken cancellation = default)
    {
        var where = Sound(filter);
        var frame = Limited(SessionSql.Rows(Engine.Dialect, where.Text(Table), limit + 1L), where, limit, "sessions", cancellation);
        for (var i = 0; i < frame.Columns.Count; i++) frame.Columns[i].SetName(SessionColumns.All[i]);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();

    /// <summary>How the engine spells what adds up the rows of this table.</summary>
    private Dialect Dialect => Engine.Dialect.For(Facts.Sums.Values.Max());

    private SessionWhere Sound(SessionFilter? filter)
    {
        // The facts are looked at before any sum: an engine leaves empty fields out of a sum without a word.
        _ = Facts;
        return SessionWhere.Of(filter ?? SessionFilter.All, Engine.Dialect, TextColumns);
    }

    private string[] Groups(IEnumerable<string>? by)
    {
        string[] columns = [.. by ?? []];
        foreach (var column in columns)
        {
            if (!TextColumns.Contains(column))
                throw new InputException("DATA403", $"column '{column}'", $"the columns of text {string.Join(", ", TextColumns)}", "sessions cannot be grouped by it" + Spelling.Hint(column, TextColumns), "name one of these");
        }

        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length) throw new InputException("DATA404", "'by'", string.Join(", ", columns), "a column comes twice", "name each once");
        return columns;
    }

    private DataFrame Limited(string sql, SessionWhere where, int limit, string what, CancellationToken cancellation)
    {
        var frame = Engine.Query(sql, where.Parameters, cancellation);
        return frame.Rows.Count <= limit ? frame
            : throw new InputException("DATA523", "the store", string.Create(CultureInfo.InvariantCulture, $"more than {limit} {what}"), "they would be brought into memory", "filter, take a longer step, use sums by group, or raise 'limit'");
    }

    private Provenance From(long synthetic) => synthetic > 0 ? generated : observed;

    private static Dictionary<string, string> Group(FrameRow row, IReadOnlyList<string> by) => by.ToDictionary(column => column, row.Text, StringComparer.Ordinal);

    /// <summary>Groups in the order of their values' characters, on every engine.</summary>
    private static IReadOnlyList<T> InOrder<T>(IEnumerable<T> rows, Func<T, IReadOnlyDictionary<string, string>> group, Func<T, string> then) =>
        [.. rows.OrderBy(row => string.Join('\u0001', group(row).Values), StringComparer.Ordinal).ThenBy(then, StringComparer.Ordinal)];

    private static string NameOf(StoreAddress address)
    {
        if (address.Setting("source") is { } named) return named;
        return address.Engine == StoreEngine.DuckDb && File.Exists(Path.Combine(address.Place, DataPackage.DescriptorName)) ? DataPackage.Open(address.Place).Descriptor.Name : address.ToString();
    }
}
