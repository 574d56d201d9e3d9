namespace LiveCommerce.Claims;

/// <summary>What was changed to see whether a conclusion survives.</summary>
public enum Change
{
    /// <summary>One source is left out.</summary>
    SourceLeftOut,

    /// <summary>One assumption is another.</summary>
    AssumptionChanged,
}

/// <summary>The same number with one thing changed.</summary>
/// <param name="Name">What was changed, such as the id of the source.</param>
/// <param name="Change">What kind of change.</param>
/// <param name="Estimate">The number then; null when nothing is left to compute it from.</param>
public sealed record Alternative(string Name, Change Change, Estimate? Estimate);

/// <summary>A value with the source that states it.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Value">The value.</param>
public sealed record SourcedValue(string Source, double Value);
