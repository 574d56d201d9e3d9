namespace LiveCommerce.Competition;

/// <summary>Another structure that the data do not rule out: a change of the market or of the parameters.</summary>
/// <param name="Name">Name, as in tables.</param>
/// <param name="Description">What is changed, in one sentence.</param>
public sealed record StructuralVariant(string Name, string Description)
{
    /// <summary>Changes the market; null for no change.</summary>
    public Func<Market, Market>? ChangeMarket { get; init; }

    /// <summary>Changes the parameters of every run; null for no change.</summary>
    public Func<ShareParameters, ShareParameters>? ChangeParameters { get; init; }

    /// <summary>Takes the inputs of the runs from elsewhere; null for the common source.</summary>
    public IRunSource? Source { get; init; }

    /// <summary>A variant of the parameters.</summary>
    /// <param name="name">Name.</param>
    /// <param name="description">What is changed.</param>
    /// <param name="change">The change.</param>
    public static StructuralVariant OfParameters(string name, string description, Func<ShareParameters, ShareParameters> change) => new(name, description) { ChangeParameters = change };

    /// <summary>A variant of the market.</summary>
    /// <param name="name">Name.</param>
    /// <param name="description">What is changed.</param>
    /// <param name="change">The change.</param>
    public static StructuralVariant OfMarket(string name, string description, Func<Market, Market> change) => new(name, description) { ChangeMarket = change };
}
