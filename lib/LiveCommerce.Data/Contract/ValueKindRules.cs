namespace LiveCommerce.Data.Contract;

/// <summary>What a published value is: a point, a range without a midpoint, an upper bound, or a misprint kept as evidence.</summary>
internal static class ValueKindRules
{
    /// <summary>Rows whose fields do not fit their kind; none for a table without kinds.</summary>
    public static IEnumerable<Fault> Check(CheckedTable table) =>
        new[] { "value", "value_min", "value_max", "value_kind" }.All(table.Has) ? table.Rows.SelectMany(row => Check(table, row)) : [];

    private static IEnumerable<Fault> Check(CheckedTable table, IReadOnlyList<CsvField> row)
    {
        var (value, low, high) = (table.Field(row, "value"), table.Field(row, "value_min"), table.Field(row, "value_max"));
        var kind = table.Text(row, "value_kind");
        if (kind == "range" && value.Text.Length > 0)
            yield return table.Fault(value, "DATA305", $"'value' is \"{value.Text}\" in a range", "an empty value: a range has no midpoint", "leave 'value' empty, or make it a point");
        if (kind == "range" && (low.Text.Length == 0 || high.Text.Length == 0))
            yield return table.Fault(low.Text.Length == 0 ? low : high, "DATA306", "a range without both ends", "value_min and value_max", "give both ends, or make it an upper bound or a point");
        if (kind is "point" or "known misprint" && value.Text.Length == 0)
            yield return table.Fault(value, "DATA307", "'value' is empty", $"the value of a {kind}", "give the value, or make it a range with value_min and value_max");
        if (FieldRules.TryNumber(low.Text, out var from) && FieldRules.TryNumber(high.Text, out var to) && from > to)
            yield return table.Fault(low, "DATA308", $"'value_min' is {low.Text}", $"at most value_max, {high.Text}", "exchange the ends");
    }
}
