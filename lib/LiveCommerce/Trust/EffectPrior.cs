using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>What published effects say of a new setting: Student t, widened by the declared transfer factor.</summary>
/// <param name="Location">Pooled effect.</param>
/// <param name="Scale">Square root of tau^2 + se^2, times the transfer factor.</param>
/// <param name="DegreesOfFreedom">Of the t distribution.</param>
/// <param name="TransferFactor">At least 1; how much wider, because the studies are not the setting.</param>
/// <param name="Provenance">Where the effects come from.</param>
public sealed record EffectPrior(double Location, double Scale, double DegreesOfFreedom, double TransferFactor, Provenance Provenance)
{
    /// <summary>Makes the prior of a pooled result.</summary>
    public static EffectPrior From(MetaResult pooled, double transferFactor = 2)
    {
        ArgumentNullException.ThrowIfNull(pooled);
        if (!(transferFactor >= 1) || !double.IsFinite(transferFactor))
        {
            throw new InputException("MODEL407", "'transferFactor'", FormattableString.Invariant($"{transferFactor}"),
                "published effects never say more of another setting than of their own", "give 1 or more; 2 for laboratory studies carried to livestreams");
        }

        var se = pooled.Pooled.StandardError;
        return new(pooled.Pooled.Value, transferFactor * Math.Sqrt(pooled.Tau2 + se * se), Math.Max(1, pooled.N.Used - pooled.Coefficients.Count), transferFactor, pooled.Provenance);
    }

    /// <summary>Central interval of the prior.</summary>
    public Interval Central(double level = 0.95)
    {
        var half = Scale * StudentT.InvCDF(0, 1, DegreesOfFreedom, 0.5 + Guard.Level(level) / 2);
        return new Interval(Location - half, Location + half, level, IntervalKind.Prediction);
    }
}
