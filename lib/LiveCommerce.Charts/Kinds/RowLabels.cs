namespace LiveCommerce.Charts.Kinds;

/// <summary>Names of rows beside an axis: broken where long, with room for them.</summary>
internal static class RowLabels
{
    internal const int Size = 10;
    internal const double Widest = 240;

    /// <summary>The name in lines that leave room for the plot.</summary>
    internal static string Wrapped(string label) => TextMeasure.Wrap(label, Widest, Size);

    /// <summary>Left margin that holds every line at ten points, in pixels.</summary>
    internal static int Margin(IEnumerable<string> labels) =>
        Math.Max(64, 16 + (int)labels.SelectMany(label => Wrapped(label).Split("<br>")).Select(line => TextMeasure.Width(line, Size)).DefaultIfEmpty(40).Max());

    /// <summary>Format of percentages on an axis of that length: as many decimals as its ticks need.</summary>
    internal static string Percent(double length) => length switch { > 0.08 => ".0%", > 0.008 => ".1%", > 0.0008 => ".2%", _ => ".3%" };
}
