using System.Globalization;

namespace LiveCommerce.Data.Store;

/// <summary>Where sessions are: <c>duckdb:FILE or folder</c>, <c>clickhouse://user:password@host:port/database</c> or <c>postgres://user:password@host:port/database</c>, each with <c>?name=value</c> settings.</summary>
/// <remarks>
/// Settings of all engines: <c>table</c> (sessions), <c>source</c> (id of the source in reports), <c>untested</c> (true takes an engine older than the tested ones, with a warning).
/// <c>memory</c> such as 2GB; DuckDB also <c>threads</c> and <c>spill</c> (folder); ClickHouse <c>protocol</c> (http, https); PostgreSQL <c>sslmode</c>.
/// </remarks>
public sealed partial record StoreAddress
{
    private static readonly string[] Common = ["table", "source", "untested", "memory"];

    private StoreAddress(StoreEngine engine, string place) => (Engine, Place) = (engine, place);

    /// <summary>The engine.</summary>
    public StoreEngine Engine { get; }

    /// <summary>File or folder of DuckDB; <c>host:port/database</c> of a server.</summary>
    public string Place { get; }

    /// <summary>The settings after the question mark.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; private init; } = new Dictionary<string, string>();

    /// <summary>The table, or <c>database.table</c>.</summary>
    public string Table => Setting("table") ?? "sessions";

    internal string Host { get; private init; } = "";

    internal int Port { get; private init; }

    internal string Database { get; private init; } = "";

    internal string User { get; private init; } = "";

    internal string Password { get; private init; } = "";

    internal bool TakesUntested => Setting("untested") == "true";

    /// <summary>Reads an address.</summary>
    /// <exception cref="InputException">It is none, or a setting is not known.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon];
        return scheme switch
        {
            "duckdb" => OfFile(text[(colon + 1)..]),
            "clickhouse" => OfServer(StoreEngine.ClickHouse, text, 8123, "default", "default", ["protocol"]),
            "postgres" or "postgresql" => OfServer(StoreEngine.PostgreSql, text, 5432, "postgres", "postgres", ["sslmode"]),
            _ => throw new InputException("DATA501", "the store", scheme.Length == 0 ? $"'{text}'" : $"'{scheme}:...'",
                "an address begins with duckdb:, clickhouse:// or postgres://" + Spelling.Hint(scheme, ["duckdb", "clickhouse", "postgres"]), "write duckdb:FOLDER, clickhouse://host:8123/database or postgres://host:5432/database"),
        };
    }

    /// <summary>The same address with its file named from the root.</summary>
    /// <param name="folder">Folder that a relative name starts from.</param>
    public StoreAddress From(string folder) => Engine == StoreEngine.DuckDb ? new StoreAddress(Engine, Path.GetFullPath(Place, folder)) { Settings = Settings } : this;

    /// <summary>The address with everything that is needed to open it, the password too: for the process that opens it, never for show.</summary>
    public string ToSecretText()
    {
        var settings = Settings.Count == 0 ? "" : "?" + string.Join('&', Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return Engine == StoreEngine.DuckDb ? $"duckdb:{Place}{settings}" : $"{Scheme}://{Uri.EscapeDataString(User)}:{Uri.EscapeDataString(Password)}@{Place}{settings}";
    }

    /// <summary>The address without user, password and settings; of a file only its name.</summary>
    public override string ToString() => Engine == StoreEngine.DuckDb ? $"duckdb:{Path.GetFileName(Path.TrimEndingDirectorySeparator(Place))}" : $"{Scheme}://{Place}/{Table}";

    internal string? Setting(string name) => Settings.TryGetValue(name, out var value) ? value : null;

    private string Scheme => Engine == StoreEngine.ClickHouse ? "clickhouse" : "postgres";

    private static StoreAddress OfFile(string rest)
    {
        var mark = rest.LastIndexOf('?');
        var path = mark < 0 ? rest : rest[..mark];
        if (path.Length == 0) throw new InputException("DATA501", "the store", "'duckdb:'", "a file or folder is missing", "write duckdb:FOLDER or duckdb:sessions.parquet");
        return new StoreAddress(StoreEngine.DuckDb, path) { Settings = Read(mark < 0 ? "" : rest[(mark + 1)..], [.. Common, "threads", "spill"]) };
    }

    private static StoreAddress OfServer(StoreEngine engine, string text, int port, string user, string database, string[] settings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new InputException("DATA501", "the store", "an address without a host", "a server is named by its host", "write clickhouse://host:8123/database or postgres://host:5432/database");
        var login = uri.UserInfo.Split(':', 2);
        var named = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        var at = uri.Port > 0 ? uri.Port : port;
        var inside = named.Length > 0 ? named : database;
        return new StoreAddress(engine, string.Create(CultureInfo.InvariantCulture, $"{uri.Host}:{at}/{inside}"))
        {
            Host = uri.Host,
            Port = at,
            Database = inside,
            User = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : user,
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : "",
            Settings = Read(uri.Query.TrimStart('?'), [.. Common, .. settings]),
        };
    }

    private static Dictionary<string, string> Read(string query, string[] known)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (!known.Contains(pair[0]) || pair.Length < 2 || pair[1].Length == 0)
                throw new InputException("DATA502", "the store", $"the setting '{part}'", $"the settings are {string.Join(", ", known)}, each with a value{Spelling.Hint(pair[0], known)}", "write ?name=value&name=value");
            settings[pair[0]] = Uri.UnescapeDataString(pair[1]);
        }

        if (settings.TryGetValue("table", out var table) && !TableName().IsMatch(table))
            throw new InputException("DATA502", "the store", $"the table '{table}'", "a table is named by letters, digits and _, with its database or schema before a point", "rename the table, or make a view of such a name");
        if (settings.TryGetValue("memory", out var memory) && !Amount().IsMatch(memory))
            throw new InputException("DATA502", "the store", $"memory '{memory}'", "an amount is a whole number with MB or GB", "write memory=2GB");
        if (settings.TryGetValue("threads", out var threads) && !(int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1024))
            throw new InputException("DATA502", "the store", $"threads '{threads}'", "a whole number from 1 to 1024 is needed", "write threads=2");
        return settings;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$")]
    private static partial System.Text.RegularExpressions.Regex TableName();

    [System.Text.RegularExpressions.GeneratedRegex(@"^[1-9][0-9]{0,6}(MB|GB)$")]
    private static partial System.Text.RegularExpressions.Regex Amount();
}
