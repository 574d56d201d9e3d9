namespace LiveCommerce.Data.Contract;

/// <summary>A benchmark that is a rate or a share lies between 0 and 1; a multiple of another rate may be larger.</summary>
internal static class BenchmarkRules
{
    /// <summary>Rates and shares outside their range; none for a table of other things.</summary>
    public static IEnumerable<Fault> Check(CheckedTable table) =>
        new[] { "funnel_metric", "value", "value_min", "value_max" }.All(table.Has) ? table.Rows.SelectMany(row => Check(table, row)) : [];

    private static IEnumerable<Fault> Check(CheckedTable table, IReadOnlyList<CsvField> row)
    {
        var metric = table.Text(row, "funnel_metric");
        var isPart = metric.EndsWith("_rate", StringComparison.Ordinal) || metric.StartsWith("share_", StringComparison.Ordinal);
        foreach (var column in new[] { "value", "value_min", "value_max" })
        {
            var at = table.Field(row, column);
            if (!FieldRules.TryNumber(at.Text, out var value)) continue;
            if (value < 0)
                yield return table.Fault(at, "DATA309", $"'{column}' is {at.Text}", $"at least 0 for {metric}", "mend the sign or the value");
            if (isPart && value > 1)
                yield return table.Fault(at, "DATA310", $"'{column}' is {at.Text}", $"at most 1 for {metric}", "write a share as a fraction (46.2% is 0.462), or mend the value");
        }
    }
}
