using System.Text;

namespace LiveCommerce.Data.Contract;

/// <summary>Bytes of a table to text: UTF-8, with or without a byte order mark; anything else is named.</summary>
internal static class TextOfFile
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text; null, with a fault, when it is not UTF-8.</summary>
    public static string? Decode(byte[] content, string path, ICollection<Fault> faults)
    {
        if (content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            faults.Add(new Fault(path, 1, 1, "DATA101", "UTF-16 text (byte order mark FF FE or FE FF)", "UTF-8", "save the file again as UTF-8"));
            return null;
        }

        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return Strict.GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException error)
        {
            var at = error.Index + start;
            var before = content.AsSpan(0, Math.Clamp(at, 0, content.Length));
            var line = before.Count((byte)'\n') + 1;
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var column = Encoding.UTF8.GetCharCount(before[lineStart..]) + 1;
            var bytes = string.Join(' ', (error.BytesUnknown ?? []).Select(value => value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
            faults.Add(new Fault(path, line, column, "DATA102", $"bytes that are not UTF-8 ({bytes})", "UTF-8", "save the file again as UTF-8"));
            return null;
        }
    }
}
