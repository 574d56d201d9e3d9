using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Forecasts;

/// <summary>What is expected of one number at one time, as a whole distribution.</summary>
public abstract record Forecast
{
    private protected Forecast()
    {
    }

    /// <summary>Mean.</summary>
    public abstract double Mean { get; }

    /// <summary>The value that is not exceeded with a probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    public abstract double Quantile(double probability);

    /// <summary>Probability of a value above a limit.</summary>
    /// <param name="limit">The limit.</param>
    public abstract double ChanceAbove(double limit);

    /// <summary>Continuous ranked probability score, in the unit of the series.</summary>
    /// <param name="y">What happened.</param>
    public abstract double Crps(double y);

    /// <summary>Central interval for the value itself.</summary>
    /// <param name="level">Such as 0.9.</param>
    public Interval Interval(double level = 0.9) =>
        new(Quantile((1 - Guard.Level(level)) / 2), Quantile((1 + level) / 2), level, IntervalKind.Prediction);
}

/// <summary>A normal forecast.</summary>
public sealed record NormalForecast : Forecast
{
    /// <summary>A normal forecast.</summary>
    /// <param name="mean">Mean.</param>
    /// <param name="standardDeviation">Standard deviation, above 0.</param>
    public NormalForecast(double mean, double standardDeviation) =>
        (Mean, StandardDeviation) = (Guard.Finite(mean, "mean"), Guard.Positive(standardDeviation, "standardDeviation"));

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <summary>Standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Quantile(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(Mean, StandardDeviation, Guard.Level(probability, "probability"));

    /// <inheritdoc/>
    public override double ChanceAbove(double limit) => Survival.Normal((limit - Mean) / StandardDeviation);

    /// <inheritdoc/>
    public override double Crps(double y) => Forecasts.Crps.OfNormal(y, Mean, StandardDeviation);
}

/// <summary>A forecast by simulated members.</summary>
public sealed record EnsembleForecast : Forecast
{
    private readonly double[] sorted;

    /// <summary>A forecast by members.</summary>
    /// <param name="members">At least two.</param>
    public EnsembleForecast(IEnumerable<double> members)
    {
        sorted = Guard.Values(members, "members", 2);
        Array.Sort(sorted);
        Mean = Moments.Of(sorted).Mean;
    }

    /// <summary>The members, from low to high.</summary>
    public IReadOnlyList<double> Members => sorted;

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double Quantile(double probability) => Numerics.Quantile.Type7(sorted, probability);

    /// <inheritdoc/>
    public override double ChanceAbove(double limit) => sorted.Count(member => member > limit) / (double)sorted.Length;

    /// <inheritdoc/>
    public override double Crps(double y) => Forecasts.Crps.OfEnsembleFair(y, sorted);
}
