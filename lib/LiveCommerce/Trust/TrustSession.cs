using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>One session of a KOL with the indicators of trust seen in it.</summary>
/// <param name="Kol">The KOL.</param>
/// <param name="Time">Time in sessions, rising within a KOL; a gap of 3 is three sessions' fading.</param>
/// <param name="Content">Content value of the session, such as the standardised content score.</param>
/// <param name="Ads">Share of the session given to ads, 0 to 1.</param>
/// <param name="Products">Share given to products, 0 to 1.</param>
/// <param name="Indicators">Such as empirical logits of repeat, stay, watch; null where not seen.</param>
public sealed record TrustSession(string Kol, double Time, double Content, double Ads, double Products, IReadOnlyList<double?> Indicators)
{
    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>A session whose indicators are plain numbers with NaN where not seen, as F# lists and columns of frames have them.</summary>
    public static TrustSession Of(string kol, double time, double content, double ads, double products, IEnumerable<double> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        return new(kol, time, content, ads, products, [.. indicators.Select(value => double.IsNaN(value) ? (double?)null : value)]);
    }

    /// <summary>The same session with its origin.</summary>
    public TrustSession From(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>Log odds of a count, one half added to both sides so that 0 and all have one.</summary>
    public static double EmpiricalLogit(double events, double trials)
    {
        LoadSession.CheckCounts("indicator", events, trials);
        return Math.Log((events + 0.5) / (trials - events + 0.5));
    }
}

/// <summary>How the latent trust is fitted.</summary>
public sealed record TrustStateOptions
{
    /// <summary>Share of selling from which it strains, taken from <see cref="SponsoredLoad"/>; null leaves the strain out.</summary>
    public double? StrainThreshold { get; init; }

    /// <summary>Level of all intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same options with a threshold.</summary>
    public TrustStateOptions WithStrainThreshold(double share) => this with { StrainThreshold = share };

    /// <summary>The same options at another level.</summary>
    public TrustStateOptions WithLevel(double level) => this with { Level = level };
}
