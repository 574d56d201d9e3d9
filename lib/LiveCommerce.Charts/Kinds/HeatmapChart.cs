using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A table of values as colours; also the map of conflicts between sources.</summary>
public static class HeatmapChart
{
    /// <summary>The chart.</summary>
    /// <param name="columns">Names along the top.</param>
    /// <param name="rows">Names down the side, first at the top.</param>
    /// <param name="values">One list a row; null where there is no value, which stays white.</param>
    /// <param name="scale">Title of the colour scale, with its unit.</param>
    /// <param name="format">Number format of d3, such as <c>.1%</c>.</param>
    public static GenericChart Of(IEnumerable<string> columns, IEnumerable<string> rows, IEnumerable<IEnumerable<double?>> values, string scale, string format = ".2f") => Plot.Of(
        new { margin = new { t = 24, r = 110, b = 16 }, xaxis = new { type = "category", side = "top", showgrid = false }, yaxis = new { type = "category", autorange = "reversed", showgrid = false } },
        [new { type = "heatmap", x = columns.ToArray(), y = rows.ToArray(), z = values.Select(row => row.ToArray()).ToArray(), colorscale = "Cividis", reversescale = true, xgap = 2, ygap = 2, texttemplate = $"%{{z:{format}}}", colorbar = new { title = new { text = scale } }, hoverongaps = false }]);
}
