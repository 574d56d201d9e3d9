using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LiveCommerce.Charts.Export;

/// <summary>The plotly.js that Plotly.NET carries (2.28.0, offline), and JSON that is safe inside a page.</summary>
public static class PlotlyScript
{
    private static readonly JsonSerializerOptions Safe = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly Lazy<string> Text = new(Read);
    private static readonly Lazy<byte[]> TextBytes = new(() => Encoding.UTF8.GetBytes(Text.Value));
    private static readonly Lazy<string> TextHash = new(() => Hash(Text.Value));

    /// <summary>Its source, with line feeds only, so that a hash of it holds; read once.</summary>
    public static string Source() => Text.Value;

    /// <summary>The source in UTF-8; made once.</summary>
    internal static ReadOnlyMemory<byte> SourceBytes => TextBytes.Value;

    /// <summary>The hash of the source as a Content-Security-Policy names it; made once.</summary>
    public static string SourceHash() => TextHash.Value;

    /// <summary>JSON that can stand in a script element: no text in it can close the element or open markup.</summary>
    public static string SafeJson(System.Text.Json.Nodes.JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.ToJsonString(Safe);
    }

    private static string Read()
    {
        using var stream = typeof(Plotly.NET.Chart).Assembly.GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")
            ?? throw new InvalidOperationException("Plotly.NET does not carry plotly-2.28.0.min.js; the package version has changed.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The hash of a script as a Content-Security-Policy names it.</summary>
    public static string Hash(string script) =>
        "'sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(script))) + "'";
}
