using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts.Export;

/// <summary>What a figure's file says of its own origin. No user, path or time: the same inputs give the same stamp.</summary>
public sealed record FigureStamp
{
    internal const string Key = "LiveCommerce";

    /// <summary>Id of the figure.</summary>
    public required string Figure { get; init; }

    /// <summary>SHA-256 of each table read, by its path in the data package.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of the sources of the rows plotted.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Parameters of the run, as text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Version of the library.</summary>
    public string Library { get; init; } = "";

    /// <summary>Command that makes the figure again.</summary>
    public string Command { get; init; } = "";

    /// <summary>The stamp as ASCII JSON on one line, keys sorted.</summary>
    public string ToJson() => new JsonObject
    {
        ["figure"] = Figure,
        ["data"] = Map(Data),
        ["sources"] = new JsonArray([.. Sources.Select(source => (JsonNode)source)]),
        ["parameters"] = Map(Parameters),
        ["seed"] = Seed,
        ["library"] = Library,
        ["command"] = Command,
    }.ToJsonString();

    /// <summary>Reads back the stamp of an SVG, PNG, PDF or HTML file.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>The stamp; null when the file has none.</returns>
    public static FigureStamp? Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var json = PngFile.IsPng(file) ? PngFile.Text(file, Key) : file.AsSpan().StartsWith("%PDF"u8) ? PdfFile.Text(file) : Marked(Encoding.UTF8.GetString(file));
        try
        {
            return json is null ? null : Parse(json);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static FigureStamp? Parse(string json) => JsonNode.Parse(json) is not JsonObject read || read["figure"] is null ? null : new FigureStamp
    {
        Figure = read["figure"]!.GetValue<string>(),
        Data = Map(read["data"]),
        Sources = read["sources"] is JsonArray sources ? [.. sources.Select(source => source?.ToString() ?? "")] : [],
        Parameters = Map(read["parameters"]),
        Seed = read["seed"]?.GetValue<ulong>() ?? 0,
        Library = read["library"]?.GetValue<string>() ?? "",
        Command = read["command"]?.GetValue<string>() ?? "",
    };

    private static string? Marked(string text)
    {
        foreach (var (open, close) in new[] { ("<metadata id=\"livecommerce\">", "</metadata>"), ("<script id=\"stamp\" type=\"application/json\">", "</script>") })
        {
            var start = text.IndexOf(open, StringComparison.Ordinal);
            if (start < 0) continue;
            var end = text.IndexOf(close, start, StringComparison.Ordinal);
            if (end > 0) return System.Net.WebUtility.HtmlDecode(text[(start + open.Length)..end]);
        }

        return null;
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> map) =>
        new(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));

    private static Dictionary<string, string> Map(JsonNode? node) =>
        node is JsonObject map ? map.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "", StringComparer.Ordinal) : [];
}
