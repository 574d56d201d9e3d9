using System.Text.Json.Nodes;
using LiveCommerce.Data;

namespace Workbench.Runs.Parameters;

/// <summary>Values that cells may use and that nothing written may hold.</summary>
internal sealed class Secrets
{
    private const string Shown = "(secret)";
    private readonly IReadOnlyList<string> values;

    /// <summary>Takes the values from the environment.</summary>
    /// <exception cref="DataFaultException">A variable is not set.</exception>
    public Secrets(IEnumerable<string> names)
    {
        var set = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).ToList();
        var missing = set.Where(pair => string.IsNullOrEmpty(pair.value)).ToList();
        if (missing.Count > 0)
            throw new DataFaultException(missing.Select(pair => new Fault("--secret", 0, 0, "PARAM105", $"'{pair.name}' is not set in the environment", "a variable with a value", $"set it first: export {pair.name}=...")));
        values = [.. set.Select(pair => pair.value!).OrderByDescending(value => value.Length)];
    }

    /// <summary>The output without any of the values.</summary>
    public JsonObject Mask(JsonObject output) => values.Count == 0 ? output : (JsonObject)Masked(output)!;

    private JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => new KeyValuePair<string, JsonNode?>(Masked(pair.Key), Masked(pair.Value)))),
        // Lines are joined first: a secret may hold a line break.
        JsonArray lines when lines.Count > 1 && lines.All(line => line is JsonValue value && value.TryGetValue<string>(out _)) && Notebooks.NotebookCell.Joined(lines) is var text && Masked(text) != text => new JsonArray(Masked(text)),
        JsonArray items => new JsonArray([.. items.Select(Masked)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Masked(text),
        _ => node?.DeepClone(),
    };

    private string Masked(string text) => values.Aggregate(text, (masked, secret) => masked.Replace(secret, Shown, StringComparison.Ordinal));
}
