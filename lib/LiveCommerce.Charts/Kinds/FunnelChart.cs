using System.Globalization;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A funnel stage by stage: counts beside the names, and in the bars the share that goes on.</summary>
public static class FunnelChart
{
    /// <summary>The chart.</summary>
    /// <param name="stages">Names, first to last.</param>
    /// <param name="counts">Counts, as many as <paramref name="stages"/>.</param>
    public static GenericChart Of(IEnumerable<string> stages, IEnumerable<double> counts)
    {
        double[] all = [.. counts];
        return Plot.Of(
            new { showlegend = false, margin = new { l = 120, b = 8 } },
            [new { type = "funnel", y = stages.Select((stage, i) => $"{stage}<br>{all[i].ToString("N0", CultureInfo.InvariantCulture)}").ToArray(), x = all, texttemplate = "%{percentPrevious:.1%}", textposition = all.Select(count => count > 0.15 * all[0] ? "inside" : "outside").ToArray(), constraintext = "none", marker = new { color = Theme.Colour(0) }, connector = new { fillcolor = Theme.Faded(Theme.Colour(0), 0.15) } }]);
    }
}
