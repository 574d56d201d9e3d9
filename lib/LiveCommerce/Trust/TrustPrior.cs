using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>What is held of the trust state before the sessions are seen. Trust and its effects are in the unit of the first indicator, such as log odds.</summary>
/// <remarks>Persistence logit-normal, standard deviations lognormal, loadings and effects normal; the own level of each KOL is flat. Effects are of a session given to one thing alone, gains positive and losses negative.</remarks>
public sealed record TrustPrior
{
    /// <summary>Median of the persistence, between 0 and 1.</summary>
    public double PersistenceMedian { get; init; } = 0.8;

    /// <summary>Standard deviation of the log odds of the persistence.</summary>
    public double PersistenceLogitDeviation { get; init; } = 1;

    /// <summary>Median of the standard deviation of the chance change of trust between sessions.</summary>
    public double TrustNoiseMedian { get; init; } = 0.2;

    /// <summary>Standard deviation of its logarithm.</summary>
    public double TrustNoiseLogDeviation { get; init; } = 1;

    /// <summary>Median of the noise standard deviation of an indicator, in its own unit.</summary>
    public double IndicatorNoiseMedian { get; init; } = 0.3;

    /// <summary>Standard deviation of its logarithm.</summary>
    public double IndicatorNoiseLogDeviation { get; init; } = 1;

    /// <summary>Mean of the loadings of all indicators but the first.</summary>
    public double LoadingMean { get; init; } = 1;

    /// <summary>Standard deviation of the loadings.</summary>
    public double LoadingDeviation { get; init; } = 1;

    /// <summary>Standard deviation about 0 of the effects of content, ads, products and strain.</summary>
    public double EffectDeviation { get; init; } = 1;

    /// <summary>Standard deviation about 0 of the constants of all indicators but the first.</summary>
    public double ConstantDeviation { get; init; } = 10;

    /// <summary>The same prior with another persistence.</summary>
    public TrustPrior WithPersistence(double median, double logitDeviation) => this with { PersistenceMedian = median, PersistenceLogitDeviation = logitDeviation };

    /// <summary>The same prior with another chance change of trust.</summary>
    public TrustPrior WithTrustNoise(double median, double logDeviation) => this with { TrustNoiseMedian = median, TrustNoiseLogDeviation = logDeviation };

    /// <summary>The same prior with another noise of the indicators.</summary>
    public TrustPrior WithIndicatorNoise(double median, double logDeviation) => this with { IndicatorNoiseMedian = median, IndicatorNoiseLogDeviation = logDeviation };

    /// <summary>The same prior with other loadings.</summary>
    public TrustPrior WithLoading(double mean, double deviation) => this with { LoadingMean = mean, LoadingDeviation = deviation };

    /// <summary>The same prior with other effects.</summary>
    public TrustPrior WithEffects(double deviation) => this with { EffectDeviation = deviation };

    internal TrustPrior Checked()
    {
        Guard.Level(PersistenceMedian, nameof(PersistenceMedian));
        Guard.Finite(LoadingMean, nameof(LoadingMean));
        foreach (var (value, name) in new[]
        {
            (PersistenceLogitDeviation, nameof(PersistenceLogitDeviation)), (TrustNoiseMedian, nameof(TrustNoiseMedian)), (TrustNoiseLogDeviation, nameof(TrustNoiseLogDeviation)),
            (IndicatorNoiseMedian, nameof(IndicatorNoiseMedian)), (IndicatorNoiseLogDeviation, nameof(IndicatorNoiseLogDeviation)), (LoadingDeviation, nameof(LoadingDeviation)),
            (EffectDeviation, nameof(EffectDeviation)), (ConstantDeviation, nameof(ConstantDeviation)),
        }) Guard.Positive(value, name);
        return this;
    }

    /// <summary>Log density of the free numbers of <see cref="TrustFilter.Read"/>, up to a constant.</summary>
    internal double Log(IReadOnlyList<double> x, int indicators)
    {
        static double Normal(double value, double mean, double deviation) => -(value - mean) * (value - mean) / (2 * deviation * deviation);
        var sum = Normal(x[0], Math.Log(PersistenceMedian / (1 - PersistenceMedian)), PersistenceLogitDeviation) + Normal(x[1], Math.Log(TrustNoiseMedian), TrustNoiseLogDeviation);
        for (var k = 0; k < indicators; k++) sum += Normal(x[2 + k], Math.Log(IndicatorNoiseMedian), IndicatorNoiseLogDeviation);
        for (var k = 1; k < indicators; k++) sum += Normal(x[1 + indicators + k], LoadingMean, LoadingDeviation);
        return sum;
    }

    /// <summary>Prior variances of the linear effects: those on trust, then the constants.</summary>
    internal double[] EffectVariances(int inputs, int indicators) =>
        [.. Enumerable.Repeat(EffectDeviation * EffectDeviation, inputs), .. Enumerable.Repeat(ConstantDeviation * ConstantDeviation, indicators - 1)];
}
