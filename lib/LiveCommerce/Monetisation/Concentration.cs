using LiveCommerce.Numerics;

namespace LiveCommerce.Monetisation;

/// <summary>How unequal incomes are: Gini, Lorenz, Theil, Herfindahl, top shares. Reference case D03.</summary>
public sealed record Concentration
{
    private readonly double[] sorted;

    private Concentration(double[] sorted, Provenance provenance)
    {
        this.sorted = sorted;
        Provenance = provenance;
        var n = sorted.Length;
        Total = Moments.Sum(sorted);
        Gini = Moments.Sum(sorted.Select((x, i) => (2.0 * (i + 1) - n - 1) * x)) / (n * Total);
        Herfindahl = sorted.Sum(x => x / Total * (x / Total));
        Theil = sorted.Sum(x => x > 0 ? x / Total * Math.Log(x * n / Total) : 0);
        var lorenz = new double[n + 1];
        for (var i = 0; i < n; i++) lorenz[i + 1] = lorenz[i] + sorted[i] / Total;
        lorenz[n] = 1;
        Lorenz = lorenz;
    }

    /// <summary>Measures incomes of one currency and period.</summary>
    /// <param name="incomes">At least two, none below 0, not all 0.</param>
    /// <param name="provenance">Where they come from.</param>
    public static Concentration Of(IEnumerable<double> incomes, Provenance? provenance = null)
    {
        var values = Guard.Values(incomes, "incomes", 2);
        if (values.Any(x => x < 0) || values.All(x => x == 0))
        {
            throw new InputException("MODEL501", "'incomes'", FormattableString.Invariant($"lowest {values.Min()}, highest {values.Max()}"),
                "incomes of at least 0 with a total above 0 are needed", "leave losses out and say so");
        }

        Array.Sort(values);
        return new Concentration(values, provenance ?? Provenance.None);
    }

    /// <summary>Sum of all incomes.</summary>
    public double Total { get; }

    /// <summary>Gini coefficient, population form, 0 to 1 - 1/n.</summary>
    public double Gini { get; }

    /// <summary>Gini times n/(n - 1), 0 to 1.</summary>
    public double GiniCorrected => Gini * N.Used / (N.Used - 1);

    /// <summary>Sum of squared shares, 1/n to 1.</summary>
    public double Herfindahl { get; }

    /// <summary>Theil's T, 0 to ln n.</summary>
    public double Theil { get; }

    /// <summary>Share of income of the poorest 0, 1, ... n.</summary>
    public IReadOnlyList<double> Lorenz { get; }

    /// <summary>How many incomes.</summary>
    public SampleSize N => new(sorted.Length);

    /// <summary>Where they come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Share of income of the richest part; a fraction of a person is counted in proportion.</summary>
    /// <param name="part">Part of the people, 0 to 1.</param>
    public double TopShare(double part)
    {
        var position = (1 - Guard.Probability(part, "part")) * sorted.Length;
        var nearest = Math.Round(position);
        if (Math.Abs(position - nearest) < 1e-9) return 1 - Lorenz[(int)nearest];
        var below = (int)Math.Floor(position);
        return 1 - (Lorenz[below] + (position - below) * (Lorenz[below + 1] - Lorenz[below]));
    }

    /// <summary>Hill's tail index of the largest <paramref name="count"/> incomes (Hill 1975), with the interval that is exact for a Pareto tail.</summary>
    /// <param name="count">From 2 to n - 1; the threshold is the next income.</param>
    /// <param name="level">Level of the interval.</param>
    public Estimate HillTail(int count, double level = 0.95)
    {
        Guard.AtLeast(count, 2, "count");
        Guard.Level(level);
        if (count >= sorted.Length || sorted[^(count + 1)] <= 0 || sorted[^1] == sorted[^(count + 1)])
        {
            throw new NotIdentifiedException("MODEL502", "'count'", FormattableString.Invariant($"{count} of {sorted.Length}"),
                "the tail needs a threshold income above 0 with larger incomes over it", "take a smaller tail");
        }

        var threshold = Math.Log(sorted[^(count + 1)]);
        var alpha = count / Enumerable.Range(1, count).Sum(i => Math.Log(sorted[^i]) - threshold);
        double End(double p) => alpha * MathNet.Numerics.Distributions.ChiSquared.InvCDF(2 * count, p) / (2 * count);
        return new Estimate(alpha, new Interval(End((1 - level) / 2), End((1 + level) / 2), level, IntervalKind.Confidence), Unit.Number, new SampleSize(count, sorted.Length - count, "below the threshold"), "Hill estimator")
        {
            Provenance = Provenance,
            Warnings = alpha < 2 ? [new("MODEL510", Severity.Serious, FormattableString.Invariant($"Tail index {alpha:G3} is below 2: the variance is infinite, so a mean has no standard error."))] : [],
        };
    }

