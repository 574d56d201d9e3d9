using LiveCommerce.Data.Frames;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Derived;

/// <summary>Rows of the curated tables by their id, as the inputs of a computation; recalled rows are here too, and leave their mark.</summary>
internal sealed class InputRows
{
    private readonly Dictionary<string, (double? Value, Provenance Provenance)> rows = new(StringComparer.Ordinal);

    public InputRows(CuratedData data)
    {
        foreach (var row in data.Observations.IncludingUnverified().Rows) rows[row.Id] = (row.Value, row.Provenance);
        Add(data.FunnelBenchmarks, "funnel_benchmarks", "benchmark_id", "value");
        Add(data.Effects, "effects", "evidence_id", "coefficient");
    }

    public double Value(string id) => Row(id).Value
        ?? throw new InputException("DATA407", id, "a row without a value", "a figure is computed from it", "give the row a value, or leave the computation out");

    public Provenance Provenance(string id) => Row(id).Provenance;

    /// <summary>A value with the origin of all its rows.</summary>
    public Estimate Compute(double value, Unit unit, string method, string computation, params string[] ids) => new(value, null, unit, new SampleSize(ids.Length), method)
    {
        Provenance = LiveCommerce.Provenance.Combine(ids.Select(Provenance)).Computed(computation),
    };

    private void Add(DataFrame table, string name, string key, string value)
    {
        foreach (var (id, number, source, recalled) in Frame.Rows(table, row => (row.Text(key), row.Number(value), row.Text("source_id"), row.Text("verification") != "seen")))
        {
            rows[id] = (number, new Provenance { Sources = [source], Rows = [$"{name}:{id}"], Unverified = recalled });
        }
    }

    private (double? Value, Provenance Provenance) Row(string id) => rows.TryGetValue(id, out var row)
        ? row
        : throw new InputException("DATA407", id, "no such row", "a figure is computed from it", "restore the row, or leave the computation out");
}
