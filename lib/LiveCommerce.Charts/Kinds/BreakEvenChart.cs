using LiveCommerce.Monetisation;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Which way of earning pays best over conversion and order value, and how surely.</summary>
public static class BreakEvenChart
{
    private static readonly string[] Names = ["ads", "commission", "own retail"];

    /// <summary>The map: colour is the best mode, the number its probability of being best.</summary>
    /// <param name="cells">Cells of a grid.</param>
    /// <param name="currency">Currency of the order value.</param>
    public static GenericChart Of(IEnumerable<BreakEvenCell> cells, Unit currency)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(currency);
        var all = cells.ToList();
        double[] conversions = [.. all.Select(cell => cell.Conversion).Distinct().Order()], values = [.. all.Select(cell => cell.OrderValue).Distinct().Order()];
        var byPlace = all.ToDictionary(cell => (cell.Conversion, cell.OrderValue));
        BreakEvenCell[][] grid = [.. values.Select(value => conversions.Select(rate => byPlace[(rate, value)]).ToArray())];
        // From dark to light, so that the modes differ in greyscale too, and dark numbers can be read on each.
        string[] colours = [Theme.Faded(Theme.Colour(0), 0.6), Theme.Faded(Theme.Colour(1), 0.35), Theme.Faded(Theme.Colour(2), 0.15)];
        // Three flat steps instead of a scale: the mode is a name, not an amount.
        object[][] steps = [[0, colours[0]], [0.333, colours[0]], [0.334, colours[1]], [0.666, colours[1]], [0.667, colours[2]], [1, colours[2]]];
        List<object> traces =
        [
            new
            {
                type = "heatmap",
                x = conversions.Select(rate => FormattableString.Invariant($"{rate:0.0##%}")).ToArray(),
                y = values.Select(value => FormattableString.Invariant($"{value:N0}")).ToArray(),
                z = grid.Select(row => row.Select(cell => (double)cell.Best).ToArray()).ToArray(),
                text = grid.Select(row => row.Select(cell => FormattableString.Invariant($"{cell.ProbabilityBest[(int)cell.Best]:0%}")).ToArray()).ToArray(),
                texttemplate = "%{text}",
                textfont = new { color = Theme.Ink },
                colorscale = steps,
                zmin = 0,
                zmax = 2,
                showscale = false,
                xgap = 2,
                ygap = 2,
                hovertemplate = "conversion %{x}, order value %{y}: best with probability %{text}<extra></extra>",
            },
        ];
        traces.AddRange(all.Select(cell => cell.Best).Distinct().Order().Select(mode => (object)new
        {
            type = "scatter",
            mode = "markers",
            name = Names[(int)mode],
            x = new string?[] { null },
            y = new string?[] { null },
            marker = new { size = 12, symbol = "square", color = colours[(int)mode], line = new { color = Theme.Quiet, width = 1 } },
        }));
        return Plot.Of(
            new
            {
                xaxis = new { type = "category", title = new { text = "Orders per click" } },
                yaxis = new { type = "category", title = new { text = $"Order value, {currency.Label}" } },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
            },
            traces);
    }
}
