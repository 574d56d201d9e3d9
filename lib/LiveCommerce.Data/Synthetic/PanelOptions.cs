namespace LiveCommerce.Data.Synthetic;

/// <summary>Settings of the synthetic session panel; <c>data/sessions/generator.json</c> holds those of the shipped one with the reason for each.</summary>
public sealed record PanelOptions
{
    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20240601;

    /// <summary>KOLs.</summary>
    public int Kols { get; init; } = 200;

    /// <summary>Sessions of a KOL over the two years.</summary>
    public int SessionsPerKol { get; init; } = 100;

    /// <summary>Sponsored load above which followers leave faster, 0 to 1.</summary>
    public double Threshold { get; init; } = 0.35;

    /// <summary>Half-life of the sponsored load, in sessions.</summary>
    public double HalfLife { get; init; } = 5;

    /// <summary>Unfollows per follower and session at no sponsored load.</summary>
    public double UnfollowBase { get; init; } = 0.002;

    /// <summary>Concentration of the beta distribution of rates between sessions: smaller is more over-dispersed.</summary>
    public double Concentration { get; init; } = 60;

    /// <summary>Share of KOLs that sell on a second platform.</summary>
    public double MultiHoming { get; init; } = 0.2;

    /// <summary>The same settings with another seed.</summary>
    public PanelOptions WithSeed(ulong seed) => this with { Seed = seed };
}
