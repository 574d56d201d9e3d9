namespace LiveCommerce.Claims;

/// <summary>How a condition came out.</summary>
public enum Outcome
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>The interval of the number lies on both sides of the limit.</summary>
    Unclear,

    /// <summary>No source gives the number.</summary>
    Unknown,
}

/// <summary>One part of a rule: a number against a limit.</summary>
public sealed record Condition
{
    private Condition(string text, Outcome outcome, string limit, IEnumerable<Headline> numbers) =>
        (Text, Outcome, Limit, Numbers) = (text, outcome, limit, [.. numbers]);

    /// <summary>What must hold, in words.</summary>
    public string Text { get; }

    /// <summary>How it came out.</summary>
    public Outcome Outcome { get; }

    /// <summary>The limit, in words.</summary>
    public string Limit { get; }

    /// <summary>The numbers looked at.</summary>
    public IReadOnlyList<Headline> Numbers { get; }

    /// <summary>A number above a limit: its whole interval, where it has one.</summary>
    /// <param name="text">What must hold, in words.</param>
    /// <param name="number">The number.</param>
    /// <param name="limit">The limit, in the unit of the number.</param>
    public static Condition Above(string text, Headline number, double limit)
    {
        ArgumentNullException.ThrowIfNull(number);
        var (low, high) = Ends(number.Estimate);
        return new Condition(text, low > limit ? Outcome.Holds : high <= limit ? Outcome.Fails : Outcome.Unclear, "above " + Say(limit, number), [number]);
    }

    /// <summary>A number below a limit: its whole interval, where it has one.</summary>
    /// <inheritdoc cref="Above"/>
    public static Condition Below(string text, Headline number, double limit)
    {
        ArgumentNullException.ThrowIfNull(number);
        var (low, high) = Ends(number.Estimate);
        return new Condition(text, high < limit ? Outcome.Holds : low >= limit ? Outcome.Fails : Outcome.Unclear, "below " + Say(limit, number), [number]);
    }

    /// <summary>A number between two limits, ends included: its whole interval, where it has one.</summary>
    /// <param name="text">What must hold, in words.</param>
    /// <param name="number">The number.</param>
    /// <param name="low">Lower limit, in the unit of the number.</param>
    /// <param name="high">Upper limit.</param>
    public static Condition Between(string text, Headline number, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(number);
        var (from, to) = Ends(number.Estimate);
        return new Condition(text, from >= low && to <= high ? Outcome.Holds : to < low || from > high ? Outcome.Fails : Outcome.Unclear, $"{Say(low, number)} to {Say(high, number)}", [number]);
    }

    /// <summary>One number below another: their whole intervals, where they have any.</summary>
    /// <param name="text">What must hold, in words.</param>
    /// <param name="lower">The number that must be lower.</param>
    /// <param name="upper">The number that must be higher, in the same unit.</param>
    /// <exception cref="InputException">The units differ.</exception>
    public static Condition Less(string text, Headline lower, Headline upper)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        if (lower.Estimate.Unit != upper.Estimate.Unit)
            throw new InputException("MODEL660", text, $"{lower.Estimate.Unit} against {upper.Estimate.Unit}", "numbers of different units are not compared", "give both in one unit");
        var (low1, high1) = Ends(lower.Estimate);
        var (low2, high2) = Ends(upper.Estimate);
        return new Condition(text, high1 < low2 ? Outcome.Holds : low1 >= high2 ? Outcome.Fails : Outcome.Unclear, $"{lower.Id} below {upper.Id}", [lower, upper]);
    }

    /// <summary>A condition that no source can answer.</summary>
    /// <param name="text">What must hold, in words.</param>
    /// <param name="missing">What is missing.</param>
    public static Condition Unknown(string text, string missing) => new(text, Outcome.Unknown, missing, []);

    /// <inheritdoc/>
    public override string ToString() => $"{Text}: {Outcome}";

    private static (double Low, double High) Ends(Estimate estimate) =>
        estimate.Interval is { } interval ? (Math.Min(interval.Low, estimate.Value), Math.Max(interval.High, estimate.Value)) : (estimate.Value, estimate.Value);

    private static string Say(double limit, Headline number) => NumberText.Of(limit, number.Estimate.Unit);
}
