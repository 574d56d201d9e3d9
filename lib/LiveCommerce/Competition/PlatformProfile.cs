namespace LiveCommerce.Competition;

/// <summary>A platform as the simulator sees it.</summary>
/// <param name="Id">Id, unique in a market.</param>
/// <param name="Offers">The categories it takes part in.</param>
public sealed record PlatformProfile(string Id, IReadOnlyList<CategoryOffer> Offers)
{
    /// <summary>Users at the start, above 0, in the same unit for all platforms.</summary>
    public double Traffic { get; init; } = 1;

    /// <summary>Users that growth ends at, at least the traffic now; null when traffic stays as it is.</summary>
    public double? TrafficCeiling { get; init; }

    /// <summary>Logistic growth rate of traffic per period, at least 0.</summary>
    public double TrafficGrowth { get; init; }

    /// <summary>Share of sessions that sell hard or are sponsored, 0 to 1: it wears down trust.</summary>
    public double SponsoredLoad { get; init; }

    /// <summary>Trust at the start, in standard units around 0.</summary>
    public double Trust { get; init; }

    /// <summary>Log attraction that none of the measured drivers explains; only differences between platforms matter.</summary>
    public double Appeal { get; init; }

    /// <summary>Period in which it enters; 0 when it is there from the start.</summary>
    public int Entry { get; init; }

    /// <summary>Share of a category that it takes when it enters it, above 0 and below 1.</summary>
    public double EntryShare { get; init; } = 0.01;

    /// <summary>Chance per period to enter each category in which it does not take part, 0 to 1.</summary>
    public double ExpansionHazard { get; init; }

    /// <summary>Ceiling in a category entered by expansion, above 0 and at most 1.</summary>
    public double ExpansionCeiling { get; init; } = 1;

    /// <summary>The same platform with other offers.</summary>
    public PlatformProfile WithOffers(IEnumerable<CategoryOffer> offers) => this with { Offers = [.. offers] };

    /// <summary>The same platform with another appeal.</summary>
    public PlatformProfile WithAppeal(double appeal) => this with { Appeal = appeal };

    /// <summary>The same platform with other traffic.</summary>
    public PlatformProfile WithTraffic(double traffic) => this with { Traffic = traffic };

    /// <summary>The same platform with a chance to enter categories in which it does not take part.</summary>
    public PlatformProfile WithExpansion(double hazard, double ceiling = 1) => this with { ExpansionHazard = hazard, ExpansionCeiling = ceiling };
}
