namespace LiveCommerce.Conversion;

/// <summary>One group of one side: its weight in the mix and its rate at each stage.</summary>
/// <param name="Group">Name, such as a category.</param>
/// <param name="Weight">Share of the entrants, 0 to 1; the weights of a side add to 1.</param>
/// <param name="StageRates">Rate at each stage, 0 or above.</param>
public sealed record MixGroup(string Group, double Weight, IReadOnlyList<double> StageRates)
{
    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;
}
