using System.Globalization;

namespace LiveCommerce.Data.Store;

/// <summary>A filter as SQL: values are bound, never written into the text.</summary>
internal sealed record SessionWhere(string Condition, IReadOnlyDictionary<string, object> Parameters)
{
    public static SessionWhere Of(SessionFilter filter, Dialect d, IReadOnlyList<string> columns)
    {
        var parts = new List<string>();
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal);
        if (filter.From is { } from) parts.Add($"{d.Utc("start")} >= {Bind(Utc(from, "From"), "time")}");
        if (filter.Until is { } until) parts.Add($"{d.Utc("start")} < {Bind(Utc(until, "Until"), "time")}");
        foreach (var (column, values) in filter.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!columns.Contains(column) && !SessionColumns.Keys.Contains(column))
                throw new InputException("DATA403", $"column '{column}'", $"the columns of text {string.Join(", ", columns)}", "there is none to filter by" + Spelling.Hint(column, columns), "name one of these");
            if (values.Count == 0) throw new InputException("DATA404", $"filter on '{column}'", "no value", "no session would be left", "name a value, or leave the column out");
            parts.Add($"{column} in ({string.Join(", ", values.Select(value => Bind(value, "text")))})");
        }

        return new SessionWhere(string.Join(" and ", parts), parameters);

        string Bind(object value, string kind)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"p{parameters.Count}");
            parameters[name] = value;
            return d.Parameter(name, kind);
        }
    }

    public string Text(string table) => Condition.Length == 0 ? table : $"{table} where {Condition}";

    private static DateTime Utc(DateTime time, string name) => time.Kind != DateTimeKind.Local ? DateTime.SpecifyKind(time, DateTimeKind.Utc)
        : throw new InputException("DATA404", $"'{name}'", time.ToString("O", CultureInfo.InvariantCulture), "a local time means another moment on another machine", "give it in UTC");
}
