using Plotly.NET;

namespace LiveCommerce.Charts.Kinds;

/// <summary>A flow of the consumer journey.</summary>
/// <param name="Source">Stage it leaves.</param>
/// <param name="Target">Stage it reaches.</param>
/// <param name="Amount">How many; above 0.</param>
public sealed record JourneyFlow(string Source, string Target, double Amount);

/// <summary>The consumer journey as flows between stages.</summary>
public static class JourneySankey
{
    /// <summary>The chart; stages in the order in which they first occur, those that lead on above those that end.</summary>
    public static GenericChart Of(IEnumerable<JourneyFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var all = flows.ToList();
        var stages = all.SelectMany(flow => new[] { flow.Source, flow.Target }).Distinct(StringComparer.Ordinal).ToList();
        var colours = stages.Select((_, index) => Theme.Colour(index)).ToArray();
        var (x, y) = Places(stages, all);
        return Plot.Of(new { margin = new { l = 16, b = 12 } }, [new
        {
            type = "sankey", arrangement = "fixed", valueformat = ",.0f",
            node = new { label = stages.Select(stage => $"{stage}<br>{Through(stage, all).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)}").ToArray(), color = colours, pad = 18, thickness = 14, x, y },
            link = new
            {
                source = all.Select(flow => stages.IndexOf(flow.Source)).ToArray(), target = all.Select(flow => stages.IndexOf(flow.Target)).ToArray(),
                value = all.Select(flow => flow.Amount).ToArray(), color = all.Select(flow => Theme.Faded(colours[stages.IndexOf(flow.Target)], 0.35)).ToArray(),
            },
        }]);
    }

    private static double Through(string stage, List<JourneyFlow> flows) =>
        Math.Max(flows.Where(flow => flow.Target == stage).Sum(flow => flow.Amount), flows.Where(flow => flow.Source == stage).Sum(flow => flow.Amount));

    /// <summary>A column per step from the first stage; in each, what leads on stands at the top, what ends below it.</summary>
    private static (double[] X, double[] Y) Places(List<string> stages, List<JourneyFlow> flows)
    {
        const double Gap = 0.12;
        var column = new int[stages.Count];
        for (var pass = 0; pass < stages.Count; pass++)
        {
            foreach (var flow in flows)
            {
                var (from, to) = (stages.IndexOf(flow.Source), stages.IndexOf(flow.Target));
                if (column[to] <= column[from] && pass < stages.Count - 1) column[to] = column[from] + 1;
            }
        }

        var whole = Enumerable.Range(0, stages.Count).GroupBy(i => column[i]).Max(group => group.Sum(i => Through(stages[i], flows)));
        var most = Enumerable.Range(0, stages.Count).GroupBy(i => column[i]).Max(group => group.Count());
        var scale = Math.Max(0.3, 1 - (Gap * most)) / whole;
        var y = new double[stages.Count];
        foreach (var group in Enumerable.Range(0, stages.Count).GroupBy(i => column[i]))
        {
            var top = 0.03;
            foreach (var i in group.OrderBy(i => flows.Any(flow => flow.Source == stages[i]) ? 0 : 1).ThenBy(i => i))
            {
                var height = Through(stages[i], flows) * scale;
                y[i] = Math.Clamp(top + (height / 2), 0.001, 0.999);
                top += height + Gap;
            }
        }

        return ([.. column.Select(c => Math.Clamp(0.94 * c / Math.Max(1, column.Max()), 0.001, 0.999))], y);
    }
}
