namespace LiveCommerce.Conversion;

/// <summary>Counts of A and B in one stratum, such as a category. A stratum with no trials on a side is left out of pooled effects.</summary>
/// <param name="Name">Name of the stratum.</param>
/// <param name="A">Counts of A.</param>
/// <param name="B">Counts of B.</param>
public sealed record Stratum(string Name, RateCount A, RateCount B);
