using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A table of values as colours, the number in each cell.</summary>
public static class HeatmapChart
{
    /// <summary>The chart.</summary>
    /// <param name="columns">Names along the top.</param>
    /// <param name="rows">Names down the side, first at the top.</param>
    /// <param name="values">One list a row; NaN where there is no value, which stays white.</param>
    /// <param name="scale">Title of the colour scale, with its unit.</param>
    /// <param name="format">How numbers are written: <c>.1%</c> for shares, <c>.2f</c> for others, with the decimals wanted.</param>
    public static GenericChart Of<TRow>(IEnumerable<string> columns, IEnumerable<string> rows, IEnumerable<TRow> values, string scale, string format = ".2f")
        where TRow : IEnumerable<double>
    {
        IEnumerable<double>[] all = [.. values];
        return Plot.Of(
            new { margin = new { t = 24, r = 110, b = 16 }, xaxis = new { type = "category", side = "top", showgrid = false }, yaxis = new { type = "category", autorange = "reversed", showgrid = false } },
            [new
            {
                type = "heatmap", x = columns.ToArray(), y = rows.ToArray(), z = Cells.Of(all), text = Cells.Text(all, format), texttemplate = "%{text}", textfont = new { color = Theme.Ink },
                colorscale = Theme.Amounts, xgap = 2, ygap = 2, colorbar = new { title = new { text = scale } }, hoverongaps = false,
            }]);
    }
}
