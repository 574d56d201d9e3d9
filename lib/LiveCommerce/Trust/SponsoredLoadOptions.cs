using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Whether more events are a loss or a gain.</summary>
public enum LoadOutcome
{
    /// <summary>Unfollows, mutes, returns: more is worse.</summary>
    Loss,

    /// <summary>Repeat buyers, return visits: fewer is worse.</summary>
    Gain,
}

/// <summary>How the sponsored-load model is fitted.</summary>
public sealed record SponsoredLoadOptions
{
    /// <summary>What the events are.</summary>
    public LoadOutcome Outcome { get; init; } = LoadOutcome.Loss;

    /// <summary>Names of the controls.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Whether the load of the sessions before is used, not that of the session itself: what a KOL sells today answers to today's audience.</summary>
    public bool Lagged { get; init; } = true;

    /// <summary>First sessions of each KOL that only build the load up; two half-lives or more where the panel is long, else the half-life comes out too short.</summary>
    public int BurnIn { get; init; } = 5;

    /// <summary>Persistences of the load that are tried, 0 to below 1.</summary>
    public IReadOnlyList<double> Persistences { get; init; } = [.. Enumerable.Range(0, 20).Select(i => 0.05 * i)];

    /// <summary>Thresholds that are tried, within the observed load only.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [.. Enumerable.Range(2, 35).Select(i => 0.025 * i)];

    /// <summary>Share of the rows that must lie on each side of a threshold for it to be tried.</summary>
    public double LeastOnEachSide { get; init; } = 0.05;

    /// <summary>Cluster bootstrap replicates over KOLs; 0 leaves it out.</summary>
    public int Replicates { get; init; } = 200;

    /// <summary>Seed of the bootstrap.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Level of all intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same options for another outcome.</summary>
    public SponsoredLoadOptions WithOutcome(LoadOutcome outcome) => this with { Outcome = outcome };

    /// <summary>The same options with named controls.</summary>
    public SponsoredLoadOptions WithControls(IEnumerable<string> controls) => this with { Controls = [.. controls] };

    /// <summary>The same options with another number of replicates.</summary>
    public SponsoredLoadOptions WithReplicates(int replicates) => this with { Replicates = replicates };

    /// <summary>The same options with more or fewer first sessions that only build the load up.</summary>
    public SponsoredLoadOptions WithBurnIn(int sessions) => this with { BurnIn = sessions };

    /// <summary>The same options with another seed.</summary>
    public SponsoredLoadOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same options with the load of the sessions before, or that of the session itself.</summary>
    public SponsoredLoadOptions WithLagged(bool lagged) => this with { Lagged = lagged };

    /// <summary>The same options with other persistences that are tried.</summary>
    public SponsoredLoadOptions WithPersistences(IEnumerable<double> persistences) => this with { Persistences = [.. persistences] };

    /// <summary>The same options with other thresholds that are tried.</summary>
    public SponsoredLoadOptions WithThresholds(IEnumerable<double> thresholds) => this with { Thresholds = [.. thresholds] };

    /// <summary>The same options with another share of the rows that must lie on each side of a threshold.</summary>
    public SponsoredLoadOptions WithLeastOnEachSide(double leastOnEachSide) => this with { LeastOnEachSide = leastOnEachSide };

    /// <summary>The same options with another level of the intervals.</summary>
    public SponsoredLoadOptions WithLevel(double level) => this with { Level = level };

    internal SponsoredLoadOptions Checked()
    {
        Guard.Level(Level);
        Guard.AtLeast(BurnIn, 0, nameof(BurnIn));
        Guard.AtLeast(Replicates, 0, nameof(Replicates));
        Guard.AtLeast(Persistences.Count, 1, nameof(Persistences));
        Guard.AtLeast(Thresholds.Count, 3, nameof(Thresholds));
        Guard.Probability(LeastOnEachSide, nameof(LeastOnEachSide));
        foreach (var threshold in Thresholds) Guard.Probability(threshold, nameof(Thresholds));
        if (Persistences.All(phi => phi is >= 0 and < 1)) return this;
        throw new InputException("MODEL463", "'Persistences'", string.Join(", ", Persistences.Where(phi => phi is not (>= 0 and < 1))),
            "0 to below 1: a load that never fades is not a load of late", "take 0.95 as the highest");
    }
}
