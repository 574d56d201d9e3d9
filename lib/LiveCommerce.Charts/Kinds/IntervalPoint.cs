namespace LiveCommerce.Charts.Kinds;

/// <summary>One row of a chart of intervals.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Low">Lower end; null when only an upper bound is published.</param>
/// <param name="Value">The point; null when only a range is published: no midpoint is invented.</param>
/// <param name="High">Upper end; null for a bare point.</param>
public sealed record IntervalPoint(string Label, double? Low, double? Value, double? High)
{
    /// <summary>The definition behind the number, shown on hovering.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Group, which gives the colour.</summary>
    public string Group { get; init; } = "";
}
