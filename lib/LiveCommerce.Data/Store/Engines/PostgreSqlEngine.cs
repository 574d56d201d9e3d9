using Npgsql;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>PostgreSQL, read only and in UTC.</summary>
internal static class PostgreSqlEngine
{
    private static readonly Version Tested = new(15, 0);

    public static SqlEngine Open(StoreAddress address)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = address.Database,
            Username = address.User,
            Password = address.Password.Length > 0 ? address.Password : null,
            Timezone = "UTC",
            ApplicationName = "workbench",
            CommandTimeout = 0,
            Options = "-c default_transaction_read_only=on -c standard_conforming_strings=on" + (address.Setting("memory") is { } memory ? $" -c work_mem={memory}" : ""),
        };
        if (address.Setting("sslmode") is { } mode)
            builder.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known
                : throw new InputException("DATA502", "the store", $"sslmode '{mode}'", "the modes are disable, allow, prefer, require, verify-ca and verify-full", "write sslmode=require");
        var engine = new SqlEngine(address, Dialect.PostgreSql, NpgsqlDataSource.Create(builder), address.Table);
        try
        {
            var told = engine.Query("select current_setting('server_version') as version, current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding, current_setting('default_transaction_read_only') as read_only");
            var check = new StartCheck(address);
            engine.Version = ((string)told["version"][0]).Split(' ')[0];
            check.Version("PostgreSQL", engine.Version, Tested);
            check.Setting("TimeZone", (string)told["zone"][0], "UTC", "days and months are counted in UTC");
            check.Setting("server_encoding", (string)told["encoding"][0], "UTF8", "names of platforms are in many scripts");
            check.Setting("default_transaction_read_only", (string)told["read_only"][0], "on", "analyses read and never write");
            check.Hold(engine);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
