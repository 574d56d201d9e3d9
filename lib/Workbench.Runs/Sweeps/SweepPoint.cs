using System.Text.Json.Nodes;
using LiveCommerce.Data;
using Workbench.Runs.Parameters;

namespace Workbench.Runs.Sweeps;

/// <summary>One point of a sweep: a value for each parameter that varies.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Values">Name and value, in the order of the grid.</param>
public sealed record SweepPoint(int Index, IReadOnlyList<ParameterAssignment> Values)
{
    private const int Most = 100_000;

    /// <summary>All points of a grid: every value of each parameter with every value of the others; the last one varies fastest.</summary>
    /// <param name="grid">Name and list of values.</param>
    /// <exception cref="DataFaultException">A parameter has no value, or there are more than 100,000 points (PARAM108).</exception>
    public static IReadOnlyList<SweepPoint> Of(IReadOnlyList<ParameterAssignment> grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var lists = grid.Select(one => one.Value is ParameterValue.List list ? list.Items : [one.Value]).ToList();
        var faults = grid.Zip(lists).Where(pair => pair.Second.Count == 0).Select(pair => Fault(pair.First, $"'{pair.First.Name}' has no values", "a list such as [1, 2, 3]", "give it values, or leave it out")).ToList();
        if (grid.Count == 0) faults.Add(new Fault("sweep", 0, 0, "PARAM108", "an empty grid", "a map from parameters to lists of values", "write at least one parameter"));
        var count = lists.Aggregate(1.0, (product, list) => product * list.Count);
        if (count > Most) faults.Add(Fault(grid[0], $"{count:0} points", $"at most {Most}", "take fewer values, or sweep in parts"));
        if (faults.Count > 0) throw new DataFaultException(faults);
        return [.. Enumerable.Range(0, (int)count).Select(index => new SweepPoint(index, At(grid, lists, index)))];
    }

    /// <summary>The values as JSON, to be read by <see cref="Read"/>.</summary>
    public JsonObject ToJson() => new(Values.Select(value => new KeyValuePair<string, JsonNode?>(value.Name, Json(value.Value))));

    /// <summary>A point from its JSON.</summary>
    public static SweepPoint Read(int index, JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new SweepPoint(index, [.. json.Select(pair => new ParameterAssignment(pair.Key, Value(pair.Value!), "sweep"))]);
    }

    private static List<ParameterAssignment> At(IReadOnlyList<ParameterAssignment> grid, List<IReadOnlyList<ParameterValue>> lists, int index)
    {
        var values = new ParameterAssignment[grid.Count];
        for (var i = grid.Count - 1; i >= 0; i--)
        {
            values[i] = grid[i] with { Value = lists[i][index % lists[i].Count] };
            index /= lists[i].Count;
        }

        return [.. values];
    }

    private static JsonNode Json(ParameterValue value) => value switch
    {
        ParameterValue.List list => new JsonArray([.. list.Items.Select(Json)]),
        ParameterValue.Scalar scalar => new JsonObject { ["text"] = scalar.Text, ["plain"] = scalar.IsPlain },
        _ => throw new InvalidOperationException("A sweep holds scalars and lists."),
    };

    private static ParameterValue Value(JsonNode json) => json is JsonArray list
        ? new ParameterValue.List([.. list.Select(item => Value(item!))])
        : new ParameterValue.Scalar(json["text"]!.GetValue<string>(), json["plain"]!.GetValue<bool>());

    private static Fault Fault(ParameterAssignment assignment, string found, string expected, string fix) => new(assignment.Origin, 0, 0, "PARAM108", found, expected, fix);
}
