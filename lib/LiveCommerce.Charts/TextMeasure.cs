using System.Text;

namespace LiveCommerce.Charts;

/// <summary>Widths of text before a browser has drawn it: by kinds of letters, on the wide side, since the fonts of the reader are not known.</summary>
internal static class TextMeasure
{
    private const double BoldFactor = 1.08;

    /// <summary>Width in pixels; markup counts for nothing.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        var (width, inside) = (0.0, false);
        foreach (var letter in text)
        {
            if (letter == '<') inside = true;
            if (!inside) width += Em(letter);
            if (letter == '>') inside = false;
        }

        return width * size * (bold ? BoldFactor : 1);
    }

    /// <summary>Breaks text into lines of at most so many pixels: at blanks, and between Chinese characters; lines that it has are kept.</summary>
    public static string Wrap(string text, double width, double size, bool bold = false) =>
        string.Join("<br>", text.Split("<br>").Select(line => WrapLine(line, width, size, bold)));

    private static string WrapLine(string text, double width, double size, bool bold)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var (piece, blank) in Pieces(text))
        {
            var longer = line.Length == 0 ? piece : line + (blank ? " " : "") + piece;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(line);
                line = piece;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        return string.Join("<br>", lines);
    }

    /// <summary>Breaks a heading into as few lines as fit, of about the same length: no word is left alone on the last.</summary>
    public static string Balance(string text, double width, double size, bool bold = false)
    {
        var best = Wrap(text, width, size, bold);
        var lines = best.Split("<br>").Length;
        for (var narrower = width * 0.95; lines > 1 && narrower > width / 2; narrower -= width * 0.05)
        {
            var wrapped = Wrap(text, narrower, size, bold);
            if (wrapped.Split("<br>") is var parts && (parts.Length > lines || parts.Any(part => Width(part, size, bold) > width))) break;
            best = wrapped;
        }

        return best;
    }

    /// <summary>Words, and Chinese characters one by one, each with whether a blank stands before it.</summary>
    private static IEnumerable<(string Piece, bool Blank)> Pieces(string text)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (blank, part) = (true, new StringBuilder());
            foreach (var letter in word)
            {
                // Closing marks never begin a line.
                if (IsWide(letter) && part.Length > 0 && !"，。、；：！？）》」』”’".Contains(letter, StringComparison.Ordinal))
                {
                    yield return (part.ToString(), blank);
                    (blank, part) = (false, new StringBuilder());
                }

                part.Append(letter);
            }

            yield return (part.ToString(), blank);
        }
    }

    private static bool IsWide(char letter) => letter >= 0x2E80;

    private static double Em(char letter) => letter switch
    {
        >= (char)0x2E80 => 1,
        ' ' => 0.26,
        'i' or 'l' or 'j' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' => 0.31,
        'f' or 'r' or 't' or '-' or '/' or '"' or 's' => 0.44,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.9,
        >= 'A' and <= 'Z' => 0.67,
        _ => 0.58,
    };
}
