using System.Globalization;

namespace LiveCommerce.Data.Contract;

/// <summary>What the columns of an observation must be to one another and to its metric.</summary>
internal sealed class ObservationRules
{
    private readonly CheckedTable table;
    private readonly Dictionary<string, Metric> metrics = new(StringComparer.Ordinal);

    public ObservationRules(CheckedTable observations, CheckedTable metricTable)
    {
        table = observations;
        foreach (var row in metricTable.Rows)
        {
            metrics.TryAdd(metricTable.Text(row, "metric_id"), new Metric(
                metricTable.Text(row, "unit"), Number(metricTable.Text(row, "minimum")), Number(metricTable.Text(row, "maximum"))));
        }
    }

    /// <summary>Whether the tables have the columns that these rules speak of.</summary>
    public static bool Apply(CheckedTable observations, CheckedTable metricTable) =>
        new[] { "metric_id", "period_start", "period_end", "value", "value_min", "value_max", "unit", "currency" }.All(observations.Has)
        && new[] { "metric_id", "unit", "minimum", "maximum" }.All(metricTable.Has);

    public IEnumerable<Fault> Check() => table.Rows.SelectMany(row => Unit(row).Concat(Period(row)).Concat(Limits(row)));

    private IEnumerable<Fault> Unit(IReadOnlyList<CsvField> row)
    {
        var unit = table.Field(row, "unit");
        var metric = table.Text(row, "metric_id");
        if (metrics.TryGetValue(metric, out var known) && unit.Text.Length > 0 && unit.Text != known.Unit)
            yield return table.Fault(unit, "DATA301", $"'unit' is \"{unit.Text}\"", $"\"{known.Unit}\", the unit of {metric}", "convert the value, or choose the metric that has this unit");
        var currency = table.Field(row, "currency");
        var money = unit.Text.StartsWith("currency_unit", StringComparison.Ordinal);
        if (money && currency.Text.Length == 0)
            yield return table.Fault(currency, "DATA302", "'currency' is empty", "the currency of an amount of money, such as CNY", "name the currency that the source states");
        if (!money && currency.Text.Length > 0)
            yield return table.Fault(currency, "DATA303", $"'currency' is \"{currency.Text}\"", $"no currency for a value in {unit.Text}", "empty the field");
    }

    private IEnumerable<Fault> Period(IReadOnlyList<CsvField> row)
    {
        var end = table.Field(row, "period_end");
        if (FieldRules.TryDate(table.Text(row, "period_start"), out var from) && FieldRules.TryDate(end.Text, out var to) && to < from)
            yield return table.Fault(end, "DATA304", $"'period_end' is {end.Text}", $"a day not before period_start, {table.Text(row, "period_start")}", "exchange or mend the dates");
    }

    private IEnumerable<Fault> Limits(IReadOnlyList<CsvField> row)
    {
        var id = table.Text(row, "metric_id");
        if (!metrics.TryGetValue(id, out var metric)) yield break;
        foreach (var column in new[] { "value", "value_min", "value_max" })
        {
            var at = table.Field(row, column);
            if (!FieldRules.TryNumber(at.Text, out var value)) continue;
            if (metric.Minimum is { } low && value < low)
                yield return table.Fault(at, "DATA309", $"'{column}' is {at.Text}", $"at least {low.ToString(CultureInfo.InvariantCulture)} for {id}", "mend the sign or the value");
            if (metric.Maximum is { } high && value > high)
                yield return table.Fault(at, "DATA310", $"'{column}' is {at.Text}", $"at most {high.ToString(CultureInfo.InvariantCulture)} for {id}", "write a share as a fraction (46.2% is 0.462), or mend the value");
        }
    }

    private static double? Number(string text) => FieldRules.TryNumber(text, out var value) ? value : null;

    private sealed record Metric(string Unit, double? Minimum, double? Maximum);
}
