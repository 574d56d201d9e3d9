using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A table of parts or chances, coloured from 0 to 100%; the number stands in each cell, so that no scale is needed.</summary>
public static class ChanceMap
{
    /// <summary>The chart.</summary>
    /// <param name="columns">Names along the top.</param>
    /// <param name="rows">Names down the side, first at the top.</param>
    /// <param name="values">One list a row, 0 to 1; NaN where there is no value, which stays white.</param>
    public static GenericChart Of<TRow>(IEnumerable<string> columns, IEnumerable<string> rows, IEnumerable<TRow> values)
        where TRow : IEnumerable<double>
    {
        IEnumerable<double>[] all = [.. values];
        return Plot.Of(
            new { xaxis = new { type = "category", side = "top" }, yaxis = new { type = "category", autorange = "reversed" }, margin = new { t = 26, b = 12 } },
            [new
            {
                type = "heatmap", x = columns.ToArray(), y = rows.ToArray(), z = Cells.Of(all), zmin = 0, zmax = 1, text = Cells.Text(all, ".1%"), texttemplate = "%{text}", textfont = new { color = Theme.Ink },
                colorscale = Theme.Amounts, showscale = false, xgap = 2, ygap = 2, hoverongaps = false,
            }]);
    }
}
