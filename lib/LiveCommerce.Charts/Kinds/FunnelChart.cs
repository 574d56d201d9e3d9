using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A funnel stage by stage, with the share that goes on.</summary>
public static class FunnelChart
{
    /// <summary>The chart.</summary>
    /// <param name="stages">Names, first to last.</param>
    /// <param name="counts">Counts, as many as <paramref name="stages"/>.</param>
    public static GenericChart Of(IEnumerable<string> stages, IEnumerable<double> counts) => Plot.Of(
        new { showlegend = false, margin = new { l = 120, b = 8 } },
        [new { type = "funnel", y = stages.ToArray(), x = counts.ToArray(), textinfo = "value+percent previous", texttemplate = "%{value:,.0f} (%{percentPrevious:.1%})", marker = new { color = Theme.Colour(0) }, connector = new { fillcolor = Theme.Faded(Theme.Colour(0), 0.15) } }]);
}
