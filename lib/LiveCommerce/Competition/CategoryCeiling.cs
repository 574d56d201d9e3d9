using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>The largest share of the whole market that a platform can have, whatever happens in its categories.</summary>
/// <remarks>An identity, no simulation: the sum over its categories of weight times ceiling. Reference case E33.</remarks>
public sealed record CategoryCeiling
{
    private CategoryCeiling(string platform, IReadOnlyList<CategoryPlace> places, Provenance provenance)
    {
        Platform = platform;
        Places = places;
        Provenance = provenance;
        Share = Moments.Sum(places.Select(place => place.Weight * place.Ceiling));
    }

    /// <summary>The platform.</summary>
    public string Platform { get; }

    /// <summary>The categories.</summary>
    public IReadOnlyList<CategoryPlace> Places { get; }

    /// <summary>The ceiling, as a share of the whole market, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Where weights and ceilings come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Computes the ceiling.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="places">Categories with weight and ceiling; weights may add up to less than 1 when the others are out of reach.</param>
    /// <param name="provenance">Where weights and ceilings come from.</param>
    /// <exception cref="InputException">No category, a weight or ceiling outside 0 to 1, a category twice, or weights above 1 together.</exception>
    public static CategoryCeiling Of(string platform, IEnumerable<CategoryPlace> places, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        CategoryPlace[] list = [.. places];
        Guard.AtLeast(list.Length, 1, "places");
        foreach (var place in list)
        {
            Guard.Probability(place.Weight, $"weight of {place.Category}");
            Guard.Probability(place.Ceiling, $"ceiling of {place.Category}");
        }

        var twice = list.GroupBy(place => place.Category, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        var total = list.Sum(place => place.Weight);
        if (twice is not null || total > 1 + 1e-9)
        {
            throw new InputException("MODEL603", $"categories of {platform}", twice is not null ? $"'{twice.Key}' twice" : FormattableString.Invariant($"weights of {total:R} together"),
                "categories are parts of one market", "name each category once, with its share of the whole market");
        }

        return new CategoryCeiling(platform, list, provenance ?? Provenance.None);
    }

    /// <summary>Whether the platform can reach a share at all.</summary>
    /// <param name="share">Such as 0.5.</param>
    public bool CanReach(double share) => Share >= share;

    /// <summary>The ceiling that every category would need, all alike, for the platform to reach a share; null when even 1 is not enough.</summary>
    /// <param name="share">Such as 0.5.</param>
    public double? CeilingNeeded(double share)
    {
        var present = Moments.Sum(Places.Where(place => place.Ceiling > 0).Select(place => place.Weight));
        return present >= share && present > 0 ? share / present : null;
    }

    /// <summary>The ceiling as an estimate: exact, given its weights and ceilings.</summary>
    public Estimate ToEstimate() => new(Share, null, Unit.Share, new SampleSize(Places.Count), "category ceiling")
    {
        Provenance = Provenance.Computed("sum of category weight times ceiling in the category"),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Platform}: at most {NumberText.Of(Share, Unit.Share)} of the market";
}
