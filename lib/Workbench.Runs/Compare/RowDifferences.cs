using System.Globalization;

namespace Workbench.Runs.Compare;

/// <summary>Which rows of two tables differ, matched by what names a row.</summary>
internal static class RowDifferences
{
    /// <summary>Differences of two CSV tables.</summary>
    /// <param name="before">Old table.</param>
    /// <param name="after">New table.</param>
    /// <param name="key">Columns that name a row; null to take the columns of words, or the place when those are not enough.</param>
    public static IReadOnlyList<RowChange> Of(CsvTable before, CsvTable after, IReadOnlyList<string>? key = null)
    {
        var columns = after.Header.Union(before.Header).ToList();
        var chosen = key ?? Words(before, after);
        var old = Named(before, chosen);
        var now = Named(after, chosen);
        var changes = new List<RowChange>();
        foreach (var name in old.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            var (was, has) = (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            var cells = columns.Select(column => new CellChange(column, was is null ? "" : before.Field(was, column), has is null ? "" : after.Field(has, column))).Where(cell => cell.Before != cell.After).ToList();
            if (was is null || has is null) changes.Add(new RowChange(name, was is null ? "new" : "gone", cells));
            else if (cells.Count > 0) changes.Add(new RowChange(name, "changed", cells));
        }

        return changes;
    }

    private static Dictionary<string, IReadOnlyList<string>> Named(CsvTable table, IReadOnlyList<string> key)
    {
        var named = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var name = key.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $"row {i + 1}") : string.Join(", ", key.Select(column => table.Field(table.Rows[i], column)));
            if (!named.TryAdd(name, table.Rows[i])) named[string.Create(CultureInfo.InvariantCulture, $"{name} (row {i + 1})")] = table.Rows[i];
        }

        return named;
    }

    private static List<string> Words(CsvTable before, CsvTable after)
    {
        var words = after.Header.Intersect(before.Header).Where(column => !IsNumeric(before, column) && !IsNumeric(after, column)).ToList();
        for (var count = 1; count <= Math.Min(3, words.Count); count++)
        {
            var key = words.Take(count).ToList();
            if (IsUnique(before, key) && IsUnique(after, key)) return key;
        }

        return [];
    }

    private static bool IsNumeric(CsvTable table, string column) => table.Rows.All(row => double.TryParse(table.Field(row, column), CultureInfo.InvariantCulture, out _) || table.Field(row, column).Length == 0);

    private static bool IsUnique(CsvTable table, IReadOnlyList<string> key) => table.Rows.Select(row => string.Join('\u001f', key.Select(column => table.Field(row, column)))).Distinct(StringComparer.Ordinal).Count() == table.Rows.Count;
}
