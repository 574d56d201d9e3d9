using LiveCommerce.Conversion;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>What is known of a rate, step by step, as densities over one axis: a prior and what counts made of it.</summary>
public static class PosteriorChart
{
    private const int Points = 600;

    /// <summary>The chart.</summary>
    /// <param name="steps">Names with what is known then, first to last; the last one is filled.</param>
    /// <param name="axis">Title of the axis.</param>
    public static GenericChart Of(IEnumerable<PosteriorStep> steps, string axis)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var all = steps.ToList();
        double low = all.Skip(all.Count > 1 ? 1 : 0).Min(step => step.Rate.Quantile(0.0005)), high = all.Skip(all.Count > 1 ? 1 : 0).Max(step => step.Rate.Quantile(0.9995));
        double[] xs = [.. Enumerable.Range(0, Points + 1).Select(i => low + ((high - low) * i / Points)).Where(x => x is > 0 and < 1)];
        var traces = all.Select((step, i) => (object)new
        {
            type = "scatter",
            mode = "lines",
            name = step.Session,
            x = xs,
            y = xs.Select(step.Rate.Density).ToArray(),
            line = new { color = i == all.Count - 1 ? Theme.Colour(0) : Theme.Faded(Theme.Colour(i == 0 ? 4 : 6), i == 0 ? 1 : 0.35 + (0.5 * i / all.Count)), width = i == all.Count - 1 ? 2.4 : 1.3, dash = i == all.Count - 1 ? "solid" : Theme.Dash(i + 1) },
            fill = i == all.Count - 1 ? "tozeroy" : "none",
            fillcolor = Theme.Faded(Theme.Colour(0), 0.15),
            hovertemplate = "%{x:.2%}<extra>" + Labels.Safe(step.Session) + "</extra>",
        }).ToList();
        return Plot.Of(
            new
            {
                xaxis = new { title = new { text = axis }, tickformat = ".1%" },
                yaxis = new { title = new { text = "density" }, showticklabels = false, rangemode = "tozero" },
                legend = new { orientation = "v", x = 1, xanchor = "right", y = 1, yanchor = "top" },
            },
            traces);
    }
}
