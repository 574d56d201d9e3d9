using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Sweeps;

/// <summary>Results of a sweep in one file: the same bytes wherever and in whatever order the shards ran.</summary>
internal static class SweepResults
{
    public static SweepOutcome Write(SweepFolder folder, SweepPlan plan, IReadOnlyList<int> missing)
    {
        var results = Enumerable.Range(0, plan.Shards).Except(missing).SelectMany(folder.Results).Select(result => result!.AsObject()).ToList();
        SweepFolder.WriteWhole(Path.Combine(folder.Path, "results.json"), new JsonArray([.. results.Select(result => (JsonNode)result.DeepClone())]).ToJsonString());
        SweepFolder.WriteWhole(Path.Combine(folder.Path, "results.csv"), Csv(plan, results));
        var failed = results.Where(result => result["status"]!.GetValue<string>() != nameof(CellStatus.Ran)).ToList();
        var first = failed.Count == 0 ? null : $"point {failed[0]["point"]} {failed[0]["parameters"]!.ToJsonString()}: {failed[0]["error"]}";
        return new SweepOutcome(folder.Path, results.Count, failed.Count, missing, first);
    }

    /// <summary>One row a point and number; a point without numbers has one row.</summary>
    private static string Csv(SweepPlan plan, List<JsonObject> results)
    {
        var names = plan.Points[0].Values.Select(value => value.Name).ToList();
        var text = new StringBuilder();
        Row(text, ["point", .. names, "status", "number", "value", "low", "high", "unit", "synthetic"]);
        foreach (var result in results)
        {
            string[] start = [result["point"]!.ToJsonString(), .. names.Select(name => result["parameters"]![name]!.GetValue<string>()), result["status"]!.GetValue<string>()];
            var numbers = result["numbers"]!.AsArray();
            if (numbers.Count == 0) Row(text, [.. start, "", "", "", "", "", ""]);
            foreach (var number in numbers) Row(text, [.. start, .. new[] { "id", "value", "low", "high", "unit", "synthetic" }.Select(field => Field(number![field]))]);
        }

        return text.ToString();
    }

    private static string Field(JsonNode? value) => value switch
    {
        null => "",
        JsonValue one when one.TryGetValue<string>(out var text) => text,
        JsonValue one when one.TryGetValue<double>(out var number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToJsonString(),
    };

    private static void Row(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(field => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")).Append('\n');
}
