using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Nested counts of one segment, stage by stage.</summary>
public sealed record FunnelCounts
{
    private FunnelCounts(string segment, FunnelStage[] stages)
    {
        Segment = segment;
        Stages = stages;
    }

    /// <summary>Name of the segment.</summary>
    public string Segment { get; }

    /// <summary>First to last; each count at most the one before.</summary>
    public IReadOnlyList<FunnelStage> Stages { get; }

    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Takes a funnel counted in people.</summary>
    /// <param name="segment">Name of the segment.</param>
    /// <param name="stages">Names, first to last, at least two.</param>
    /// <param name="counts">Unique people that reached each stage.</param>
    public static FunnelCounts OfPeople(string segment, IEnumerable<string> stages, IEnumerable<long> counts)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(counts);
        var names = Guard.Items(stages, "stages");
        long[] reached = [.. counts];
        if (names.Length != reached.Length)
            throw new InputException("MODEL312", $"segment '{segment}'", $"{reached.Length} counts", $"there are {names.Length} stages", "give one count per stage");
        return Of(segment, names.Zip(reached, (name, count) => new FunnelStage(name, count, Unit.Persons)));
    }

    /// <summary>Takes a funnel.</summary>
    /// <exception cref="InputException">A stage grows, a count is negative, the first is 0, units are mixed, or a name comes twice.</exception>
    public static FunnelCounts Of(string segment, IEnumerable<FunnelStage> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var list = Guard.Items(stages, "stages", stage => stage.Name, stage => stage.Unit);
        if (list.Length < 2 || list.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() != list.Length)
            throw new InputException("MODEL312", $"segment '{segment}'", $"stages [{string.Join(", ", list.Select(s => s.Name))}]", "a funnel has at least two stages, each named once", "name the stages, first to last");
        for (var i = 0; i < list.Length; i++)
        {
            var where = $"segment '{segment}', stage '{list[i].Name}'";
            if (list[i].Count < 0) throw new InputException("MODEL300", where, $"{list[i].Count}", "a count cannot be negative", "look for a missing-value code such as -1 in the source");
            Check.Unbounded(where, 0, list[i].Count);
            if (i == 0 && list[i].Count == 0) throw new InputException("MODEL302", where, "0", "nothing entered the funnel", "drop the segment, and say that it was empty");
            if (list[i].Unit != list[0].Unit) throw new InputException("MODEL311", where, $"unit {list[i].Unit} after {list[0].Unit}", "stages are counts of one unit", "count people at every stage, or sessions at every stage");
            if (i > 0 && list[i].Count > list[i - 1].Count)
                throw new InputException("MODEL310", where, $"{list[i].Count} after {list[i - 1].Count} at '{list[i - 1].Name}'", "a stage cannot grow: replays, several devices or orders outside the session break the nesting", "count unique people at both stages, or use SessionRate.Clustered, the ratio of means");
        }

        return new FunnelCounts(segment, list);
    }

    /// <summary>The same counts with their origin.</summary>
    public FunnelCounts From(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>Rate of each stage given the one before, with Wilson intervals; stages after an empty one are left out.</summary>
    public IReadOnlyList<Estimate> StageRates(double level = 0.95) =>
        [.. Enumerable.Range(1, Stages.Count - 1).Where(i => Stages[i - 1].Count > 0).Select(i => ConversionRate.Of(Step(i), RateIntervalKind.Wilson, level))];

    /// <summary>Last stage over first, with a Wilson interval.</summary>
    public Estimate EndToEnd(double level = 0.95) =>
        ConversionRate.Of(new RateCount(Stages[^1].Count, Stages[0].Count) { Provenance = Provenance }, RateIntervalKind.Wilson, level);

    internal RateCount Step(int stage) => new(Stages[stage].Count, Stages[stage - 1].Count) { Provenance = Provenance };
}
