namespace LiveCommerce.Data.Store;

/// <summary>What an engine says when it cannot answer, as a fault with the way out.</summary>
internal static class EngineFault
{
    /// <summary>Where ClickHouse goes on to tell of its cloud and of its browser pages.</summary>
    private static readonly string[] Advice = [" If you use ClickHouse Cloud", " You can also use the /play"];

    public static DataFaultException Of(StoreAddress address, Exception error)
    {
        var said = Said(error);
        return new DataFaultException([said switch
        {
            _ when Has(said, "ALL_CONNECTION_TRIES_FAILED", "NETWORK_ERROR", "SHARD_HAS_NO_CONNECTED_REPLICAS", "ALL_REPLICAS_ARE_STALE", "ATTEMPT_TO_READ_AFTER_EOF", "ALL_REPLICAS_LOST") =>
                Told("DATA531", "every shard of the cluster to answer: half an answer is never given", "bring the missing shard back, and ask again"),
            _ when Has(said, "is for clickhouse-client", "ended prematurely", "unrecognized response", "while reading from stream") => address.Engine == StoreEngine.ClickHouse
                ? Told("DATA530", "ClickHouse over HTTP at this port", "name its HTTP port: 8123 as it is delivered, 8443 with protocol=https; 9000 is that of clickhouse-client")
                : Told("DATA530", "PostgreSQL at this port", "name its port: 5432 as it is delivered"),
            _ when Has(said, "SSL connection", "transport stream") =>
                Told("DATA530", "a server that speaks TLS at this port", "leave protocol=https or sslmode out of the address, or name the port of TLS"),
            _ when Has(said, "Connection refused", "Failed to connect", "No such host", "Name or service not known", "name resolution", "Resource temporarily unavailable", "timed out", "reset by peer") =>
                Told("DATA530", address.Engine == StoreEngine.ClickHouse ? "ClickHouse that answers at this host and port" : "PostgreSQL that answers at this host and port", "start it, or mend host and port of the address"),
            _ when Has(said, "password authentication", "No password has been provided", "pg_hba.conf", "role \"", "AUTHENTICATION_FAILED", "Authentication failed", "REQUIRED_PASSWORD", "Access denied", "ACCESS_DENIED", "permission denied") =>
                Told("DATA532", "leave to read", "give user and password in the address, or ask for the right to read the table"),
            _ when Has(said, "MEMORY_LIMIT_EXCEEDED", "out of memory") =>
                Told("DATA533", "an answer within the memory limit", "raise memory=... in the address, or group by fewer columns"),
            _ when Has(said, "does not exist", "UNKNOWN_TABLE", "UNKNOWN_DATABASE", "UNKNOWN_IDENTIFIER") =>
                Told("DATA534", "the database, tables and columns that the question names", "name the database in the address and the table with ?table=..., or bring the sessions into it"),
            _ => Told("DATA535", "an answer", "read what the engine says"),
        }]);

        Fault Told(string code, string expected, string fix) => new(address.ToString(), 0, 0, code, said, expected, fix);
    }

    /// <summary>The engine's own words, on one line, without a password and without advice for another product.</summary>
    private static string Said(Exception error)
    {
        var all = new List<string>();
        for (var at = error; at is not null; at = at.InnerException)
        {
            var text = string.Join(' ', at.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Replace(", see inner exception", "", StringComparison.Ordinal);
            text = Advice.Aggregate(text, (left, words) => left.Split(words)[0]).TrimEnd('.', ' ');
            if (!all.Any(known => known.Contains(text, StringComparison.Ordinal))) all.Add(text.Length > 600 ? text[..600] + " ..." : text);
        }

        return string.Join("; ", all);
    }

    private static bool Has(string said, params string[] words) => words.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
}
