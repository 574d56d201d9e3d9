using System.Globalization;
using System.Text.RegularExpressions;
using LiveCommerce;

namespace Workbench.Runs.Export;

/// <summary>What to export of a run.</summary>
public sealed partial record ExportOptions
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<string> AllFormats { get; } = [.. FigureFormat.All.Select(format => format.Name)];

    /// <summary>Formats, of <see cref="AllFormats"/>.</summary>
    public IReadOnlyList<string> Formats { get; init; } = ["svg", "png", "pdf"];

    /// <summary>Ids of figures; none for all.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>Width in millimetres; null for that of the figure.</summary>
    public double? WidthMm { get; init; }

    /// <summary>Height in millimetres; null for what the width needs.</summary>
    public double? HeightMm { get; init; }

    /// <summary>Pixels per inch of a PNG.</summary>
    public int Dpi { get; init; } = 300;

    /// <summary>No background, for slides.</summary>
    public bool Transparent { get; init; }

    /// <summary>As journals print figures: white ground, thin lines, small black text, the words in a file of captions.</summary>
    public bool Print { get; init; }

    /// <summary>A length such as <c>180mm</c>, <c>18cm</c>, <c>7in</c> or <c>180</c> (millimetres), from 20 mm to 2 m.</summary>
    /// <exception cref="InputException">It is no such length.</exception>
    public static double Millimetres(string text)
    {
        var match = Length().Match(text ?? "");
        var number = match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value switch { "cm" => 10, "in" => 25.4, _ => 1 }) : double.NaN;
        return number is >= 20 and <= 2000 ? number : throw new InputException("RUN011", "size", $"\"{text}\"", "a length from 20 mm to 2 m was expected", "write 180mm, 18cm or 7in");
    }

    [GeneratedRegex(@"\A\s*(\d+(?:\.\d+)?)\s*(mm|cm|in)?\s*\z")]
    private static partial Regex Length();
}
