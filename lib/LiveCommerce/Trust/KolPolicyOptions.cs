using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>How an audience grows with content and shrinks with selling; its size multiplies the views.</summary>
/// <remarks>log size next = log size + <see cref="ContentGrowth"/> content S(trust) - <see cref="SellingLoss"/> selling (1 - S(trust)), S logistic.</remarks>
public sealed record AudienceSetting
{
    /// <summary>Growth of the log size by a session of content at boundless trust.</summary>
    public double ContentGrowth { get; init; } = 0.05;

    /// <summary>Loss of the log size by a session of selling without any trust.</summary>
    public double SellingLoss { get; init; } = 0.1;

    /// <summary>Lowest log size; 0 is the size at the start.</summary>
    public double Lowest { get; init; } = -1;

    /// <summary>Highest log size.</summary>
    public double Highest { get; init; } = 1;

    /// <summary>Points of the grid of log sizes.</summary>
    public int Points { get; init; } = 41;
}

/// <summary>How a policy is looked for.</summary>
public sealed record KolPolicyOptions
{
    /// <summary>Worth of money next session against now, 0 to 1; 1 maximises the average per session.</summary>
    public double Discount { get; init; } = 0.97;

    /// <summary>Trust at the start.</summary>
    public double StartTrust { get; init; }

    /// <summary>Lowest trust of the grid; trust stops there.</summary>
    public double LowestTrust { get; init; } = -3;

    /// <summary>Highest trust of the grid.</summary>
    public double HighestTrust { get; init; } = 3;

    /// <summary>Points of the trust grid.</summary>
    public int TrustPoints { get; init; } = 121;

    /// <summary>Step of the shares of a session.</summary>
    public double ShareStep { get; init; } = 0.025;

    /// <summary>Largest share of ads.</summary>
    public double MostAds { get; init; } = 0.6;

    /// <summary>Largest share of products.</summary>
    public double MostProducts { get; init; } = 1;

    /// <summary>Largest share of selling that the data show; plans beyond are masked. Null when the setting is assumed.</summary>
    public double? ObservedMostSold { get; init; }

    /// <summary>The audience as a second state; null keeps it constant.</summary>
    public AudienceSetting? Audience { get; init; }

    /// <summary>Sessions of the path that is shown; its second half gives the long-run means.</summary>
    public int PathSessions { get; init; } = 600;

    /// <summary>Seed of the chance changes of trust along paths.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Largest change of a value at the end of the search.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>The same options with another discount.</summary>
    public KolPolicyOptions WithDiscount(double discount) => this with { Discount = discount };

    /// <summary>The same options with another trust grid.</summary>
    public KolPolicyOptions WithTrustPoints(int points) => this with { TrustPoints = points };

    /// <summary>The same options with an audience.</summary>
    public KolPolicyOptions WithAudience(AudienceSetting audience) => this with { Audience = audience };

    /// <summary>The same options with plans beyond the observed selling masked.</summary>
    public KolPolicyOptions WithObservedMostSold(double share) => this with { ObservedMostSold = share };

    /// <summary>The same options with another seed.</summary>
    public KolPolicyOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same options with another trust at the start.</summary>
    public KolPolicyOptions WithStartTrust(double startTrust) => this with { StartTrust = startTrust };

    /// <summary>The same options with another lowest trust of the grid.</summary>
    public KolPolicyOptions WithLowestTrust(double lowestTrust) => this with { LowestTrust = lowestTrust };

    /// <summary>The same options with another highest trust of the grid.</summary>
    public KolPolicyOptions WithHighestTrust(double highestTrust) => this with { HighestTrust = highestTrust };

    /// <summary>The same options with another step of the shares.</summary>
    public KolPolicyOptions WithShareStep(double shareStep) => this with { ShareStep = shareStep };

    /// <summary>The same options with another most advertising.</summary>
    public KolPolicyOptions WithMostAds(double mostAds) => this with { MostAds = mostAds };

    /// <summary>The same options with another most selling.</summary>
    public KolPolicyOptions WithMostProducts(double mostProducts) => this with { MostProducts = mostProducts };

    /// <summary>The same options with another length of the path that is shown.</summary>
    public KolPolicyOptions WithPathSessions(int pathSessions) => this with { PathSessions = pathSessions };

    /// <summary>The same options with another tolerance of the search.</summary>
    public KolPolicyOptions WithTolerance(double tolerance) => this with { Tolerance = tolerance };

    internal KolPolicyOptions Checked()
    {
        if (!(Discount > 0 && Discount <= 1))
        {
            throw new InputException("MODEL478", "'Discount'", FormattableString.Invariant($"it was {Discount}"), "above 0 and at most 1", "take 0.97; 1 for the average per session");
        }

        Guard.AtLeast(TrustPoints, 3, nameof(TrustPoints));
        Guard.AtLeast(PathSessions, 20, nameof(PathSessions));
        Guard.Probability(MostAds, nameof(MostAds));
        Guard.Probability(MostProducts, nameof(MostProducts));
        Guard.Probability(ObservedMostSold ?? 1, nameof(ObservedMostSold));
        Guard.Positive(HighestTrust - LowestTrust, "HighestTrust - LowestTrust");
        Guard.Positive(Tolerance, nameof(Tolerance));
        if (!(ShareStep > 0 && ShareStep <= 0.5) || StartTrust < LowestTrust || StartTrust > HighestTrust)
        {
            throw new InputException("MODEL479", "options", FormattableString.Invariant($"share step {ShareStep}, start {StartTrust}"), "a step above 0 to 0.5 and a start within the grid are needed", "keep the defaults");
        }

        if (Audience is { } audience)
        {
            Guard.AtLeast(audience.Points, 2, "audience points");
            Guard.Positive(-audience.Lowest, "-audience lowest");
            Guard.Positive(audience.Highest, "audience highest");
            Guard.Finite(audience.ContentGrowth + audience.SellingLoss, "audience");
        }

        return this;
    }
}
