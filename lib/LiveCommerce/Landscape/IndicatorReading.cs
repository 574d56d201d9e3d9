namespace LiveCommerce.Landscape;

/// <summary>One source's value of one indicator for one platform.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="Axis">Axis that the indicator speaks of, such as <c>intent</c> or <c>brand</c>.</param>
/// <param name="Indicator">Indicator id; all its readings are in one unit.</param>
/// <param name="Source">Source id.</param>
/// <param name="Value">The value, in the unit of the indicator.</param>
public sealed record IndicatorReading(string Platform, string Axis, string Indicator, string Source, double Value)
{
    /// <summary>Standard error of the value where the source gives one; 0 when unknown.</summary>
    public double StandardError { get; init; }

    /// <summary>1 when more of the indicator is further up the axis, -1 when further down.</summary>
    public int Direction { get; init; } = 1;

    /// <summary>Definition tag, such as <c>GMV paid</c>; an indicator with two tags is refused.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same with its standard error.</summary>
    public IndicatorReading WithStandardError(double standardError) => this with { StandardError = standardError };

    /// <summary>The same, counted downwards on its axis.</summary>
    public IndicatorReading Downwards() => this with { Direction = -1 };

    /// <summary>The same with its origin.</summary>
    public IndicatorReading From(Provenance provenance) => this with { Provenance = provenance };
}
