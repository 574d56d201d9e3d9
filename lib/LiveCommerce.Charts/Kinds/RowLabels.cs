namespace LiveCommerce.Charts.Kinds;

/// <summary>Names of rows beside an axis: broken where long, with room for them.</summary>
internal static class RowLabels
{
    private const int Longest = 46;

    /// <summary>The name in lines of at most so many letters.</summary>
    internal static string Wrapped(string label) => FigureLayout.Wrap(label, Longest);

    /// <summary>Left margin that holds every line at ten points, in pixels.</summary>
    internal static int Margin(IEnumerable<string> labels) =>
        Math.Max(64, 20 + (int)(5.3 * labels.SelectMany(label => Wrapped(label).Split("<br>")).Select(line => line.Sum(letter => letter > 0x2E80 ? 1.9 : 1)).DefaultIfEmpty(8).Max()));

    /// <summary>Format of percentages on an axis of that length: as many decimals as its ticks need.</summary>
    internal static string Percent(double length) => length switch { > 0.08 => ".0%", > 0.008 => ".1%", > 0.0008 => ".2%", _ => ".3%" };
}
