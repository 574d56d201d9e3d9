using System.Globalization;

namespace LiveCommerce.Data;

/// <summary>How a source states a value.</summary>
public enum ValueKind
{
    /// <summary>One value.</summary>
    Point,

    /// <summary>From one value to another; there is no midpoint.</summary>
    Range,

    /// <summary>Up to a value.</summary>
    UpperBound,

    /// <summary>Printed wrongly in the source; kept as evidence, never charted.</summary>
    KnownMisprint,
}

/// <summary>One figure of one source.</summary>
public sealed record Observation
{
    /// <summary>Id of the row.</summary>
    public required string Id { get; init; }

    /// <summary>Platform, seller or market.</summary>
    public required string Platform { get; init; }

    /// <summary>Metric.</summary>
    public required string Metric { get; init; }

    /// <summary>First day of the period; null when the source gives none.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateTime? End { get; init; }

    /// <summary>The value, in <see cref="Unit"/>; null for a range.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of a range.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of a range, or an upper bound.</summary>
    public double? High { get; init; }

    /// <summary>How the source states the value.</summary>
    public ValueKind Kind { get; init; }

    /// <summary>Unit; a currency for money.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Country or region.</summary>
    public string Geography { get; init; } = "";

    /// <summary>What the value means in its source: part of the fact.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Id of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Recalled and not checked against the source.</summary>
    public bool Unverified { get; init; }

    /// <summary>How far the source can be trusted for this figure: high, medium or low.</summary>
    public string Confidence { get; init; } = "";

    /// <summary>A note of a correction that flags the row; empty when none does.</summary>
    public string Flag { get; init; } = "";

    /// <summary>Days of the period, both ends counted; null without a period.</summary>
    public int? Days => Start is { } from && End is { } to ? (to - from).Days + 1 : null;

    /// <summary>The period as text that sorts by time: <c>2023</c>, <c>2023-Q1</c>, <c>2023-03</c>, <c>2023-03-08</c>, or both ends; empty without one.</summary>
    public string Period => (Start, End) switch
    {
        ({ } from, { } to) when from == to => Day(from),
        ({ Day: 1 } from, { } to) when to == from.AddMonths(1).AddDays(-1) => from.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ({ Day: 1, Month: 1 or 4 or 7 or 10 } from, { } to) when to == from.AddMonths(3).AddDays(-1) => string.Create(CultureInfo.InvariantCulture, $"{from.Year}-Q{(from.Month + 2) / 3}"),
        ({ Day: 1, Month: 1 } from, { } to) when to == from.AddYears(1).AddDays(-1) => from.Year.ToString(CultureInfo.InvariantCulture),
        ({ } from, { } to) => $"{Day(from)} to {Day(to)}",
        ({ } from, null) => Day(from),
        (null, { } to) => Day(to),
        _ => "",
    };

    /// <summary>Origin of the row.</summary>
    public Provenance Provenance => new() { Sources = [Source], Rows = ["observations:" + Id], Unverified = Unverified };

    /// <summary>The row as an estimate: a bare number as published, or a range of its source.</summary>
    public Estimate ToEstimate() => new(Value ?? double.NaN, Low is { } low && High is { } high ? new Interval(low, high, 1, IntervalKind.SourceSpread) : null, Unit, new SampleSize(1), "as published")
    {
        Provenance = Provenance,
    };

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Platform} {Metric} {Start:yyyy-MM-dd}..{End:yyyy-MM-dd} {Value}";
}
