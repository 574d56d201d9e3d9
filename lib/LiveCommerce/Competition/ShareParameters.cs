using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>How shares move: elasticities of attraction, feedback, inertia, noise.</summary>
/// <remarks>Attraction = exp(effects x drivers) x share^feedback; see <see cref="ShareSimulator"/>.</remarks>
public sealed record ShareParameters
{
    /// <summary>Elasticity of attraction on traffic.</summary>
    public double TrafficEffect { get; init; }

    /// <summary>Elasticity on conversion.</summary>
    public double ConversionEffect { get; init; }

    /// <summary>Log attraction per standard unit of trust.</summary>
    public double TrustEffect { get; init; }

    /// <summary>Elasticity on supply.</summary>
    public double SupplyEffect { get; init; }

    /// <summary>Exponent of last period's share, at least 0.</summary>
    public double Feedback { get; init; } = 0.5;

    /// <summary>Platforms that a buyer uses, at least 1; an assumption that is swept, not fitted.</summary>
    public double Homing { get; init; } = 1;

    /// <summary>How strongly homing weakens feedback and inertia, at least 0.</summary>
    public double HomingPower { get; init; } = 1;

    /// <summary>Part of last period's share that is kept, 0 to below 1.</summary>
    public double Inertia { get; init; } = 0.8;

    /// <summary>Standard deviation of the log-ratio noise per period, at least 0; more than 13, a factor of 440,000, is taken as 13.</summary>
    public double Noise { get; init; }

    /// <summary>Part of trust that is kept per period, 0 to below 1.</summary>
    public double TrustPersistence { get; init; } = 0.9;

    /// <summary>Trust lost per period at a sponsored load of 1, at least 0.</summary>
    public double TrustLoss { get; init; }

    /// <summary>Standard deviation of trust shocks per period, at least 0.</summary>
    public double TrustNoise { get; init; }

    /// <summary>Standard deviation of the appeal that nobody can know beforehand: drawn once per run and platform, at least 0.</summary>
    public double AppealSpread { get; init; }

    /// <summary>Names of the parameters, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(TrafficEffect), nameof(ConversionEffect), nameof(TrustEffect), nameof(SupplyEffect), nameof(Feedback), nameof(Homing), nameof(HomingPower),
        nameof(Inertia), nameof(Noise), nameof(TrustPersistence), nameof(TrustLoss), nameof(TrustNoise), nameof(AppealSpread),
    ];

    /// <summary>The feedback regime of these parameters.</summary>
    public FeedbackRegime Regime => FeedbackRegime.Of(Feedback, Homing, HomingPower);

    /// <summary>Feedback after multi-homing, as in <see cref="Regime"/>.</summary>
    internal double EffectiveFeedback => Feedback / Math.Pow(Homing, HomingPower);

    /// <summary>Inertia after multi-homing: inertia / homing^power.</summary>
    public double EffectiveInertia => Inertia / Math.Pow(Homing, HomingPower);

    /// <summary>The same with one parameter changed, by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="InputException">No such name.</exception>
    public ShareParameters With(string name, double value) => name switch
    {
        nameof(TrafficEffect) => this with { TrafficEffect = value },
        nameof(ConversionEffect) => this with { ConversionEffect = value },
        nameof(TrustEffect) => this with { TrustEffect = value },
        nameof(SupplyEffect) => this with { SupplyEffect = value },
        nameof(Feedback) => this with { Feedback = value },
        nameof(Homing) => this with { Homing = value },
        nameof(HomingPower) => this with { HomingPower = value },
        nameof(Inertia) => this with { Inertia = value },
        nameof(Noise) => this with { Noise = value },
        nameof(TrustPersistence) => this with { TrustPersistence = value },
        nameof(TrustLoss) => this with { TrustLoss = value },
        nameof(TrustNoise) => this with { TrustNoise = value },
        nameof(AppealSpread) => this with { AppealSpread = value },
        _ => throw Unknown(name),
    };

    /// <summary>One parameter by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">No such name.</exception>
    public double Get(string name) => name switch
    {
        nameof(TrafficEffect) => TrafficEffect,
        nameof(ConversionEffect) => ConversionEffect,
        nameof(TrustEffect) => TrustEffect,
        nameof(SupplyEffect) => SupplyEffect,
        nameof(Feedback) => Feedback,
        nameof(Homing) => Homing,
        nameof(HomingPower) => HomingPower,
        nameof(Inertia) => Inertia,
        nameof(Noise) => Noise,
        nameof(TrustPersistence) => TrustPersistence,
        nameof(TrustLoss) => TrustLoss,
        nameof(TrustNoise) => TrustNoise,
        nameof(AppealSpread) => AppealSpread,
        _ => throw Unknown(name),
    };

    private static InputException Unknown(string name) =>
        new("MODEL617", "parameter", $"\"{name}\"", "no such parameter", "use one of " + string.Join(", ", Names));

    /// <summary>The same after a check of the ranges.</summary>
    internal ShareParameters Checked()
    {
        Guard.Finite(TrafficEffect, nameof(TrafficEffect));
        Guard.Finite(ConversionEffect, nameof(ConversionEffect));
        Guard.Finite(TrustEffect, nameof(TrustEffect));
        Guard.Finite(SupplyEffect, nameof(SupplyEffect));
        if (Noise != 0) Guard.Positive(Noise, nameof(Noise));
        if (TrustLoss != 0) Guard.Positive(TrustLoss, nameof(TrustLoss));
        if (TrustNoise != 0) Guard.Positive(TrustNoise, nameof(TrustNoise));
        if (AppealSpread != 0) Guard.Positive(AppealSpread, nameof(AppealSpread));
        if (Inertia != 0) Guard.Level(Inertia, nameof(Inertia));
        if (TrustPersistence != 0) Guard.Level(TrustPersistence, nameof(TrustPersistence));
        FeedbackRegime.Check(Feedback, Homing, HomingPower);
        return this;
    }
}
