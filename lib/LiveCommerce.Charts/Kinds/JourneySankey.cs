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
    /// <summary>The part of the plot's height that the first stage takes; Plotly leaves the rest for the pads between nodes.</summary>
    private const double Tallest = 0.64;

    /// <summary>The part of the plot's height that a name of two lines takes.</summary>
    private const double NameHeight = 0.105;

    /// <summary>Below this height of the plot, in pixels, a name of two lines takes more.</summary>
    internal const double LowestHeight = 28 / NameHeight;

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
            node = new { label = stages.Select(stage => $"{stage}<br>{Through(stage, all).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)}").ToArray(), color = colours, pad = 36, thickness = 14, x, y },
            link = new
            {
                source = all.Select(flow => stages.IndexOf(flow.Source)).ToArray(), target = all.Select(flow => stages.IndexOf(flow.Target)).ToArray(),
                value = all.Select(flow => flow.Amount).ToArray(), color = all.Select(flow => Theme.Faded(colours[stages.IndexOf(flow.Target)], 0.35)).ToArray(),
            },
        }]);
    }

    private static double Through(string stage, List<JourneyFlow> flows) =>
        Math.Max(flows.Where(flow => flow.Target == stage).Sum(flow => flow.Amount), flows.Where(flow => flow.Source == stage).Sum(flow => flow.Amount));

    /// <summary>A column per step from the first stage. What leads on descends like a stair and what ends lies below it, each as high as its name lets it: in a narrow picture names reach over two columns.</summary>
    private static (double[] X, double[] Y) Places(List<string> stages, List<JourneyFlow> flows)
    {
        var column = Columns(stages, flows);
        var whole = Enumerable.Range(0, stages.Count).GroupBy(i => column[i]).Max(group => group.Sum(i => Through(stages[i], flows)));
        double[] height = [.. stages.Select(stage => Tallest * Through(stage, flows) / whole)];
        bool LeadsOn(int i) => flows.Any(flow => flow.Source == stages[i]);
        var placed = new Dictionary<int, double>();
        foreach (var i in Enumerable.Range(0, stages.Count).Where(LeadsOn).OrderBy(i => column[i]).Concat(Enumerable.Range(0, stages.Count).Where(i => !LeadsOn(i)).OrderByDescending(i => column[i])))
        {
            var above = placed.Where(pair => !LeadsOn(i) && (column[pair.Key] == column[i] || flows.Any(flow => flow.Source == stages[pair.Key] && flow.Target == stages[i])));
            var from = above.Select(pair => pair.Value).Append(0.03 + (height[i] / 2)).Max();
            placed[i] = Enumerable.Range(0, 100).Select(step => from + (0.01 * step)).FirstOrDefault(y => placed.All(other => Free(y, i, other.Key, other.Value)), 1);
        }

        return ([.. column.Select(c => Math.Clamp(0.94 * c / Math.Max(1, column.Max()), 0.001, 0.999))], [.. Enumerable.Range(0, stages.Count).Select(i => Math.Clamp(placed[i], 0.001, 0.999))]);

        bool Free(double y, int i, int other, double its)
        {
            var apart = Math.Abs(y - its);
            return Math.Abs(column[i] - column[other]) > 2 || (apart >= NameHeight && (column[i] != column[other] || apart >= ((height[i] + height[other]) / 2) + 0.03));
        }
    }

    /// <summary>Steps from the first stage.</summary>
    private static int[] Columns(List<string> stages, List<JourneyFlow> flows)
    {
        var column = new int[stages.Count];
        for (var pass = 0; pass < stages.Count; pass++)
        {
            foreach (var flow in flows)
            {
                var (from, to) = (stages.IndexOf(flow.Source), stages.IndexOf(flow.Target));
                if (column[to] <= column[from] && pass < stages.Count - 1) column[to] = column[from] + 1;
            }
        }

        return column;
    }
}
