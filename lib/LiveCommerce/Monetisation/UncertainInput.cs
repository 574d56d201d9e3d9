using LiveCommerce.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Monetisation;

/// <summary>An input that is not known exactly: a distribution of what it may be.</summary>
public abstract record UncertainInput
{
    private UncertainInput()
    {
    }

    /// <summary>Mean.</summary>
    public abstract double Mean { get; }

    /// <summary>Where the distribution comes from; none for an assumption.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Whether it is a known number, the same in each draw.</summary>
    internal virtual bool IsExact => false;

    /// <summary>Value below which the input lies with probability <paramref name="p"/>, between 0 and 1.</summary>
    public abstract double Quantile(double p);

    /// <summary>One draw.</summary>
    public abstract double Draw(RandomStream stream);

    /// <summary>The same distribution with its origin.</summary>
    public UncertainInput From(Provenance provenance) => this with { Provenance = provenance };

    /// <summary>A known number.</summary>
    public static UncertainInput Exactly(double value) => new Known(Guard.Finite(value, "value"));

    /// <summary>Normal.</summary>
    public static UncertainInput Normal(double mean, double standardDeviation) => new NormalInput(Guard.Finite(mean, "mean"), Guard.Positive(standardDeviation, "standardDeviation"));

    /// <summary>Any value between two equally likely.</summary>
    public static UncertainInput Between(double low, double high)
    {
        Guard.Positive(Guard.Finite(high, "high") - Guard.Finite(low, "low"), "high - low");
        return new Rectangular(low, high);
    }

    /// <summary>Triangular: lowest, most likely, highest, as people say it of fees.</summary>
    public static UncertainInput Triangular(double low, double likely, double high)
    {
        Guard.Positive(Guard.Finite(high, "high") - Guard.Finite(low, "low"), "high - low");
        if (likely >= low && likely <= high) return new TriangularInput(low, likely, high);
        throw new InputException("MODEL511", "'likely'", FormattableString.Invariant($"{likely} outside {low} to {high}"), "the most likely value lies between the ends", "check their order");
    }

    /// <summary>Lognormal by its median and the factor within which about 95% lie: median / factor to median * factor.</summary>
    public static UncertainInput LogNormal(double median, double factor)
    {
        if (!(factor > 1) || !double.IsFinite(factor))
            throw new InputException("MODEL511", "'factor'", FormattableString.Invariant($"it was {factor}"), "a factor above 1 is needed", "write 2 for half to double");
        return new LogNormalInput(Math.Log(Guard.Positive(median, "median")), Math.Log(factor) / 1.959963984540054);
    }

    /// <summary>A share by the shapes of its beta distribution, such as orders + 1/2 and others + 1/2.</summary>
    public static UncertainInput Beta(double alpha, double beta) => new BetaInput(Guard.Positive(alpha, "alpha"), Guard.Positive(beta, "beta"));

    /// <summary>Draws of another model, such as the posterior of a conversion rate.</summary>
    public static UncertainInput Draws(IEnumerable<double> draws)
    {
        var sorted = Guard.Values(draws, "draws", 2);
        Array.Sort(sorted);
        return new Drawn(sorted);
    }

    private sealed record Known(double Value) : UncertainInput
    {
        internal override bool IsExact => true;

        public override double Mean => Value;

        public override double Quantile(double p) => Value;

        public override double Draw(RandomStream stream) => Value;
    }

    private sealed record NormalInput(double Centre, double Spread) : UncertainInput
    {
        public override double Mean => Centre;

        public override double Quantile(double p) => MathNet.Numerics.Distributions.Normal.InvCDF(Centre, Spread, p);

        public override double Draw(RandomStream stream) => Centre + Spread * stream.NextNormal();
    }

    private sealed record Rectangular(double Low, double High) : UncertainInput
    {
        public override double Mean => (Low + High) / 2;

        public override double Quantile(double p) => Low + p * (High - Low);

        public override double Draw(RandomStream stream) => Quantile(stream.NextDouble());
    }

    private sealed record TriangularInput(double Low, double Likely, double High) : UncertainInput
    {
        public override double Mean => (Low + Likely + High) / 3;

        public override double Quantile(double p)
        {
            var width = High - Low;
            return p < (Likely - Low) / width
                ? Low + Math.Sqrt(p * width * (Likely - Low))
                : High - Math.Sqrt((1 - p) * width * (High - Likely));
        }

        public override double Draw(RandomStream stream) => Quantile(stream.NextDouble());
    }

    private sealed record LogNormalInput(double LogMedian, double LogSpread) : UncertainInput
    {
        public override double Mean => Math.Exp(LogMedian + LogSpread * LogSpread / 2);

        public override double Quantile(double p) => Math.Exp(MathNet.Numerics.Distributions.Normal.InvCDF(LogMedian, LogSpread, p));

        public override double Draw(RandomStream stream) => Math.Exp(LogMedian + LogSpread * stream.NextNormal());
    }

    private sealed record BetaInput(double Alpha, double Other) : UncertainInput
    {
        public override double Mean => Alpha / (Alpha + Other);

        public override double Quantile(double p) => MathNet.Numerics.Distributions.Beta.InvCDF(Alpha, Other, p);

        public override double Draw(RandomStream stream) => stream.NextBeta(Alpha, Other);
    }

    private sealed record Drawn(double[] Sorted) : UncertainInput
    {
        public override double Mean => Sorted.Average();

        public override double Quantile(double p) => Numerics.Quantile.Type7(Sorted, p);

        public override double Draw(RandomStream stream) => Sorted[stream.NextInt(Sorted.Length)];
    }
}
