using LiveCommerce.Claims;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Whether a conclusion survives: a mark per alternative, its limit as a line; a flip has another colour and shape.</summary>
public static class SurvivalChart
{
    /// <summary>The chart.</summary>
    /// <param name="strip">The alternatives.</param>
    /// <param name="limit">The limit that decides, in the unit of the number.</param>
    /// <param name="axis">Title of the value axis, with its unit.</param>
    public static GenericChart Of(SurvivalStrip strip, double limit, string axis)
    {
        ArgumentNullException.ThrowIfNull(strip);
        var share = strip.Number.Estimate.Unit == Unit.Share;
        var rows = strip.Rows.Where(row => row.Holds is not null).ToList();
        string Label(SurvivalRow row) => (row.Alternative.Change == Change.SourceLeftOut ? "without " : "") + row.Alternative.Name;
        object Marks(string name, IEnumerable<SurvivalRow> some, string colour, string symbol) => new
        {
            type = "scatter",
            mode = "markers",
            cliponaxis = false,
            name,
            x = some.Select(row => row.Alternative.Estimate!.Value).ToArray(),
            y = some.Select(Label).ToArray(),
            marker = new { color = colour, size = 11, symbol },
        };
        List<object> traces = [new { type = "scatter", mode = "markers", name = "as reported", x = new[] { strip.Number.Estimate.Value }, y = new[] { "as reported" }, marker = new { color = Theme.Ink, size = 12, symbol = "diamond" } }];
        var kept = rows.Where(row => row.Holds == strip.Holds).ToList();
        if (kept.Count > 0) traces.Add(Marks("conclusion the same", kept, Theme.Colour(0), "circle"));
        if (strip.Flips.Count > 0) traces.Add(Marks("conclusion flips", strip.Flips, Theme.Colour(1), "x"));
        double[] all = [0, limit, strip.Number.Estimate.Value, .. rows.Select(row => row.Alternative.Estimate!.Value)];
        double low = all.Min(), high = all.Max();
        string[] labels = ["as reported", .. rows.Select(Label)];
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = axis }, tickformat = share ? ".0%" : "", zeroline = false, range = new[] { low - 0.04 * (high - low), high + 0.06 * (high - low) } },
                yaxis = new { type = "category", autorange = "reversed", categoryorder = "array", categoryarray = labels },
                shapes = new[] { new { type = "line", x0 = limit, x1 = limit, yref = "paper", y0 = 0, y1 = 1, line = new { color = Theme.Quiet, width = 1.5, dash = "dash" } } },
                legend = new { orientation = "h", y = 1.02, yanchor = "bottom", x = 0 },
            },
            traces);
    }
}
