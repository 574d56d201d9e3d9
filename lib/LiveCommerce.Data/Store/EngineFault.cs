namespace LiveCommerce.Data.Store;

/// <summary>What an engine says when it cannot answer, as a fault with the way out.</summary>
internal static class EngineFault
{
    public static DataFaultException Of(StoreAddress address, Exception error)
    {
        var said = Said(error);
        return new DataFaultException([said switch
        {
            _ when Has(said, "ALL_CONNECTION_TRIES_FAILED", "NETWORK_ERROR", "SHARD_HAS_NO_CONNECTED_REPLICAS", "ALL_REPLICAS_ARE_STALE", "ATTEMPT_TO_READ_AFTER_EOF", "ALL_REPLICAS_LOST") =>
                Told("DATA531", "every shard of the cluster to answer: half an answer is never given", "bring the missing shard back, and ask again"),
            _ when Has(said, "Connection refused", "Failed to connect", "No such host", "Name or service not known", "name resolution", "Resource temporarily unavailable", "timed out", "reset by peer", "while reading from stream", "ended prematurely", "SSL connection", "is for clickhouse-client") =>
                Told("DATA530", "a server that answers", "start it, or mend host, port, protocol or sslmode of the address"),
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

    /// <summary>The engine's own words, on one line and without a password.</summary>
    private static string Said(Exception error)
    {
        var all = new List<string>();
        for (var at = error; at is not null; at = at.InnerException)
        {
            var text = string.Join(' ', at.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            if (!all.Any(known => known.Contains(text, StringComparison.Ordinal))) all.Add(text.Length > 600 ? text[..600] + " ..." : text);
        }

        return string.Join("; ", all).TrimEnd('.', ' ');
    }

    private static bool Has(string said, params string[] words) => words.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
}
