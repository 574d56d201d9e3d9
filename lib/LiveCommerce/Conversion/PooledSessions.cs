using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Rates of segments with sessions that differ within them.</summary>
public sealed record PooledSessions
{
    /// <summary>Raw and pooled rates per segment; n counts sessions.</summary>
    public required PooledRates Rates { get; init; }

    /// <summary>Correlation of two trials of one session, 0 to 1: 0 when sessions of a segment are alike.</summary>
    public required Estimate IntraclassCorrelation { get; init; }

    /// <summary>Draws of the concentration of sessions within a segment, as many as of the rates.</summary>
    public required IReadOnlyList<double> SessionConcentrations { get; init; }

    /// <summary>Sessions used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings => Rates.Warnings;

    /// <summary>Origin of all sessions together.</summary>
    public Provenance Provenance => Rates.Provenance;

    /// <summary>One segment by its name.</summary>
    /// <exception cref="InputException">No segment has this name.</exception>
    public PooledSegment Of(string segment) => Rates.Of(segment);

    /// <summary>Events of the next session of a segment: its median and the interval that holds it with the level's probability, differences between sessions included.</summary>
    /// <param name="segment">Name of the segment.</param>
    /// <param name="trials">Trials of the next session, at least 1.</param>
    public Estimate PredictNext(string segment, long trials)
    {
        var rates = Rates.DrawsOf(segment);
        Check.Counts($"next session of '{segment}'", 0, trials);
        double[] events = [.. rates.Select((rate, s) =>
        {
            var stream = RandomStream.For(Rates.Options.Seed ^ 0x5EED, s);
            var c = SessionConcentrations[s];
            return (double)stream.NextBinomial(trials, stream.NextBeta(Math.Max(1e-12, rate * c), Math.Max(1e-12, (1 - rate) * c)));
        })];
        return new Estimate(Quantile.Of(events, 0.5), Quantile.Central(events, Rates.Options.Level, IntervalKind.Prediction), Unit.Number, Rates.Of(segment).Pooled.N, "posterior prediction of the next session, sessions unlike")
        {
            Provenance = Provenance,
        };
    }
}
