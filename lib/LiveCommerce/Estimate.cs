namespace LiveCommerce;

/// <summary>One number as a model gives it: never without its unit, its n and its origin.</summary>
/// <param name="Value">The estimate, in <paramref name="Unit"/>.</param>
/// <param name="Interval">Its interval; null only where the value is published as a bare number or an exact sum of such.</param>
/// <param name="Unit">The unit.</param>
/// <param name="N">What it rests on.</param>
/// <param name="Method">The method, by the name the literature gives it.</param>
public sealed record Estimate(double Value, Interval? Interval, Unit Unit, SampleSize N, string Method)
{
    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same estimate with its origin.</summary>
    public Estimate From(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public override string ToString() => NumberText.WithInterval(Value, Interval, Unit);
}
