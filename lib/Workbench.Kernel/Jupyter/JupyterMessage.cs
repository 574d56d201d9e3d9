using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>One message of the Jupyter protocol, version 5.4.</summary>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Type => Header["msg_type"]?.GetValue<string>() ?? "";

    /// <summary>A message from its frames; null when they are malformed or not signed with the key.</summary>
    public static JupyterMessage? Read(IReadOnlyList<byte[]> frames, byte[] key)
    {
        var start = 0;
        while (start < frames.Count && !frames[start].AsSpan().SequenceEqual(Delimiter)) start++;
        if (frames.Count < start + 6) return null;
        var parts = frames.Skip(start + 2).Take(4).ToList();
        if (key.Length > 0 && !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(parts, key)), frames[start + 1])) return null;
        try
        {
            return JsonNode.Parse(parts[0]) is JsonObject header && JsonNode.Parse(parts[1]) is JsonObject parent && JsonNode.Parse(parts[2]) is JsonObject metadata && JsonNode.Parse(parts[3]) is JsonObject content
                && header["msg_type"] is JsonValue type && type.TryGetValue<string>(out _)
                ? new JupyterMessage([.. frames.Take(start)], header, parent, metadata, content)
                : null;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The frames, signed.</summary>
    public IReadOnlyList<byte[]> Write(byte[] key)
    {
        List<byte[]> parts = [Bytes(Header), Bytes(Parent), Bytes(Metadata), Bytes(Content)];
        return [.. Identities, Delimiter, Encoding.ASCII.GetBytes(key.Length == 0 ? "" : Sign(parts, key)), .. parts];
    }

    private static byte[] Bytes(JsonObject node) => Encoding.UTF8.GetBytes(node.ToJsonString(Relaxed));

    private static string Sign(IEnumerable<byte[]> parts, byte[] key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
