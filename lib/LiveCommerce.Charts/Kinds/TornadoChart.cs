using LiveCommerce.Monetisation;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>How far each input moves a result, the widest at the top.</summary>
public static class TornadoChart
{
    /// <summary>The chart.</summary>
    /// <param name="bars">Bars, the widest first.</param>
    /// <param name="centre">Result with all inputs at their medians.</param>
    /// <param name="axis">Title of the result's axis, with its unit.</param>
    public static GenericChart Of(IEnumerable<TornadoBar> bars, double centre, string axis)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var all = bars.ToList();
        object Side(string name, Func<TornadoBar, double> at, int index) => new
        {
            type = "bar",
            orientation = "h",
            name,
            _base = all.Select(_ => centre).ToArray(),
            x = all.Select(bar => at(bar) - centre).ToArray(),
            y = all.Select(bar => bar.Input).ToArray(),
            marker = Theme.Fill(index, Theme.Colour(index)),
            text = all.Select(bar => FormattableString.Invariant($"{bar.VarianceShare:P0} of the variance")).ToArray(),
            textposition = "none",
            hovertemplate = "%{y}: %{text}<extra></extra>",
        };

        return Plot.Of(
            new
            {
                barmode = "overlay",
                xaxis = new { title = new { text = axis }, zeroline = false },
                yaxis = new { type = "category", autorange = "reversed" },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
                shapes = new object[] { new { type = "line", xref = "x", yref = "paper", x0 = centre, x1 = centre, y0 = 0, y1 = 1, line = new { color = Theme.Ink, width = 1 } } },
            },
            [Side("input at its 5% quantile", bar => bar.AtLow, 1), Side("input at its 95% quantile", bar => bar.AtHigh, 0)]);
    }
}
