using System.Text.Json.Nodes;
using Workbench.Kernel.Display;

namespace Workbench.Runs.Workers;

/// <summary>How far the work of a running cell is.</summary>
/// <param name="What">What is done, in a word or two.</param>
/// <param name="Part">The part that is done, 0 to 1.</param>
public sealed record WorkDone(string What, double Part)
{
    /// <summary>What an output says of it; null when it is an output like any other.</summary>
    internal static WorkDone? In(JsonNode output) =>
        output["data"]?[CellProgress.Form] is { } told ? new WorkDone(told["what"]!.GetValue<string>(), told["part"]!.GetValue<double>()) : null;
}
