using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Store.Engines;

namespace LiveCommerce.Data.Store;

/// <summary>The contract of the table: its columns when it is opened, its contents before the first answer.</summary>
internal static class SessionTable
{
    /// <summary>Checks the columns.</summary>
    /// <returns>The columns of text by which sessions may be grouped.</returns>
    public static IReadOnlyList<string> Check(SqlEngine engine)
    {
        var columns = engine.Columns($"select * from {engine.Table} where 1 = 0");
        var missing = SessionColumns.All.Except(columns.Keys).ToList();
        if (missing.Count > 0) throw DuckDbEngine.Missing(engine.Address, missing, [.. columns.Keys]);
        var wrong = SessionColumns.All.Where(column => !SessionColumns.Fits(column, columns[column])).ToList();
        if (wrong.Count > 0)
            throw new DataFaultException(wrong.Select(column => new Fault(engine.Address.ToString(), 0, 0, "DATA512", $"column '{column}' is of type {columns[column].Name}", SessionColumns.Wanted(column), "cast it in a view, and name the view with ?table=...")));
        return [.. SessionColumns.Groups, .. columns.Where(column => column.Value == typeof(string) && !SessionColumns.All.Contains(column.Key) && Plain(column.Key)).Select(column => column.Key)];
    }

    /// <summary>Looks at all rows once.</summary>
    public static StoreFacts Facts(SessionStore store)
    {
        var row = Frame.Rows(store.Engine.Query(SessionSql.Facts(store.Engine.Dialect, store.Table)), row => row)[0];
        var sessions = row.Count("session_count");
        var place = store.Engine.Address.ToString();
        if (sessions == 0) throw new DataFaultException([new Fault(place, 0, 0, "DATA513", "no sessions", "at least one", "load the sessions, or name their table with ?table=...")]);
        var sound = SessionColumns.All.All(column => row.Count("filled_" + column) == sessions) && SessionColumns.Counts.All(column => row.Count("least_" + column) >= 0) && SessionColumns.Grows.All(pair => row.Count("growth_" + pair.Next) <= 0);
        if (!sound) throw new DataFaultException(Faults(store, place));
        var sums = SessionColumns.Counts.ToDictionary(column => column, column => row.Count("sum_" + column), StringComparer.Ordinal);
        var (first, last) = (row.Time("first_start")!.Value, row.Time("last_start")!.Value);
        var text = string.Create(CultureInfo.InvariantCulture, $"{sessions},{row.Count("synthetic_count")},{first:O},{last:O},{string.Join(',', SessionColumns.Counts.Select(column => sums[column]))}");
        var facts = new StoreFacts(sessions, row.Count("synthetic_count"), first, last, sums, "sums:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        DataReads.Log.Read(place, facts.Fingerprint, 0);
        return facts;
    }

    /// <summary>Counts what must not be there, in a second pass that sound tables do not need.</summary>
    private static IReadOnlyList<Fault> Faults(SessionStore store, string place)
    {
        var row = Frame.Rows(store.Engine.Query(SessionSql.Faults(store.Engine.Dialect, store.Table)), row => row)[0];
        return
        [
            .. Found("null_", SessionColumns.All, "DATA514", column => $"rows without '{column}'", "every field to be filled: sums leave empty ones out without a word", "fill them, or leave the rows out in a view"),
            .. Found("negative_", SessionColumns.Counts, "DATA515", column => $"rows with '{column}' below 0", "counts of 0 or more", "look for a missing-value code such as -1"),
            .. Found("grows_", SessionColumns.Grows.Select(pair => pair.Next), "DATA515", column => $"rows in which '{column}' exceeds the stage before", "stages that are nested", "count unique people at every stage"),
        ];

        IEnumerable<Fault> Found(string prefix, IEnumerable<string> columns, string code, Func<string, string> found, string expected, string fix) => columns.Where(column => row.Count(prefix + column) > 0)
            .Select(column => new Fault(place, 0, 0, code, string.Create(CultureInfo.InvariantCulture, $"{row.Count(prefix + column)} {found(column)}"), expected, fix));
    }

    private static bool Plain(string name) => name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_') && !char.IsAsciiDigit(name[0]);
}
