using System.Text;

namespace LiveCommerce.Data.Contract;

/// <summary>Bytes of a table to text: UTF-8, with or without a byte order mark; anything else is named.</summary>
internal static class TextOfFile
{
    private const int Named = 10;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text, with a fault at each place that is not UTF-8; null when the whole file is of another encoding.</summary>
    public static string? Decode(byte[] content, string path, ICollection<Fault> faults)
    {
        if (Utf16(content) is { } told)
        {
            faults.Add(new Fault(path, 1, 1, "DATA101", $"UTF-16 text ({told})", "UTF-8", "save the file again as UTF-8"));
            return null;
        }

        var start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return Strict.GetString(content, start, content.Length - start);
        }
        catch (DecoderFallbackException)
        {
            return Lenient(content.AsSpan(start), path, faults);
        }
    }

    private static string? Utf16(ReadOnlySpan<byte> content) =>
        content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? "byte order mark FF FE or FE FF"
        : content[..Math.Min(content.Length, 64)].Contains((byte)0) ? "zero bytes, without a byte order mark" : null;

    /// <summary>The text with a mark in place of what is not UTF-8, so that the other faults of the file are found as well.</summary>
    private static string Lenient(ReadOnlySpan<byte> content, string path, ICollection<Fault> faults)
    {
        var text = new StringBuilder(content.Length);
        var (line, lineStart, found) = (1, 0, 0);
        while (content.Length > 0)
        {
            if (Rune.DecodeFromUtf8(content, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
                if (rune.Value == '\n') (line, lineStart) = (line + 1, text.Length);
            }
            else
            {
                if (++found <= Named) faults.Add(new Fault(path, line, text.Length - lineStart + 1, "DATA102", $"bytes that are not UTF-8 ({Convert.ToHexString(content[..length])})", "UTF-8", "save the file again as UTF-8"));
                text.Append('\uFFFD');
            }

            content = content[length..];
        }

        if (found > Named) faults.Add(new Fault(path, 0, 0, "DATA102", $"bytes that are not UTF-8 at {found - Named} more places", "UTF-8", "save the file again as UTF-8; text of a Chinese program is often GBK"));
        return text.ToString();
    }
}
