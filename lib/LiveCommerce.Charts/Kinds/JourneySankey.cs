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
    /// <summary>The chart; stages in the order in which they first occur.</summary>
    public static GenericChart Of(IEnumerable<JourneyFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var all = flows.ToList();
        var stages = all.SelectMany(flow => new[] { flow.Source, flow.Target }).Distinct(StringComparer.Ordinal).ToList();
        var colours = stages.Select((_, index) => Theme.Colour(index)).ToArray();
        return Plot.Of(new { }, [new
        {
            type = "sankey", arrangement = "fixed", valueformat = ",.0f",
            node = new { label = stages.ToArray(), color = colours, pad = 18, thickness = 14 },
            link = new
            {
                source = all.Select(flow => stages.IndexOf(flow.Source)).ToArray(), target = all.Select(flow => stages.IndexOf(flow.Target)).ToArray(),
                value = all.Select(flow => flow.Amount).ToArray(), color = all.Select(flow => Theme.Faded(colours[stages.IndexOf(flow.Target)], 0.35)).ToArray(),
            },
        }]);
    }
}
