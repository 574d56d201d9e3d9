namespace LiveCommerce.Competition.Sensitivity;

/// <summary>A limit that a box sets on one input.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Low">Lower limit; null where the box is open below.</param>
/// <param name="High">Upper limit; null where it is open above.</param>
/// <param name="QuasiP">Chance to see so many hits in the box without this limit's help, if hits were spread evenly over the box without the limit (quasi p-value); small is good.</param>
/// <param name="Stability">Part of the resamples in which this input was limited on the same side or sides; null when none were made.</param>
public sealed record PrimLimit(string Input, double? Low, double? High, double QuasiP, double? Stability)
{
    /// <inheritdoc/>
    public override string ToString() => (Low, High) switch
    {
        ({ } low, { } high) => FormattableString.Invariant($"{Input} is {low:G3} to {high:G3}"),
        ({ } low, null) => FormattableString.Invariant($"{Input} is at least {low:G3}"),
        (null, { } high) => FormattableString.Invariant($"{Input} is at most {high:G3}"),
        _ => $"{Input} is anything",
    };
}

/// <summary>A box in the space of inputs, such as "the futures in which a platform dominates".</summary>
/// <param name="Limits">The inputs that it limits.</param>
/// <param name="Coverage">Part of all hits that lie inside, 0 to 1.</param>
/// <param name="Density">Part of the points inside that are hits, 0 to 1.</param>
/// <param name="Mass">Part of all points that lie inside, 0 to 1.</param>
/// <param name="Points">Points inside.</param>
public sealed record PrimBox(IReadOnlyList<PrimLimit> Limits, double Coverage, double Density, double Mass, int Points)
{
    /// <summary>Coverage on the points that were held out; null when none were.</summary>
    public double? HeldOutCoverage { get; init; }

    /// <summary>Density on the points that were held out, with a Wilson interval; null when none were or none fell inside.</summary>
    public Estimate? HeldOutDensity { get; init; }

    /// <summary>Whether a point lies inside.</summary>
    /// <param name="values">Values by the name of the input.</param>
    public bool Holds(IReadOnlyDictionary<string, double> values) =>
        Limits.All(limit => !(values[limit.Input] < limit.Low) && !(values[limit.Input] > limit.High));

    /// <inheritdoc/>
    public override string ToString() => Limits.Count == 0 ? "all points" : string.Join(" and ", Limits);
}
