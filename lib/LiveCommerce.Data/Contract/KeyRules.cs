namespace LiveCommerce.Data.Contract;

/// <summary>Keys: each row named once, and every reference found.</summary>
internal static class KeyRules
{
    /// <summary>Rows that repeat the primary key or a unique column.</summary>
    public static IEnumerable<Fault> Repeated(CheckedTable table)
    {
        var schema = table.Resource.Schema;
        var keys = schema.Fields.Where(field => field.Constraints.Unique).Select(field => new[] { field.Name }).ToList();
        if (schema.PrimaryKey.Count > 0 && !keys.Any(key => key.SequenceEqual(schema.PrimaryKey))) keys.Add([.. schema.PrimaryKey]);
        foreach (var key in keys.Where(key => key.All(table.Has)))
        {
            var first = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in table.Rows)
            {
                var value = string.Join(" / ", key.Select(column => table.Text(row, column)));
                var at = table.Field(row, key[0]);
                if (value.Length > 0 && !first.TryAdd(value, at.Line))
                    yield return table.Fault(at, "DATA210", $"'{string.Join(" / ", key)}' is \"{value}\", as in line {first[value]}", "each key once", "give the row a key of its own, or remove it");
            }
        }
    }

    /// <summary>Rows that refer to a row that is not there.</summary>
    public static IEnumerable<Fault> Dangling(CheckedTable table, IReadOnlyDictionary<string, CheckedTable> tables)
    {
        foreach (var key in table.Resource.Schema.ForeignKeys)
        {
            var (column, target, targetColumn) = (key.Fields[0], key.Reference.Resource, key.Reference.Fields[0]);
            if (!table.Has(column) || !tables.TryGetValue(target.Length == 0 ? table.Resource.Name : target, out var other) || !other.Has(targetColumn)) continue;
            var known = other.Rows.Select(row => other.Text(row, targetColumn)).ToHashSet(StringComparer.Ordinal);
            foreach (var row in table.Rows)
            {
                var at = table.Field(row, column);
                if (at.Text.Length > 0 && !known.Contains(at.Text))
                    yield return table.Fault(at, "DATA211", $"'{column}' is \"{at.Text}\"{Spelling.Hint(at.Text, known)}", $"a '{targetColumn}' of {other.Resource.Path}", $"mend the id, or add a row to {other.Resource.Path}");
            }
        }
    }
}
