namespace LiveCommerce.Data.Contract;

/// <summary>What the columns of a reported session, or of a published effect, must be to one another.</summary>
internal static class ReportRules
{
    /// <summary>Money without a currency, a night that ends before it begins, an interval that is upside down; none for a table without such columns.</summary>
    public static IEnumerable<Fault> Check(CheckedTable table)
    {
        if (new[] { "gmv", "currency", "date", "date_end" }.All(table.Has)) return table.Rows.SelectMany(row => Session(table, row));
        return new[] { "ci_low", "ci_high" }.All(table.Has) ? table.Rows.SelectMany(row => Interval(table, row)) : [];
    }

    private static IEnumerable<Fault> Session(CheckedTable table, IReadOnlyList<CsvField> row)
    {
        var (currency, end) = (table.Field(row, "currency"), table.Field(row, "date_end"));
        if (table.Text(row, "gmv").Length > 0 && currency.Text.Length == 0)
            yield return table.Fault(currency, "DATA302", "'currency' is empty", "the currency of an amount of money, such as CNY", "name the currency that the source states");
        if (FieldRules.TryDate(table.Text(row, "date"), out var from) && FieldRules.TryDate(end.Text, out var to) && to < from)
            yield return table.Fault(end, "DATA304", $"'date_end' is {end.Text}", $"a day not before date, {table.Text(row, "date")}", "exchange or mend the dates");
    }

    private static IEnumerable<Fault> Interval(CheckedTable table, IReadOnlyList<CsvField> row)
    {
        var low = table.Field(row, "ci_low");
        if (FieldRules.TryNumber(low.Text, out var from) && FieldRules.TryNumber(table.Text(row, "ci_high"), out var to) && from > to)
            yield return table.Fault(low, "DATA308", $"'ci_low' is {low.Text}", $"at most ci_high, {table.Text(row, "ci_high")}", "exchange the ends");
    }
}
