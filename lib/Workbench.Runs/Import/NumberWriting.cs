using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbench.Runs.Import;

/// <summary>Finds out how numbers are written, and reads them: plain, or grouped, with a decimal comma, a currency or percent sign, or in 万 and 亿.</summary>
internal static partial class NumberWriting
{
    /// <summary>Groups by commas, a decimal point.</summary>
    public const string Point = "1,234.5";

    /// <summary>Groups by points, a decimal comma.</summary>
    public const string Comma = "1.234,5";

    private static readonly char[] Signs = ['¥', '￥', '$', '€', '元', '%', ' ', '\u00a0'];

    /// <summary>The ways in which all of these can be read, the likelier one first; null among them for plain numbers.</summary>
    /// <param name="fields">Fields that are not empty.</param>
    /// <param name="isWhole">Whether whole numbers are looked for: 1.234 is then one thousand.</param>
    public static IReadOnlyList<string?> Guess(IReadOnlyList<string> fields, bool isWhole)
    {
        var found = new[] { null, Point, Comma }.Where(format => fields.All(field => TryRead(field, format, out _))).ToList();
        return isWhole ? [.. found.OrderByDescending(format => fields.All(field => TryRead(field, format, out var number) && number == Math.Floor(number)))] : found;
    }

    /// <summary>Reads a number; false when it is not written in this way.</summary>
    public static bool TryRead(string field, string? format, out double number)
    {
        if (format is null) return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        number = 0;
        var text = field.Trim(Signs);
        var times = text is [.., '万'] ? 1e4 : text is [.., '亿'] ? 1e8 : 1;
        if (times > 1) text = text[..^1].TrimEnd();
        if (!(format == Comma ? ByPoints() : ByCommas()).IsMatch(text)) return false;
        var plain = format == Comma ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : text.Replace(",", "", StringComparison.Ordinal);
        number = double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture) * times;
        return true;
    }

    [GeneratedRegex(@"\A[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\z")]
    private static partial Regex ByCommas();

    [GeneratedRegex(@"\A[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?\z")]
    private static partial Regex ByPoints();
}
