using System.Globalization;
using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>What is known of one rate, as a Beta distribution: a prior, or what a prior became after counts.</summary>
/// <param name="Alpha">Events seen or assumed; above 0.</param>
/// <param name="Beta">Non-events seen or assumed; above 0.</param>
/// <remarks>Gelman et al., Bayesian Data Analysis, 3rd ed., sec. 2.4. Reference case B15.</remarks>
public sealed record BetaRate(double Alpha, double Beta)
{
    /// <summary>Every rate equally likely: Beta(1, 1).</summary>
    public static BetaRate Uniform { get; } = new(1, 1);

    /// <summary>Jeffreys's prior: Beta(1/2, 1/2).</summary>
    public static BetaRate Jeffreys { get; } = new(0.5, 0.5);

    /// <summary>Events seen or assumed; above 0.</summary>
    public double Alpha { get; } = Proper(nameof(Alpha), Alpha);

    /// <summary>Non-events seen or assumed; above 0.</summary>
    public double Beta { get; } = Proper(nameof(Beta), Beta);

    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Trials counted so far, without the prior.</summary>
    public long Trials { get; init; }

    /// <summary>Expected rate, 0 to 1.</summary>
    public double Mean => Alpha / (Alpha + Beta);

    /// <summary>Standard deviation of the rate.</summary>
    public double StandardDeviation => Math.Sqrt(Alpha * Beta / (Alpha + Beta + 1)) / (Alpha + Beta);

    /// <summary>The rate that is as likely exceeded as not.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The rate with <paramref name="probability"/> below it, 0 to 1.</summary>
    public double Quantile(double probability)
    {
        if (probability is not (>= 0 and <= 1))
            throw new InputException("MODEL301", "'probability'", $"it is {probability:R}", "a probability lies from 0 to 1", "give 0.5 for the median");
        return BetaQuantile.Lower(Alpha, Beta, probability);
    }

    /// <summary>Probability that the rate lies above <paramref name="rate"/>, with all its digits when small.</summary>
    public double ProbabilityAbove(double rate) =>
        Survival.Beta(rate, Alpha, Beta);

    /// <summary>Density at a rate between 0 and 1, ends left out; 0 outside.</summary>
    public double Density(double rate) => rate is > 0 and < 1
        ? Math.Exp(IncompleteBeta.LogDensityOfLogit(Alpha, Beta, rate, 1 - rate)) / rate / (1 - rate)
        : 0;

    /// <summary>The interval with equal tails.</summary>
    public Interval Credible(double level = 0.95)
    {
        var tail = (1 - Check.Level(level)) / 2;
        return new Interval(BetaQuantile.Lower(Alpha, Beta, tail), BetaQuantile.Upper(Alpha, Beta, tail), level, IntervalKind.Credible);
    }

    /// <summary>What is known after the counts.</summary>
    /// <param name="counts">New counts; 0 trials change nothing.</param>
    /// <param name="discount">Weight of these counts, 0 (ignored) to 1 (full): the power prior for old data (Ibrahim and Chen 2000).</param>
    /// <exception cref="InputException">A count is negative, events exceed trials, or the weight is not in 0..1.</exception>
    public BetaRate Update(RateCount counts, double discount = 1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (discount is not (>= 0 and <= 1))
            throw new InputException("MODEL307", "'discount'", $"it is {discount:R}", "the weight of old data lies from 0 to 1", "give 1 for data as good as new, 0 to leave them out");
        if (counts.Trials != 0 || counts.Events != 0) counts.Checked("update");
        return new BetaRate(Alpha + (discount * counts.Events), Beta + (discount * (counts.Trials - counts.Events)))
        {
            Trials = Trials + counts.Trials,
            Provenance = Provenance.With(counts.Provenance),
        };
    }

    /// <summary>The rate as a number for a report.</summary>
    public Estimate ToEstimate(double level = 0.95) =>
        new(Mean, Credible(level), Unit.Share, new SampleSize(Trials), "Beta posterior mean") { Provenance = Provenance };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Beta({Alpha:G6}, {Beta:G6})");

    private static double Proper(string name, double value) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new InputException("MODEL305", $"'{name}'", $"it is {value.ToString("R", CultureInfo.InvariantCulture)}", "a Beta distribution with it is improper: it does not integrate to 1", "give a number above 0; 0.5 and 0.5 say least (Jeffreys)");
}
