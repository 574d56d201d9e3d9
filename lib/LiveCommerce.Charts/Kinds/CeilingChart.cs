using LiveCommerce.Competition;
using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>What structure alone allows: the ceiling of each platform, category by category, against a share that matters.</summary>
public static class CeilingChart
{
    /// <summary>The chart.</summary>
    /// <param name="ceilings">One ceiling per platform.</param>
    /// <param name="line">The share that matters, such as 0.5.</param>
    public static GenericChart Of(IEnumerable<CategoryCeiling> ceilings, double line = 0.5)
    {
        ArgumentNullException.ThrowIfNull(ceilings);
        var all = ceilings.ToList();
        var categories = all.SelectMany(ceiling => ceiling.Places).Select(place => place.Category).Distinct(StringComparer.Ordinal).ToList();
        double At(CategoryCeiling ceiling, string category) => ceiling.Places.FirstOrDefault(place => place.Category == category) is { } place ? place.Weight * place.Ceiling : 0;
        var traces = categories.Select((category, index) => (object)new
        {
            type = "bar",
            orientation = "h",
            name = category,
            y = all.Select(ceiling => ceiling.Platform).ToArray(),
            x = all.Select(ceiling => At(ceiling, category)).ToArray(),
            marker = Theme.Fill(index, Theme.Colour(index)),
        });
        return Plot.Of(
            new
            {
                barmode = "stack",
                xaxis = new { title = new { text = "Largest share of the market that its categories allow" }, tickformat = ".0%", range = new[] { 0, 1.02 } },
                yaxis = new { type = "category", autorange = "reversed" },
                shapes = new[] { new { type = "line", x0 = line, x1 = line, yref = "paper", y0 = 0, y1 = 1, line = new { color = Theme.Ink, width = 2, dash = "dash" } } },
                legend = new { orientation = "v", x = 1.01, y = 1, traceorder = "normal" },
                margin = new { r = 195 },
            },
            traces);
    }
}
