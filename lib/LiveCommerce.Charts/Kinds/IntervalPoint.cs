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

    /// <summary>Group, which gives colour and mark.</summary>
    public string Group { get; init; } = "";

    /// <summary>A bare point.</summary>
    public static IntervalPoint OfValue(string label, double value) => new(label, null, value, null);

    /// <summary>From one value to another, without a point between.</summary>
    public static IntervalPoint OfRange(string label, double low, double high) => new(label, low, null, high);

    /// <summary>Up to a value.</summary>
    public static IntervalPoint OfUpperBound(string label, double high) => new(label, null, null, high);

    /// <summary>An estimate with its interval, where it has one; an estimate that is a range of its source has no point.</summary>
    public static IntervalPoint OfEstimate(string label, Estimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return new(label, estimate.Interval?.Low, double.IsNaN(estimate.Value) ? null : estimate.Value, estimate.Interval?.High);
    }

    /// <summary>The same row in a group.</summary>
    public IntervalPoint In(string group) => this with { Group = group };
}
