namespace LiveCommerce.Conversion;

/// <summary>How the interval of one rate is made.</summary>
public enum RateIntervalKind
{
    /// <summary>Score interval (Wilson 1927): the default, near its level at any rate and n.</summary>
    Wilson,

    /// <summary>Score interval with continuity correction: at least its level nearly everywhere.</summary>
    WilsonContinuity,

    /// <summary>Equal tails of the posterior under Beta(1/2, 1/2); its end is 0 at 0 of n and 1 at n of n.</summary>
    Jeffreys,

    /// <summary>Exact binomial tails (Clopper and Pearson 1934): never below its level, often far above.</summary>
    ClopperPearson,

    /// <summary>Exact tails that count half of the observed outcome.</summary>
    MidP,

    /// <summary>Wald interval around a rate with z²/2 added to either side (Agresti and Coull 1998), cut to 0..1.</summary>
    AgrestiCoull,

    /// <summary>Normal approximation, cut to 0..1. For comparison with older work only: it has no width at 0 of n.</summary>
    Wald,
}
