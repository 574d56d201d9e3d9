using System.Buffers.Binary;
using System.Text;

namespace LiveCommerce.Charts.Export;

/// <summary>Adds resolution and texts to a PNG, which the browser leaves out.</summary>
internal static class PngFile
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static byte[] With(byte[] png, int dpi, IReadOnlyDictionary<string, string> texts)
    {
        const int AfterHeader = 8 + 25;
        var perMetre = (uint)Math.Round(dpi / 0.0254);
        var resolution = new byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(resolution, perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(resolution.AsSpan(4), perMetre);
        resolution[8] = 1;
        using var file = new MemoryStream();
        file.Write(png, 0, AfterHeader);
        Write(file, "pHYs", resolution);
        foreach (var (key, text) in texts) Write(file, "iTXt", [.. Encoding.Latin1.GetBytes(key), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]);
        file.Write(png, AfterHeader, png.Length - AfterHeader);
        return file.ToArray();
    }

    public static string? Text(byte[] png, string key)
    {
        var prefix = Encoding.Latin1.GetBytes(key + "\0\0\0\0\0");
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length < 0 || at + 12 + (long)length > png.Length) return null;
            var body = png.AsSpan(at + 8, length);
            if (png.AsSpan(at + 4, 4).SequenceEqual("iTXt"u8) && body.StartsWith(prefix)) return Encoding.UTF8.GetString(body[prefix.Length..]);
            at += 12 + length;
        }

        return null;
    }

    private static void Write(MemoryStream file, string type, byte[] body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)body.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Crc(chunk.AsSpan(4, 4 + body.Length)));
        file.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        return ~crc;
    }
}
