using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>What the feedback of share on attraction does in the long run.</summary>
public enum FeedbackKind
{
    /// <summary>Effective exponent below 1: one interior equilibrium, reached from any start.</summary>
    Interior,

    /// <summary>Exponent 1: the path decides; with equal attractions the shares behave as a Polya urn.</summary>
    PathDependent,

    /// <summary>Exponent above 1: one platform takes all, which one depends on the start.</summary>
    Tipping,
}

/// <summary>The feedback regime of the attraction model, told without any simulation.</summary>
/// <remarks>Bell, Keeney and Little (1975); Arthur (1989). Reference cases E33 and E02.</remarks>
public sealed record FeedbackRegime
{
    private FeedbackRegime(double exponent, double homing, double homingPower)
    {
        Exponent = exponent;
        Homing = homing;
        HomingPower = homingPower;
        Effective = exponent / Math.Pow(homing, homingPower);
    }

    /// <summary>Exponent of last period's share in the attraction, at least 0.</summary>
    public double Exponent { get; }

    /// <summary>Platforms that a buyer uses side by side, at least 1.</summary>
    public double Homing { get; }

    /// <summary>How strongly multi-homing weakens the feedback, at least 0.</summary>
    public double HomingPower { get; }

    /// <summary>The effective exponent: exponent / homing^power.</summary>
    public double Effective { get; }

    /// <summary>Within 1e-9 of 1 counts as 1.</summary>
    public FeedbackKind Kind => Math.Abs(Effective - 1) <= 1e-9 ? FeedbackKind.PathDependent : Effective < 1 ? FeedbackKind.Interior : FeedbackKind.Tipping;

    /// <summary>The regime in one sentence.</summary>
    public string Sentence => Kind switch
    {
        FeedbackKind.Interior => FormattableString.Invariant($"Effective feedback {Effective:0.##} is below 1: shares settle at one equilibrium, wherever they start; a lead alone is not kept."),
        FeedbackKind.PathDependent => "Effective feedback is 1: early luck is kept; equal platforms end anywhere between 0 and 1.",
        _ => FormattableString.Invariant($"Effective feedback {Effective:0.##} is above 1: the market tips to one platform, and the start decides to which."),
    };

    /// <summary>The regime of given exponents.</summary>
    /// <param name="exponent">Exponent of last period's share, at least 0.</param>
    /// <param name="homing">Platforms that a buyer uses, at least 1.</param>
    /// <param name="homingPower">How strongly multi-homing weakens the feedback, at least 0.</param>
    /// <exception cref="InputException">A value outside these ranges.</exception>
    public static FeedbackRegime Of(double exponent, double homing = 1, double homingPower = 1)
    {
        Check(exponent, homing, homingPower);
        return new FeedbackRegime(exponent, homing, homingPower);
    }

    internal static void Check(double exponent, double homing, double homingPower)
    {
        if (!(exponent >= 0) || !(homing >= 1) || !(homingPower >= 0) || double.IsInfinity(exponent + homing + homingPower))
        {
            throw new InputException("MODEL604", "feedback", FormattableString.Invariant($"exponent {exponent}, homing {homing}, power {homingPower}"),
                "exponent and power are at least 0, homing at least 1, all finite", "give the number of platforms that a buyer uses as homing");
        }
    }

    /// <summary>Long-run shares of one category without ceilings.</summary>
    /// <param name="attractions">Attraction of each platform apart from its share, each above 0.</param>
    /// <returns>Below exponent 1 the equilibrium A^(1/(1-phi)); at 1 with one strongest platform, all to that one.</returns>
    /// <exception cref="NotIdentifiedException">The start decides: the exponent is above 1, or 1 with several strongest platforms.</exception>
    public IReadOnlyList<double> Equilibrium(IEnumerable<double> attractions)
    {
        var a = Guard.Values(attractions, "attractions");
        foreach (var value in a) Guard.Positive(value, "attractions");
        var top = a.Max();
        if (Kind == FeedbackKind.PathDependent && a.Count(value => value == top) == 1) return [.. a.Select(value => value == top ? 1.0 : 0)];
        if (Kind != FeedbackKind.Interior)
        {
            throw new NotIdentifiedException("MODEL605", "equilibrium", FormattableString.Invariant($"effective feedback {Effective:G4}"),
                "at or above 1 the start decides where shares end", "simulate from a start, or look at the ensemble");
        }

        return LogSumExp.Normalise([.. a.Select(value => Math.Log(value) / (1 - Effective))]);
    }
}
