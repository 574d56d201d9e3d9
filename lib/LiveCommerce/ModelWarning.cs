namespace LiveCommerce;

/// <summary>How much a warning takes from an answer.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>The answer holds under an assumption that the data do not show.</summary>
    Caution,

    /// <summary>The answer should not be used without a check.</summary>
    Serious,
}

/// <summary>A warning as data: it travels with the result that it concerns.</summary>
/// <param name="Code">Stable code, such as <c>MODEL210</c>.</param>
/// <param name="Severity">How much it takes from the answer.</param>
/// <param name="Message">One sentence with the numbers in it.</param>
public sealed record ModelWarning(string Code, Severity Severity, string Message)
{
    /// <summary>The numbers of the message, by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Severity}: {Message}";
}
