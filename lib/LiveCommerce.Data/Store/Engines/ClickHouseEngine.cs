using ClickHouse.Driver.ADO;
using LiveCommerce.Data.Frames;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>ClickHouse, made to answer as SQL does elsewhere, in UTC, in full or not at all.</summary>
internal static class ClickHouseEngine
{
    private static readonly Version Tested = new(26, 7);

    /// <summary>Settings that are sent with every question, and then read back; each with its reason.</summary>
    private static readonly (string Name, string Value, string Why)[] Settings =
    [
        ("readonly", "2", "analyses read and never write"),
        ("join_use_nulls", "1", "rows without a match are null, not 0"),
        ("aggregate_functions_null_for_empty", "1", "a sum of nothing is null, not 0"),
        ("prefer_column_name_to_alias", "1", "a name means the column"),
        ("session_timezone", "UTC", "days and months are counted in UTC"),
        ("count_distinct_implementation", "uniqExact", "counts are exact"),
        ("skip_unavailable_shards", "0", "a missing shard is an error, not half an answer"),
        ("fallback_to_stale_replicas_for_distributed_queries", "0", "a replica that lags behind is not asked"),
        ("read_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("read_overflow_mode_leaf", "throw", "a limit is an error, not part of an answer"),
        ("group_by_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("result_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("timeout_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("timeout_overflow_mode_leaf", "throw", "a limit is an error, not part of an answer"),
        ("distinct_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("sort_overflow_mode", "throw", "a limit is an error, not part of an answer"),
        ("transfer_overflow_mode", "throw", "a limit is an error, not part of an answer"),
    ];

    public static SqlEngine Open(StoreAddress address)
    {
        var protocol = address.Setting("protocol") ?? "http";
        if (protocol is not ("http" or "https")) throw new InputException("DATA502", "the store", $"protocol '{protocol}'", "it is http or https", "write protocol=https");
        var builder = new ClickHouseConnectionStringBuilder
        {
            Host = address.Host,
            Port = (ushort)address.Port,
            Database = address.Database,
            Username = address.User,
            Password = address.Password,
            Protocol = protocol,
            Timeout = TimeSpan.FromHours(1),
        };
        foreach (var (name, value, _) in Settings) builder[$"set_{name}"] = value;
        // The server keeps the answer back until it is whole: an error on the way is then an error, not a short answer.
        builder["set_wait_end_of_query"] = "1";
        if (address.Setting("memory") is { } memory)
        {
            var bytes = Bytes(memory);
            builder["set_max_memory_usage"] = FormattableString.Invariant($"{bytes}");
            builder["set_max_bytes_before_external_group_by"] = FormattableString.Invariant($"{bytes / 2}");
            builder["set_max_bytes_before_external_sort"] = FormattableString.Invariant($"{bytes / 2}");
        }

        var engine = new SqlEngine(address, Dialect.ClickHouse, new ClickHouseDataSource(builder.ConnectionString), address.Table);
        try
        {
            Check(engine);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    private static void Check(SqlEngine engine)
    {
        var check = new StartCheck(engine.Address);
        var told = engine.Query("select version() as version, timezone() as zone");
        engine.Version = (string)told["version"][0];
        check.Version("ClickHouse", engine.Version, Tested);
        check.Setting("timezone()", (string)told["zone"][0], "UTC", "days and months are counted in UTC");
        var names = string.Join(", ", Settings.Select(setting => $"'{setting.Name}'"));
        var values = Frame.Rows(engine.Query($"select name, value from system.settings where name in ({names})"), row => KeyValuePair.Create(row.Text("name"), row.Text("value"))).ToDictionary();
        foreach (var (name, value, why) in Settings) check.Setting(name, values.GetValueOrDefault(name), value, why);
        check.Hold(engine);
    }

    private static long Bytes(string amount) => long.Parse(amount[..^2], System.Globalization.CultureInfo.InvariantCulture) * (amount.EndsWith("GB", StringComparison.Ordinal) ? 1L << 30 : 1L << 20);
}
