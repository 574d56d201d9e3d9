namespace LiveCommerce;

/// <summary>Where a value comes from: it is handed on from row to result to figure, number and claim.</summary>
public sealed record Provenance
{
    /// <summary>No source: a value that the caller typed in.</summary>
    public static Provenance None { get; } = new();

    /// <summary>Ids of the sources, sorted, each once.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Rows used, as <c>table:key</c>, sorted, each once.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Whether any row was generated, not observed. The mark never comes off.</summary>
    public bool Synthetic { get; init; }

    /// <summary>Whether any row is recalled and not yet checked against its source.</summary>
    public bool Unverified { get; init; }

    /// <summary>The computation in words when the value is not published as such; null when it is.</summary>
    public string? ComputedFrom { get; init; }

    /// <summary>Both origins together. The computation is kept only when both name the same.</summary>
    public Provenance With(Provenance other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Provenance
        {
            Sources = Union(Sources, other.Sources),
            Rows = Union(Rows, other.Rows),
            Synthetic = Synthetic || other.Synthetic,
            Unverified = Unverified || other.Unverified,
            ComputedFrom = ComputedFrom == other.ComputedFrom ? ComputedFrom : null,
        };
    }

    /// <summary>The same origin, with the computation that made the value.</summary>
    public Provenance Computed(string computation) => this with { ComputedFrom = computation };

    /// <summary>All origins together.</summary>
    public static Provenance Combine(IEnumerable<Provenance> parts) => parts.Aggregate(None, (all, part) => all.With(part));

    private static IReadOnlyList<string> Union(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        [.. first.Concat(second).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Synthetic ? "synthetic data" : Sources.Count == 0 ? "no source" : string.Join(", ", Sources);
}
