namespace LiveCommerce.Data.Derived;

/// <summary>What a derived fact is.</summary>
public enum DerivedKind
{
    /// <summary>Sums, differences and ratios of published figures.</summary>
    Computed,

    /// <summary>Worked back from a later figure and its stated growth, which is rounded.</summary>
    FromGrowthRate,

    /// <summary>Two ways to the same figure, one divided by the other: 1 when the sources agree.</summary>
    ConsistencyCheck,
}

/// <summary>A figure that no source prints: computed from rows, with the computation in words.</summary>
/// <param name="Id">Stable id, such as <c>mogujie-live-share-fy2021</c>.</param>
/// <param name="Platform">Platform; empty for the field as a whole.</param>
/// <param name="Metric">What it is, in words.</param>
/// <param name="Period">First and last day, ISO 8601 (<c>2020-04-01/2021-03-31</c>); empty where the source gives none.</param>
/// <param name="Kind">Computed, worked back, or a check.</param>
/// <param name="Estimate">The value; its provenance names rows, sources and computation.</param>
/// <param name="Note">What to know before it is used; empty when there is nothing.</param>
public sealed record DerivedFact(string Id, string Platform, string Metric, string Period, DerivedKind Kind, Estimate Estimate, string Note = "")
{
    /// <summary>For a check: how far the two ways lie apart, as a share; null otherwise.</summary>
    public double? Disagreement => Kind == DerivedKind.ConsistencyCheck ? Math.Abs(Estimate.Value - 1) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Estimate}";
}
