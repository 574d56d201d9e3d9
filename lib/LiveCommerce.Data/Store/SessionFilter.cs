namespace LiveCommerce.Data.Store;

/// <summary>Which sessions are meant; all when nothing is named.</summary>
public sealed record SessionFilter
{
    /// <summary>Every session.</summary>
    public static SessionFilter All { get; } = new();

    /// <summary>First moment, UTC; null for the first there is.</summary>
    public DateTime? From { get; init; }

    /// <summary>First moment that is left out, UTC; null for none.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Values that a column of text may have, by column; all when a column is not named.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The same sessions from this moment on.</summary>
    public SessionFilter WithFrom(DateTime from) => this with { From = from };

    /// <summary>The same sessions up to this moment.</summary>
    public SessionFilter WithUntil(DateTime until) => this with { Until = until };

    /// <summary>The same sessions with one of these values in a column of text.</summary>
    /// <param name="column">Such as <c>platform_id</c>.</param>
    /// <param name="values">At least one.</param>
    public SessionFilter WithValues(string column, IEnumerable<string> values) =>
        this with { Values = new Dictionary<string, IReadOnlyList<string>>(Values) { [column] = [.. values] } };

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] parts =
        [
            .. From is { } from ? [$"from {RowText.Day(from)}"] : Array.Empty<string>(),
            .. Until is { } until ? [$"until {RowText.Day(until)}"] : Array.Empty<string>(),
            .. Values.Select(column => $"{column.Key} {string.Join(" or ", column.Value)}"),
        ];
        return parts.Length == 0 ? "all sessions" : "sessions " + string.Join(", ", parts);
    }
}
