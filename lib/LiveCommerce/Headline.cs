namespace LiveCommerce;

/// <summary>A number that goes into the report: shown in a notebook, it is written to <c>numbers.json</c>.</summary>
/// <param name="Id">Stable id, lower case with hyphens, unique in a run.</param>
/// <param name="Estimate">The number with its interval, n and origin.</param>
/// <param name="Sentence">One sentence that can be quoted, with the number in it.</param>
public sealed record Headline(string Id, Estimate Estimate, string Sentence)
{
    /// <summary>The number alone, with its unit, for use in prose.</summary>
    public override string ToString() => NumberText.Of(Estimate.Value, Estimate.Unit, Estimate.Interval);
}
