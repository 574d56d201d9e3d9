namespace LiveCommerce.Competition;

/// <summary>A platform's place in one category at the start.</summary>
/// <param name="Category">The category.</param>
/// <param name="Share">Its share of the category now, above 0; shares of a category add up to 1 over the platforms that take part.</param>
public sealed record CategoryOffer(string Category, double Share)
{
    /// <summary>Largest share of the category that it can have, above 0 and at most 1.</summary>
    public double Ceiling { get; init; } = 1;

    /// <summary>Orders per view, above 0; only ratios between platforms matter.</summary>
    public double Conversion { get; init; } = 1;

    /// <summary>Goods or hosts on offer, above 0; only ratios between platforms matter.</summary>
    public double Supply { get; init; } = 1;
}
