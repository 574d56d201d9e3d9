using LiveCommerce.Landscape;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>Probability of each rank, a platform a row: dark where it is sure; the number stands in each cell, so that no scale is needed.</summary>
public static class RankChart
{
    /// <summary>The chart, the platform of the lowest mean rank at the top.</summary>
    /// <param name="places">Platforms with their rank probabilities.</param>
    /// <param name="platformName">Name of a platform for its id.</param>
    public static GenericChart Of(IEnumerable<CompositePlace> places, Func<string, string>? platformName = null)
    {
        var all = places.OrderBy(place => place.MeanRank).ToList();
        string Written(double p) => p switch
        {
            < 0.0005 => "",
            < 0.01 => "<1%",
            > 0.99 and < 1 => ">99%",
            _ => NumberText.Of(Math.Round(p, 2), Unit.Share).Replace(".0%", "%", StringComparison.Ordinal),
        };
        return Plot.Of(
            new { margin = new { t = 24, b = 16 }, xaxis = new { type = "category", side = "top", showgrid = false }, yaxis = new { type = "category", autorange = "reversed", showgrid = false } },
            [new
            {
                type = "heatmap",
                x = Enumerable.Range(1, all.Count).Select(rank => $"rank {rank}").ToArray(),
                y = all.Select(place => platformName?.Invoke(place.Platform) ?? place.Platform).ToArray(),
                z = all.Select(place => place.RankProbabilities.ToArray()).ToArray(),
                zmin = 0,
                zmax = 1,
                colorscale = Theme.Amounts,
                textfont = new { color = Theme.Ink },
                xgap = 2,
                ygap = 2,
                text = all.Select(place => place.RankProbabilities.Select(Written).ToArray()).ToArray(),
                texttemplate = "%{text}",
                showscale = false,
                hovertemplate = "%{y}, %{x}: %{z:.1%}<extra></extra>",
            }]);
    }
}
