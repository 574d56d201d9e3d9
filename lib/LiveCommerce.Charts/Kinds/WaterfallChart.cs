using System.Globalization;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>How one value becomes another, part by part, with the interval of each part.</summary>
public static class WaterfallChart
{
    /// <summary>The chart. Each part is named with its change and the interval of the change; the line at its end shows the same interval.</summary>
    /// <param name="before">Name of the first value.</param>
    /// <param name="start">The first value.</param>
    /// <param name="parts">The changes, in order; their ends are the interval of the change.</param>
    /// <param name="after">Name of the last value.</param>
    /// <param name="axis">Title of the axis, with its unit.</param>
    /// <param name="percent">Whether values are shares: written as percentages, their changes in percentage points.</param>
    public static GenericChart Of(string before, double start, IEnumerable<IntervalPoint> parts, string after, string axis, bool percent = false)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var all = parts.ToList();
        var changes = all.Select(part => part.Value ?? 0).ToList();
        var ends = changes.Select((_, index) => start + changes.Take(index + 1).Sum()).ToArray();
        var last = start + changes.Sum();
        string[] names = [$"<b>{before}</b><br>{Whole(start, percent)}", .. all.Select(part => $"{part.Label}<br>{Change(part, percent)}"), $"<b>{after}</b><br>{Whole(last, percent)}"];
        double[] reached = [start, last, .. ends, .. all.Select((part, i) => ends[i] + (part.High ?? part.Value ?? 0) - (part.Value ?? 0))];
        return Plot.Of(
            new
            {
                yaxis = new { title = new { text = axis }, tickformat = percent ? ".1%" : "", range = new[] { Math.Min(0, reached.Min() * 1.08), Math.Max(0, reached.Max() * 1.08) } },
                xaxis = new { type = "category", tickangle = 0, tickfont = new { size = 10 } },
                showlegend = false,
                margin = new { b = 70 },
            },
            [
                new
                {
                    type = "waterfall", x = names, y = new[] { start }.Concat(changes).Append(0).ToArray(),
                    measure = new[] { "absolute" }.Concat(all.Select(_ => "relative")).Append("total").ToArray(),
                    increasing = new { marker = new { color = Theme.Colour(0) } }, decreasing = new { marker = new { color = Theme.Colour(1) } }, totals = new { marker = new { color = Theme.Colour(6) } },
                    connector = new { line = new { color = Theme.Quiet, width = 0.8 } }, hoverinfo = "x",
                },
                new
                {
                    type = "scatter", mode = "markers", x = names[1..^1], y = ends, marker = new { color = Theme.Ink, size = 4 }, hoverinfo = "skip",
                    error_y = new { type = "data", symmetric = false, color = Theme.Ink, thickness = 1.3, width = 5, array = all.Select(part => (part.High ?? part.Value ?? 0) - (part.Value ?? 0)).ToArray(), arrayminus = all.Select(part => (part.Value ?? 0) - (part.Low ?? part.Value ?? 0)).ToArray() },
                },
            ]);
    }

    private static string Whole(double value, bool percent) => NumberText.Of(value, percent ? Unit.Share : Unit.Number);

    private static string Change(IntervalPoint part, bool percent)
    {
        var scale = percent ? 100 : 1;
        var width = part.Low is { } low && part.High is { } high ? (high - low) * scale : Math.Abs(part.Value ?? 0) * scale / 10;
        var decimals = width > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(width)), 0, 4) : 2;
        string Signed(double? value)
        {
            var rounded = Math.Round((value ?? 0) * scale, decimals);
            return (rounded > 0 ? "+" : rounded < 0 ? "-" : "") + Math.Abs(rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return part.Low is null || part.High is null ? Signed(part.Value) : $"{Signed(part.Value)}<br>({Signed(part.Low)} to {Signed(part.High)})";
    }
}
