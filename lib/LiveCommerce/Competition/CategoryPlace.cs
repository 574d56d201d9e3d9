namespace LiveCommerce.Competition;

/// <summary>What a platform can reach in one category.</summary>
/// <param name="Category">The category.</param>
/// <param name="Weight">Its share of the whole market, 0 to 1.</param>
/// <param name="Ceiling">The largest share of the category that the platform can have, 0 to 1; 0 where it is not present.</param>
public sealed record CategoryPlace(string Category, double Weight, double Ceiling);
