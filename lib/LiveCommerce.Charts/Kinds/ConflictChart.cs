using LiveCommerce.Landscape;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Which source says what of whom: how far each reading lies from what the others say.</summary>
public static class ConflictChart
{
    /// <summary>The chart: a platform a row, an indicator and source a column; blue below, orange above, beyond 2 in bold.</summary>
    /// <param name="readings">Readings with their standardised residuals; several in a cell are shown by the farthest, the only one of a platform as such.</param>
    /// <param name="platformName">Name of a platform for its id.</param>
    /// <param name="sourceName">Name of a source for its id; long names may hold a <c>&lt;br&gt;</c>.</param>
    public static GenericChart Of(IEnumerable<ReadingResidual> readings, Func<string, string>? platformName = null, Func<string, string>? sourceName = null)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var all = readings.ToList();
        var severalIndicators = all.Select(c => c.Reading.Indicator).Distinct().Count() > 1;
        string Column(ReadingResidual c) => (sourceName?.Invoke(c.Reading.Source) ?? c.Reading.Source) + (severalIndicators ? $"<br>{c.Reading.Indicator}" : "");
        string[] columns = [.. all.Select(Column).Distinct().Order(StringComparer.Ordinal)];
        string[] platforms = [.. all.Select(c => c.Reading.Platform).Distinct().Order(StringComparer.Ordinal)];
        var cells = platforms.Select(p => columns.Select(column => all.Where(c => c.Reading.Platform == p && Column(c) == column).MaxBy(c => Math.Abs(c.Standardised ?? 0))).ToArray()).ToArray();
        var text = cells.Select(row => row.Select(c => c is null ? "" : c.Standardised is { } residual ? Written(residual) : "only reading").ToArray()).ToArray();
        return Plot.Of(
            new { margin = new { t = 24, r = 110, b = 16 }, xaxis = new { type = "category", side = "top", showgrid = false }, yaxis = new { type = "category", autorange = "reversed", showgrid = false } },
            [new
            {
                type = "heatmap",
                x = columns,
                y = platforms.Select(p => platformName?.Invoke(p) ?? p).ToArray(),
                z = cells.Select(row => row.Select(c => c is null ? (double?)null : c.Standardised ?? 0).ToArray()).ToArray(),
                zmin = -3,
                zmax = 3,
                colorscale = Theme.Differences,
                textfont = new { color = Theme.Ink },
                xgap = 2,
                ygap = 2,
                text,
                texttemplate = "%{text}",
                colorbar = new { title = new { text = "standard<br>deviations" }, tickvals = new[] { -3, -2, 0, 2, 3 } },
                hoverongaps = false,
                hovertemplate = "%{y}, %{x}: %{z:.2f}<extra></extra>",
            }]);
    }

    private static string Written(double residual)
    {
        var text = residual.ToString("+0.0;\u22120.0;0.0", System.Globalization.CultureInfo.InvariantCulture);
        return Math.Abs(residual) > 2 ? $"<b>{text}</b>" : text;
    }
}
