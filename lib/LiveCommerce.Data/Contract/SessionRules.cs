namespace LiveCommerce.Data.Contract;

/// <summary>The counts of a session are nested: who orders has been a viewer. Fields that are empty are left out.</summary>
internal static class SessionRules
{
    private static readonly string[] Stages = ["viewers", "product_clicks", "carts", "orders", "kept_orders"];
    private static readonly (string Whole, string Part)[] Parts = [("eligible_buyers", "repeat_buyers"), ("followers_start", "unfollows")];

    /// <summary>Counts above the count that they are a part of, and generated rows without their mark; none for a table without such columns.</summary>
    public static IEnumerable<Fault> Check(CheckedTable table)
    {
        var stages = Stages.Where(table.Has).ToList();
        var parts = Parts.Where(pair => table.Has(pair.Whole) && table.Has(pair.Part)).ToList();
        return (stages.Count < 2 && parts.Count == 0 ? [] : table.Rows.SelectMany(row => Nested(table, row, stages).Concat(parts.SelectMany(pair => Above(table, row, pair.Whole, pair.Part))))).Concat(Unmarked(table));
    }

    /// <summary>Generated rows that do not say so: what is computed from them would pass for observed.</summary>
    private static IEnumerable<Fault> Unmarked(CheckedTable table)
    {
        if (!table.Has("synthetic") || !table.Resource.Sources.Any(origin => origin.Synthetic)) yield break;
        foreach (var at in table.Rows.Select(row => table.Field(row, "synthetic")).Where(field => field.Text == "false"))
            yield return table.Fault(at, "DATA314", "'synthetic' is \"false\"", "true: the origin says that the rows are generated", "mend the row; observed sessions belong in a package of their own");
    }

    private static IEnumerable<Fault> Nested(CheckedTable table, IReadOnlyList<CsvField> row, IReadOnlyList<string> stages)
    {
        var filled = stages.Where(stage => table.Text(row, stage).Length > 0).ToList();
        return filled.Zip(filled.Skip(1)).SelectMany(pair => Above(table, row, pair.First, pair.Second));
    }

    private static IEnumerable<Fault> Above(CheckedTable table, IReadOnlyList<CsvField> row, string whole, string part)
    {
        var at = table.Field(row, part);
        if (FieldRules.TryNumber(table.Text(row, whole), out var all) && FieldRules.TryNumber(at.Text, out var some) && some > all)
            yield return table.Fault(at, "DATA313", $"'{part}' is {at.Text}", $"at most '{whole}', {table.Text(row, whole)}", "count unique people at every stage, or mend one of the two");
    }
}
