using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using LiveCommerce.Data;

namespace Workbench.Runs.Parameters;

/// <summary>Values that cells may use and that nothing written may hold, also not as HTML, JSON, an address or Base64 write them.</summary>
internal sealed class Secrets
{
    private const string Shown = "(secret)";
    private const int LeastDigits = 4;
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HashSet<string> numbers;
    private readonly Regex? values;

    /// <summary>Takes the values from the environment.</summary>
    /// <exception cref="DataFaultException">A variable is not set.</exception>
    public Secrets(IEnumerable<string> names)
    {
        var set = names.Select(name => (name, value: Environment.GetEnvironmentVariable(name))).ToList();
        var missing = set.Where(pair => string.IsNullOrEmpty(pair.value)).ToList();
        if (missing.Count > 0)
            throw new DataFaultException(missing.Select(pair => new Fault("--secret", 0, 0, "PARAM105", $"'{pair.name}' is not set in the environment", "a variable with a value", $"set it first: export {pair.name}=...")));
        numbers = [.. set.Select(pair => pair.value!).Where(value => value.Length >= LeastDigits)];
        var written = set.SelectMany(pair => Written(pair.value!)).Distinct(StringComparer.Ordinal).Where(value => value.Length > 0).OrderByDescending(value => value.Length).ToList();
        // A title is broken into lines at its blanks.
        if (written.Count > 0) values = new Regex(string.Join('|', written.Select(value => Regex.Escape(value).Replace("\\ ", @"(?:\s|<br\s*/?>)+", StringComparison.Ordinal))), RegexOptions.CultureInvariant);
    }

    /// <summary>The output without any of the values.</summary>
    public JsonObject Mask(JsonObject output) => values is null ? output : (JsonObject)Masked(output)!;

    private static IEnumerable<string> Written(string value) =>
    [
        value, LiveCommerce.Charts.Labels.Safe(value), WebUtility.HtmlEncode(value), HtmlEncoder.Default.Encode(value), HtmlEncoder.Create(UnicodeRanges.All).Encode(value), value.Replace("\"", "&quot;", StringComparison.Ordinal), Uri.EscapeDataString(value), WebUtility.UrlEncode(value), Convert.ToBase64String(Encoding.UTF8.GetBytes(value)),
        JsonSerializer.Serialize(value)[1..^1], JsonSerializer.Serialize(value, AsItIs)[1..^1],
    ];

    private JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(pair => new KeyValuePair<string, JsonNode?>(Masked(pair.Key), Masked(pair.Value)))),
        JsonArray items => Masked(items),
        JsonValue value when value.TryGetValue<string>(out var text) => Masked(text),
        JsonValue number when numbers.Contains(number.ToJsonString()) => Shown,
        _ => node?.DeepClone(),
    };

    /// <summary>Each item; lines of text that hold a secret only together, since it has a line break, become one.</summary>
    private JsonArray Masked(JsonArray items)
    {
        var masked = new JsonArray([.. items.Select(Masked)]);
        if (masked.Count < 2 || !masked.All(item => item is JsonValue value && value.TryGetValue<string>(out _))) return masked;
        var text = Notebooks.NotebookCell.Joined(masked);
        return Masked(text) is var whole && whole == text ? masked : new JsonArray(whole);
    }

    private string Masked(string text) => values!.Replace(text, Shown);
}
