using LiveCommerce.Numerics;

namespace LiveCommerce.Competition;

/// <summary>What is believed of a number before the data: a distribution with a quantile function.</summary>
public abstract record Prior
{
    private protected Prior()
    {
    }

    /// <summary>Mean.</summary>
    public abstract double Mean { get; }

    /// <summary>Standard deviation.</summary>
    public abstract double StandardDeviation { get; }

    /// <summary>The value at a probability.</summary>
    /// <param name="probability">Strictly between 0 and 1.</param>
    public abstract double Quantile(double probability);

    /// <summary>Log density up to a constant; negative infinity outside the support.</summary>
    /// <param name="value">The value.</param>
    public abstract double LogDensity(double value);

    /// <summary>Every value between two ends alike.</summary>
    public static Prior Uniform(double low, double high) => new UniformPrior(low, high);

    /// <summary>Normal.</summary>
    public static Prior Normal(double mean, double standardDeviation) => new NormalPrior(mean, standardDeviation);

    /// <summary>Normal on the log scale: median and standard deviation of the logarithm.</summary>
    public static Prior LogNormal(double median, double sdLog) => new LogNormalPrior(median, sdLog);
}

/// <summary>Every value between two ends alike.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, above the lower.</param>
public sealed record UniformPrior(double Low, double High) : Prior
{
    private readonly double width = High > Low ? High - Low
        : throw new InputException("MODEL618", "uniform prior", FormattableString.Invariant($"{Low} to {High}"), "the upper end lies above the lower", "swap the ends, or fix the parameter");

    /// <inheritdoc/>
    public override double Mean => (Low + High) / 2;

    /// <inheritdoc/>
    public override double StandardDeviation => width / Math.Sqrt(12);

    /// <inheritdoc/>
    public override double Quantile(double probability) => Low + width * probability;

    /// <inheritdoc/>
    public override double LogDensity(double value) => value >= Low && value <= High ? -Math.Log(width) : double.NegativeInfinity;
}

/// <summary>Normal.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation, above 0.</param>
public sealed record NormalPrior(double Mean, double StandardDeviation) : Prior
{
    /// <inheritdoc/>
    public override double Mean { get; } = Guard.Finite(Mean, "mean");

    /// <inheritdoc/>
    public override double StandardDeviation { get; } = Guard.Positive(StandardDeviation, "standardDeviation");

    /// <inheritdoc/>
    public override double Quantile(double probability) => MathNet.Numerics.Distributions.Normal.InvCDF(Mean, StandardDeviation, probability);

    /// <inheritdoc/>
    public override double LogDensity(double value) => -0.5 * Math.Pow((value - Mean) / StandardDeviation, 2) - Math.Log(StandardDeviation);
}

/// <summary>Normal on the log scale.</summary>
/// <param name="Median">Median, above 0.</param>
/// <param name="SdLog">Standard deviation of the logarithm, above 0.</param>
public sealed record LogNormalPrior(double Median, double SdLog) : Prior
{
    private readonly double middle = Math.Log(Guard.Positive(Median, "median"));

    /// <inheritdoc/>
    public override double Mean => Median * Math.Exp(SdLog * SdLog / 2);

    /// <inheritdoc/>
    public override double StandardDeviation => Mean * Math.Sqrt(Math.Exp(SdLog * SdLog) - 1);

    /// <inheritdoc/>
    public override double Quantile(double probability) => Math.Exp(MathNet.Numerics.Distributions.Normal.InvCDF(middle, Guard.Positive(SdLog, "sdLog"), probability));

    /// <inheritdoc/>
    public override double LogDensity(double value) => value <= 0 ? double.NegativeInfinity : -0.5 * Math.Pow((Math.Log(value) - middle) / SdLog, 2) - Math.Log(SdLog * value);
}
