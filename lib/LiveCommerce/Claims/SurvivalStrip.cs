namespace LiveCommerce.Claims;

/// <summary>One alternative, judged.</summary>
/// <param name="Alternative">The alternative.</param>
/// <param name="Holds">Whether the conclusion holds there; null when the number could not be computed.</param>
public sealed record SurvivalRow(Alternative Alternative, bool? Holds);

/// <summary>Whether a conclusion survives: one source left out at a time, one assumption changed at a time.</summary>
public sealed record SurvivalStrip
{
    private SurvivalStrip(Headline number, string conclusion, bool holds, IReadOnlyList<SurvivalRow> rows) => (Number, Conclusion, Holds, Rows) = (number, conclusion, holds, rows);

    /// <summary>The number as reported.</summary>
    public Headline Number { get; }

    /// <summary>The conclusion drawn from it, in words: "Taobao Live has more than half".</summary>
    public string Conclusion { get; }

    /// <summary>Whether it holds for the number as reported.</summary>
    public bool Holds { get; }

    /// <summary>The alternatives.</summary>
    public IReadOnlyList<SurvivalRow> Rows { get; }

    /// <summary>Alternatives in which the conclusion is the other one.</summary>
    public IReadOnlyList<SurvivalRow> Flips => [.. Rows.Where(row => row.Holds is { } holds && holds != Holds)];

    /// <summary>Whether no alternative flips the conclusion.</summary>
    public bool Survives => Flips.Count == 0;

    /// <summary>The finding in words; every flip is named.</summary>
    public string Sentence
    {
        get
        {
            var known = Rows.Count(row => row.Holds is not null);
            var start = Holds ? $"\"{Conclusion}\" holds" : $"\"{Conclusion}\" does not hold";
            if (known == 0) return $"{start}; nothing is left to test it against.";
            if (Survives) return $"{start}, and in all {known} alternatives.";
            var flips = Flips.Select(row => (row.Alternative.Change == Change.SourceLeftOut ? $"without {row.Alternative.Name}" : $"with {row.Alternative.Name}")
                + $" ({NumberText.Of(row.Alternative.Estimate!.Value, row.Alternative.Estimate.Unit)})");
            return $"{start}, but it flips {string.Join(", ", flips)}: {Flips.Count} of {known} alternatives.";
        }
    }

    /// <summary>Judges a conclusion over alternatives.</summary>
    /// <param name="number">The number as reported.</param>
    /// <param name="conclusion">The conclusion drawn from it.</param>
    /// <param name="holds">Whether the conclusion holds for a value.</param>
    /// <param name="alternatives">The alternatives.</param>
    public static SurvivalStrip Of(Headline number, string conclusion, Func<double, bool> holds, IEnumerable<Alternative> alternatives)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(holds);
        ArgumentNullException.ThrowIfNull(alternatives);
        return new SurvivalStrip(number, conclusion, holds(number.Estimate.Value),
            [.. alternatives.Select(one => new SurvivalRow(one, one.Estimate is { Value: var value } && !double.IsNaN(value) ? holds(value) : null))]);
    }

    /// <summary>The number recomputed with one source left out at a time.</summary>
    /// <param name="values">Values with their sources; a source may state several.</param>
    /// <param name="compute">The number from the values that are left.</param>
    /// <param name="unit">Unit of the number.</param>
    /// <returns>One alternative per source; without an estimate when none of the values is left.</returns>
    public static IReadOnlyList<Alternative> LeaveOneSourceOut(IEnumerable<SourcedValue> values, Func<IReadOnlyList<SourcedValue>, double> compute, Unit unit)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(compute);
        SourcedValue[] all = [.. values];
        return [.. all.Select(value => value.Source).Distinct(StringComparer.Ordinal).Select(source =>
        {
            SourcedValue[] left = [.. all.Where(value => value.Source != source)];
            var got = left.Length == 0 ? double.NaN : compute(left);
            return new Alternative(source, Change.SourceLeftOut, double.IsNaN(got) ? null : new Estimate(got, null, unit, new SampleSize(left.Length, all.Length - left.Length, $"{source} left out"), "one source left out")
                { Provenance = new Provenance { Sources = [.. left.Select(value => value.Source).Distinct().Order(StringComparer.Ordinal)] } });
        })];
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