    /// <summary>Hill's tail index at every size of the tail: a tail is found only where the index stays level as the threshold moves.</summary>
    /// <param name="most">Largest tail; 0 takes half of the incomes. Sizes whose threshold is 0, or equal to the highest income, are left out.</param>
    /// <param name="level">Level of the intervals.</param>
    public IReadOnlyList<Estimate> HillCurve(int most = 0, double level = 0.95)
    {
        var last = Math.Min(sorted.Length - 1, most > 0 ? most : sorted.Length / 2);
        Estimate[] curve = [.. Enumerable.Range(2, Math.Max(0, last - 1)).Where(k => sorted[^(k + 1)] > 0 && sorted[^1] > sorted[^(k + 1)]).Select(k => HillTail(k, level))];
        return curve.Length > 0 ? curve : throw new NotIdentifiedException("MODEL502", "incomes", FormattableString.Invariant($"{sorted.Length}"),
            "the tail needs a threshold income above 0 with larger incomes over it", "give more incomes");
    }

    /// <summary>Mean with its standard error, refused when the tail is too heavy.</summary>
    /// <param name="tailCount">Incomes in the tail that is looked at.</param>
    /// <exception cref="NotIdentifiedException">The tail index is below 2.</exception>
    public Estimate Mean(int tailCount)
    {
        var alpha = HillTail(tailCount).Value;
        if (alpha < 2)
        {
            throw new NotIdentifiedException("MODEL503", "mean income", FormattableString.Invariant($"tail index {alpha:G3}"),
                "below 2 the variance is infinite and a standard error means nothing", "give the median and the top shares");
        }

        var moments = Moments.Of(sorted);
        var half = 1.959963984540054 * moments.StandardError;
        return new Estimate(moments.Mean, new Interval(moments.Mean - half, moments.Mean + half, 0.95, IntervalKind.Confidence), Unit.Number, N, "mean") { Provenance = Provenance };
    }

    /// <summary>Gini with a seeded percentile bootstrap interval.</summary>
    public Estimate GiniEstimate(int replicates = 2000, ulong seed = 1, double level = 0.95) => Resampled(one => one.Gini, "Gini", replicates, seed, level);

    /// <summary>Theil's T with a seeded percentile bootstrap interval.</summary>
    public Estimate TheilEstimate(int replicates = 2000, ulong seed = 1, double level = 0.95) => Resampled(one => one.Theil, "Theil", replicates, seed, level);

    /// <summary>Sum of squared shares with a seeded percentile bootstrap interval.</summary>
    public Estimate HerfindahlEstimate(int replicates = 2000, ulong seed = 1, double level = 0.95) => Resampled(one => one.Herfindahl, "Herfindahl", replicates, seed, level);

    /// <summary>Share of the richest part with a seeded percentile bootstrap interval.</summary>
    /// <param name="part">Part of the people, 0 to 1.</param>
    /// <param name="replicates">At least 100.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="level">Level of the interval.</param>
    public Estimate TopShareEstimate(double part, int replicates = 2000, ulong seed = 1, double level = 0.95)
    {
        Guard.Probability(part, "part");
        return Resampled(one => one.TopShare(part), FormattableString.Invariant($"top {part:P0} share"), replicates, seed, level) with { Unit = Unit.Share };
    }

    private Estimate Resampled(Func<Concentration, double> measure, string name, int replicates, ulong seed, double level)
    {
        Guard.AtLeast(replicates, 100, "replicates");
        Guard.Level(level);
        var values = sorted;
        var draws = Replicates.Run(replicates, seed, (stream, _) =>
        {
            var sample = new double[values.Length];
            // People without any income among them say nothing of shares: they are drawn again.
            do for (var i = 0; i < sample.Length; i++) sample[i] = values[stream.NextInt(values.Length)];
            while (sample.All(x => x == 0));
            Array.Sort(sample);
            return measure(new Concentration(sample, Provenance.None));
        });
        return new Estimate(measure(this), Quantile.Central(draws, level, IntervalKind.Confidence), Unit.Number, N, FormattableString.Invariant($"{name}, bootstrap of {replicates}, seed {seed}")) { Provenance = Provenance };
    }
}
