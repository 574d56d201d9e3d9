using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Two rates compared, B against A, from sessions whose viewers are not independent.</summary>
/// <remarks>
/// Whole clusters of each side are drawn again. <see cref="TwoRates"/> takes viewers as independent; use it only where
/// <see cref="SessionRate.OverDispersion"/> is near 1. Sessions of a KOL or a day are not assigned at random: a difference is not an effect.
/// </remarks>
public sealed record ClusteredComparison
{
    /// <summary>Ratio of means of A.</summary>
    public required double RateA { get; init; }

    /// <summary>Ratio of means of B.</summary>
    public required double RateB { get; init; }

    /// <summary>Rate of B minus rate of A.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>Rate of B over rate of A; null when A has no event in some replicate.</summary>
    public required Estimate? Ratio { get; init; }

    /// <summary>Share of replicates in which the rate of B exceeds that of A.</summary>
    public required double ShareBAboveA { get; init; }

    /// <summary>Over-dispersion between sessions, the larger of both sides; null where a side has events beyond its trials.</summary>
    public required double? OverDispersion { get; init; }

    /// <summary>Compares B with A.</summary>
    /// <param name="a">Sessions of the baseline, at least two clusters with trials.</param>
    /// <param name="b">Sessions of the other side.</param>
    /// <param name="by">What is drawn again.</param>
    /// <param name="level">Level of the intervals.</param>
    /// <param name="replicates">Draws of all clusters, at least 100.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="InputException">A count is negative.</exception>
    /// <exception cref="NotIdentifiedException">A side has fewer than two clusters, or neither has an event.</exception>
    public static ClusteredComparison Of(IEnumerable<SessionCounts> a, IEnumerable<SessionCounts> b, ClusterBy by = ClusterBy.Session, double level = 0.95, int replicates = 2000, ulong seed = 1)
    {
        Check.Level(level);
        if (replicates < 100) throw new InputException("MODEL344", "'replicates'", $"it is {replicates}", "100 or more give an interval", "leave the default of 2000");
        SessionCounts[] rowsA = Checked("A", a), rowsB = Checked("B", b);
        (double Events, double Trials)[] clustersA = SessionRate.Clusters(rowsA, by), clustersB = SessionRate.Clusters(rowsB, by);
        foreach (var (side, clusters) in new[] { ("A", clustersA), ("B", clustersB) })
            if (clusters.Length < 2) throw new NotIdentifiedException("MODEL351", $"side {side}", $"{clusters.Length} clusters with trials", "the spread between clusters cannot be seen in one", "add sessions, or cluster by session and say so");
        double rateA = Rate(clustersA), rateB = Rate(clustersB);
        if (rateA == 0 && rateB == 0) throw new NotIdentifiedException("MODEL314", "sessions", "no event on either side", "drawing them again shows no spread", "report upper ends with RateInterval.Of");
        var draws = Replicates.Run(replicates, seed, (stream, _) => (A: Rate(Bootstrap.Resample(clustersA, stream)), B: Rate(Bootstrap.Resample(clustersB, stream))));
        var nested = rowsA.Concat(rowsB).All(s => s.Events <= s.Trials);
        var method = $"ratio of means, bootstrap by {(by == ClusterBy.Kol ? "KOL" : "session")} ({replicates} replicates, seed {seed})";
        var n = new SampleSize(rowsA.Length + rowsB.Length);
        var provenance = Provenance.Combine(rowsA.Concat(rowsB).Select(s => s.Provenance).Distinct());
        var few = Math.Min(clustersA.Length, clustersB.Length);
        ModelWarning[] warnings = few < 20 ? [new ModelWarning("MODEL353", Severity.Caution, $"With {few} clusters on one side the bootstrap interval is somewhat too narrow.") { Numbers = new Dictionary<string, double> { ["clusters"] = few } }] : [];
        return new ClusteredComparison
        {
            RateA = rateA,
            RateB = rateB,
            Difference = new Estimate(rateB - rateA, Quantile.Central(draws.Select(d => d.B - d.A), level, IntervalKind.Confidence), nested ? Unit.Points : Unit.Number, n, method) { Provenance = provenance, Warnings = warnings },
            Ratio = draws.All(d => d.A > 0) ? new Estimate(rateB / rateA, Quantile.Central(draws.Select(d => d.B / d.A), level, IntervalKind.Confidence), Unit.Number, n, method) { Provenance = provenance, Warnings = warnings } : null,
            ShareBAboveA = draws.Count(d => d.B > d.A) / (double)replicates,
            OverDispersion = nested ? new[] { rowsA, rowsB }.Select(Dispersion).Max() : null,
        };
    }

    private static double? Dispersion(SessionCounts[] rows) => rows.All(s => s.Events == 0) || rows.All(s => s.Events == s.Trials) || rows.Length < 2 ? null : SessionRate.OverDispersion(rows);

    private static SessionCounts[] Checked(string side, IEnumerable<SessionCounts> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        SessionCounts[] all = SessionRate.Whole(sessions);
        foreach (var s in all)
            Check.Unbounded($"side {side}, session '{s.Session}'", s.Events, s.Trials);
        return [.. all.Where(s => s.Trials > 0)];
    }

    private static double Rate(IReadOnlyList<(double Events, double Trials)> clusters)
    {
        double events = 0, trials = 0;
        foreach (var cluster in clusters) (events, trials) = (events + cluster.Events, trials + cluster.Trials);
        return events / trials;
    }
}
