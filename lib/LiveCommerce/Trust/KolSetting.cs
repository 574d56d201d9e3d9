using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>What selling does to trust, and what trust earns. The defaults are invented: they show the method.</summary>
/// <remarks>
/// Trust t+1 = <see cref="Persistence"/> t + <see cref="ContentGain"/> (1 - a - p) - <see cref="AdTrustCost"/> a - <see cref="ProductTrustCost"/> p
/// - <see cref="StrainCost"/> max(a + p - <see cref="StrainThreshold"/>, 0)^<see cref="StrainPower"/>, with a the share of a session given to ads and p to products.
/// A session earns views(t) (<see cref="AdFee"/> a + <see cref="OrderValue"/> <see cref="CommissionRate"/> conversion(t) p) - <see cref="SessionCost"/>; views and conversion are logistic in trust.
/// Goodwill stock after Nerlove and Arrow (1962). Trust is in standard deviations of the audience, not in points.
/// </remarks>
public sealed record KolSetting
{
    /// <summary>Part of trust that is left after a session, 0 to below 1.</summary>
    public double Persistence { get; init; } = 0.9;

    /// <summary>Trust won by a session of content alone.</summary>
    public double ContentGain { get; init; } = 0.25;

    /// <summary>Trust lost by a session of ads alone.</summary>
    public double AdTrustCost { get; init; } = 0.3;

    /// <summary>Trust lost by a session of product selling alone.</summary>
    public double ProductTrustCost { get; init; } = 1;

    /// <summary>Trust lost beyond the threshold.</summary>
    public double StrainCost { get; init; } = 1.5;

    /// <summary>Share of selling (ads and products) from which it strains; take it from the sponsored-load model.</summary>
    public double StrainThreshold { get; init; } = 0.25;

    /// <summary>1 for a hinge, 2 for a smooth one.</summary>
    public double StrainPower { get; init; } = 2;

    /// <summary>Views of a session at boundless trust, in any unit.</summary>
    public double Views { get; init; } = 2;

    /// <summary>Trust at which half of the views come.</summary>
    public double ViewsMidpoint { get; init; }

    /// <summary>Money per view of a session of ads alone.</summary>
    public double AdFee { get; init; } = 0.1;

    /// <summary>Money per order.</summary>
    public double OrderValue { get; init; } = 20;

    /// <summary>Part of the order value that the KOL keeps, 0 to 1.</summary>
    public double CommissionRate { get; init; } = 0.15;

    /// <summary>Trust at which half of the viewers of a session of products alone buy.</summary>
    public double ConversionMidpoint { get; init; } = 3.5;

    /// <summary>Money that a session costs, whatever is in it.</summary>
    public double SessionCost { get; init; }

    /// <summary>Standard deviation of the chance change of trust between sessions.</summary>
    public double TrustNoise { get; init; }

    /// <summary>Where the parameters come from; none for assumed ones.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same setting with another threshold.</summary>
    public KolSetting WithStrainThreshold(double share) => this with { StrainThreshold = share };

    /// <summary>The same setting with its origin.</summary>
    public KolSetting From(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>Views of a session at this trust.</summary>
    public double ViewsAt(double trust) => Views / (1 + Math.Exp(ViewsMidpoint - trust));

    /// <summary>Orders per viewer of a session of products alone at this trust.</summary>
    public double ConversionAt(double trust) => 1 / (1 + Math.Exp(ConversionMidpoint - trust));

    /// <summary>What a session earns.</summary>
    public double Earns(double trust, double ads, double products) =>
        ViewsAt(trust) * (AdFee * ads + OrderValue * CommissionRate * ConversionAt(trust) * products) - SessionCost;

    /// <summary>Change of trust by a session, beside its fading.</summary>
    public double Drift(double ads, double products)
    {
        var over = Math.Max(0, ads + products - StrainThreshold);
        return ContentGain * (1 - ads - products) - AdTrustCost * ads - ProductTrustCost * products - StrainCost * (StrainPower == 1 ? over : Math.Pow(over, StrainPower));
    }

    internal KolSetting Checked()
    {
        if (!(Persistence >= 0 && Persistence < 1))
        {
            throw new InputException("MODEL477", "'Persistence'", FormattableString.Invariant($"it was {Persistence}"), "0 to below 1: at 1 trust never fades and has no bounds", "take 0.5^(1 / half-life in sessions)");
        }

        Guard.Probability(CommissionRate, nameof(CommissionRate));
        Guard.Positive(Views, nameof(Views));
        Guard.Positive(StrainPower, nameof(StrainPower));
        foreach (var (value, name) in new[] { (ContentGain, nameof(ContentGain)), (AdTrustCost, nameof(AdTrustCost)), (ProductTrustCost, nameof(ProductTrustCost)), (StrainCost, nameof(StrainCost)), (AdFee, nameof(AdFee)), (OrderValue, nameof(OrderValue)), (TrustNoise, nameof(TrustNoise)) })
        {
            if (value == 0) continue;
            Guard.Positive(value, name);
        }

        Guard.Finite(StrainThreshold + ViewsMidpoint + ConversionMidpoint + SessionCost, "setting");
        return this;
    }
}
