using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Rates of segments with partial pooling, and the population that they are taken from.</summary>
public sealed record PooledRates
{
    /// <summary>One entry per segment, in the order given.</summary>
    public required IReadOnlyList<PooledSegment> Segments { get; init; }

    /// <summary>Mean rate of the population of segments, with its interval.</summary>
    public required Estimate PopulationMean { get; init; }

    /// <summary>Standard deviation of <see cref="PopulationMean"/>.</summary>
    public required double PopulationMeanSd { get; init; }

    /// <summary>Concentration alpha + beta: how many trials the other segments are worth. The value is the median: the mean need not exist.</summary>
    public required Estimate Concentration { get; init; }

    /// <summary>Alpha: posterior mean in full Bayes, maximum in empirical Bayes.</summary>
    public required double Alpha { get; init; }

    /// <summary>Beta: posterior mean in full Bayes, maximum in empirical Bayes.</summary>
    public required double Beta { get; init; }

    /// <summary>Mode of log(alpha / beta).</summary>
    public required double ModeLogRatio { get; init; }

    /// <summary>Mode of log(alpha + beta).</summary>
    public required double ModeLogSum { get; init; }

    /// <summary>Log likelihood at the maximum, binomial coefficients included; null in full Bayes.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Draws of the rates, one row per draw in the order of <see cref="Segments"/>; of many segments take <see cref="DrawsOf"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Draws { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The options, with the seed.</summary>
    public required PoolingOptions Options { get; init; }

    /// <summary>Segments used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Origin of all counts together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>One segment by its name.</summary>
    /// <exception cref="InputException">No segment has this name.</exception>
    public PooledSegment Of(string segment) => Segments[IndexOf(segment)];

    /// <summary>Draws of the rate of one segment: cheap for any number of segments.</summary>
    /// <exception cref="InputException">No segment has this name.</exception>
    public IReadOnlyList<double> DrawsOf(string segment)
    {
        var j = IndexOf(segment);
        return Draws is RateDraws table ? table.Column(j) : [.. Draws.Select(draw => draw[j])];
    }

    /// <summary>Probability that the rate of one segment exceeds that of another.</summary>
    public double ProbabilityAbove(string higher, string lower)
    {
        return DrawsOf(higher).Zip(DrawsOf(lower)).Count(pair => pair.First > pair.Second) / (double)Draws.Count;
    }

    /// <summary>Events of the next session of a segment: its median and the interval that holds it with the level's probability.</summary>
    /// <param name="segment">Name of the segment.</param>
    /// <param name="trials">Trials of the next session, at least 1.</param>
    /// <remarks>Carries the uncertainty of the rate and of the count given the rate; not a difference between sessions beyond that.</remarks>
    public Estimate PredictNext(string segment, long trials)
    {
        var i = IndexOf(segment);
        Check.Counts($"next session of '{segment}'", 0, trials);
        double[] events = [.. DrawsOf(segment).Select((rate, s) => (double)RandomStream.For(Options.Seed ^ 0x5EED, s).NextBinomial(trials, rate))];
        return new Estimate(Quantile.Of(events, 0.5), Quantile.Central(events, Options.Level, IntervalKind.Prediction), Unit.Number, Segments[i].Pooled.N, "posterior prediction of the next session")
        {
            Provenance = Provenance,
        };
    }

    private int IndexOf(string segment)
    {
        for (var i = 0; i < Segments.Count; i++)
            if (Segments[i].Segment == segment) return i;
        throw new InputException("MODEL341", $"segment '{segment}'", "no such segment", $"the fit has {Segments.Count}: {string.Join(", ", Segments.Take(8).Select(s => s.Segment))}", "use one of these names");
    }
}
