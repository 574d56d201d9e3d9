namespace LiveCommerce.Competition.Sensitivity;

/// <summary>How boxes are looked for.</summary>
public sealed record PrimOptions
{
    /// <summary>Part of the points in the box that one step peels off, such as 0.05.</summary>
    public double Peel { get; init; } = 0.05;

    /// <summary>Part of the points that one step pastes back, such as 0.05.</summary>
    public double Paste { get; init; } = 0.05;

    /// <summary>Smallest part of all points that a box may hold.</summary>
    public double SmallestMass { get; init; } = 0.05;

    /// <summary>Part of the points that is held out to check the box; 0 for none.</summary>
    public double HeldOut { get; init; } = 0.3;

    /// <summary>Samples for the stability of the limits; 0 for none.</summary>
    public int Resamples { get; init; } = 20;

    /// <summary>Seed of the split and of the samples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The same with another part peeled off per step.</summary>
    public PrimOptions WithPeel(double peel) => this with { Peel = peel };

    /// <summary>The same with another part held out.</summary>
    public PrimOptions WithHeldOut(double heldOut) => this with { HeldOut = heldOut };

    /// <summary>The same with another smallest mass.</summary>
    public PrimOptions WithSmallestMass(double smallestMass) => this with { SmallestMass = smallestMass };

    /// <summary>The same with another number of samples.</summary>
    public PrimOptions WithResamples(int resamples) => this with { Resamples = resamples };

    /// <summary>The same with another seed.</summary>
    public PrimOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another part that one step pastes back.</summary>
    public PrimOptions WithPaste(double paste) => this with { Paste = paste };
}
