using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Data.Frames;

namespace Benchmarks.Sizes;

/// <summary>Cost by size, both axes logarithmic: a line for each kind of work.</summary>
internal static class SizeChart
{
    private static readonly string[] Dashes = ["solid", "solid", "solid", "solid", "solid", "dash"];

    public static Figure Of(IReadOnlyList<SizeCost> costs)
    {
        var lines = costs.GroupBy(cost => cost.What).Select((line, index) => (object)new
        {
            type = "scatter",
            mode = "lines+markers",
            name = line.Key,
            line = new { color = Theme.Colour(index), width = 2, dash = Dashes[index % Dashes.Length] },
            marker = new { color = Theme.Colour(index), size = 7 },
            x = line.Select(cost => cost.Size).ToArray(),
            y = line.Select(cost => cost.Microseconds).ToArray(),
        });
        var chart = Plot.Of(
            new
            {
                xaxis = new { type = "log", title = new { text = "Rows or runs" }, dtick = 1, exponentformat = "power" },
                yaxis = new { type = "log", title = new { text = "Microseconds for one row or run" }, dtick = 1, exponentformat = "power", range = new[] { -2, 2.3 } },
                legend = new { orientation = "v", x = 0.99, xanchor = "right", y = 0.99, yanchor = "top" },
            },
            lines);
        return new Figure("cost-by-size", "What one row or run costs as their number grows", chart, Frame.From(costs),
            string.Join(' ', costs.GroupBy(cost => cost.What).Select(line => FormattableString.Invariant($"{line.Key}: from {line.First().Microseconds:0.###} to {line.Last().Microseconds:0.###} microseconds between {line.First().Size:N0} and {line.Last().Size:N0}."))),
            new Provenance { Sources = ["measured by tests/Benchmarks, see its RESULTS.md"] }).WithSize(180, 120);
    }
}
