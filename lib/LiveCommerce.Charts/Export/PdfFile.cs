using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveCommerce.Charts.Export;

/// <summary>Takes the clock out of a PDF and puts the stamp in its document information.</summary>
internal static partial class PdfFile
{
    public static byte[] With(byte[] pdf, string stamp)
    {
        // Latin-1 keeps every byte and every offset.
        var text = Dates().Replace(Encoding.Latin1.GetString(pdf), match => match.Groups[1].Value + "20000101000000");
        var info = Info().Match(text);
        if (!info.Success) return Encoding.Latin1.GetBytes(text);
        var number = info.Groups[1].Value;
        var head = text.IndexOf($"\n{number} 0 obj", StringComparison.Ordinal);
        var open = text.IndexOf("<<", Math.Max(head, 0), StringComparison.Ordinal);
        var close = text.IndexOf("endobj", Math.Max(open, 0), StringComparison.Ordinal);
        var root = Root().Match(text);
        var size = Size().Match(text);
        var previous = Start().Matches(text).LastOrDefault();
        if (head < 0 || open < 0 || close < 0 || !root.Success || !size.Success || previous is null) return Encoding.Latin1.GetBytes(text);
        // An incremental update: the same information with one entry more, and a table that points to it.
        var hex = Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(stamp)]);
        var dictionary = text[open..close].TrimEnd();
        var updated = $"{number} 0 obj\n{dictionary[..^2]}/{FigureStamp.Key} <{hex}>>>\nendobj\n";
        if (text[^1] != '\n') text += "\n";
        var at = text.Length;
        var table = at + updated.Length;
        text += updated + string.Create(CultureInfo.InvariantCulture,
            $"xref\n0 1\n0000000000 65535 f \n{number} 1\n{at:D10} 00000 n \ntrailer\n<</Size {size.Groups[1].Value}/Root {root.Groups[1].Value}/Info {number} 0 R/Prev {previous.Groups[1].Value}>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text);
    }

    public static string? Text(byte[] pdf)
    {
        var match = Stamp().Matches(Encoding.Latin1.GetString(pdf)).LastOrDefault();
        return match is null ? null : Encoding.BigEndianUnicode.GetString(Convert.FromHexString(match.Groups[1].Value));
    }

    [GeneratedRegex(@"(/(?:CreationDate|ModDate) \(D:)\d{14}")]
    private static partial Regex Dates();

    [GeneratedRegex(@"/Info (\d+) 0 R")]
    private static partial Regex Info();

    [GeneratedRegex(@"/Root (\d+ 0 R)")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"/LiveCommerce <FEFF((?:[0-9A-F]{4})+)>")]
    private static partial Regex Stamp();
}
