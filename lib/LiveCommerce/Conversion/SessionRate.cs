using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>One rate from several sessions, whose viewers are not independent.</summary>
public static class SessionRate
{
    /// <summary>Above this over-dispersion a binomial interval is refused.</summary>
    public const double BinomialLimit = 1.5;

    /// <summary>Pearson's over-dispersion: 1 when sessions differ as much as independent viewers would make them.</summary>
    /// <exception cref="NotIdentifiedException">Fewer than two sessions with trials, or no or only events.</exception>
    public static double OverDispersion(IEnumerable<SessionCounts> sessions)
    {
        var list = Used(sessions);
        double events = list.Sum(s => s.Events), trials = list.Sum(s => s.Trials), p = events / trials;
        if (events == 0 || events == trials)
            throw new NotIdentifiedException("MODEL314", "sessions", events == 0 ? "no event in any" : "nothing but events", "their spread cannot be seen", "report an end with RateInterval.Of");
        return list.Sum(s => (s.Events - (s.Trials * p)) * (s.Events - (s.Trials * p)) / (s.Trials * p * (1 - p))) / (list.Length - 1);
    }

    /// <summary>All sessions as one binomial count, with a Wilson interval.</summary>
    /// <exception cref="NotIdentifiedException">Over-dispersion exceeds 1.5: the interval would be too narrow.</exception>
    public static Estimate Binomial(IEnumerable<SessionCounts> sessions, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        SessionCounts[] list = Whole(sessions);
        var phi = OverDispersion(list);
        if (phi > BinomialLimit)
            throw new NotIdentifiedException("MODEL350", "sessions", FormattableString.Invariant($"over-dispersion {phi:0.##}"), $"above {BinomialLimit} a binomial interval is too narrow", "use SessionRate.Clustered, by session or by KOL");
        var used = Used(list);
        var counts = new RateCount(used.Sum(s => s.Events), used.Sum(s => s.Trials)) { Provenance = Provenance.Combine(used.Select(s => s.Provenance).Distinct()) };
        return ConversionRate.Of(counts, RateIntervalKind.Wilson, level) with { Warnings = [Report(phi)] };
    }

    /// <summary>Ratio of means with a percentile interval over clusters drawn again: it needs no nesting and no independence within clusters.</summary>
    /// <param name="sessions">At least two clusters; events may exceed trials.</param>
    /// <param name="by">What is drawn again.</param>
    /// <param name="level">Level of the interval.</param>
    /// <param name="replicates">Draws of all clusters.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="NotIdentifiedException">Fewer than two clusters, or no event at all.</exception>
    public static Estimate Clustered(IEnumerable<SessionCounts> sessions, ClusterBy by = ClusterBy.Session, double level = 0.95, int replicates = 2000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        Check.Level(level);
        if (replicates < 100) throw new InputException("MODEL344", "'replicates'", $"it is {replicates}", "100 or more give an interval", "leave the default of 2000");
        SessionCounts[] all = Whole(sessions);
        foreach (var s in all)
            Check.Unbounded($"session '{s.Session}'", s.Events, s.Trials);
        SessionCounts[] list = [.. all.Where(s => s.Trials > 0)];
        var clusters = Clusters(list, by);
        if (clusters.Length < 2)
            throw new NotIdentifiedException("MODEL351", "clusters", $"{clusters.Length}", "the spread between clusters cannot be seen in one", by == ClusterBy.Kol ? "cluster by session and say so, or add KOLs" : "add sessions");
        double events = list.Sum(s => s.Events), trials = list.Sum(s => s.Trials);
        if (events == 0)
            throw new NotIdentifiedException("MODEL314", "sessions", "no event in any", "drawing them again shows no spread", "report an upper end with RateInterval.Of");
        var ratios = new double[replicates];
        Parallel.For(0, replicates, r =>
        {
            var stream = RandomStream.For(seed, r);
            double y = 0, n = 0;
            for (var i = 0; i < clusters.Length; i++)
            {
                var (clusterEvents, clusterTrials) = clusters[stream.NextInt(clusters.Length)];
                y += clusterEvents;
                n += clusterTrials;
            }

            ratios[r] = y / n;
        });
        var nested = list.All(s => s.Events <= s.Trials);
        var warnings = new List<ModelWarning>();
        if (nested && events < trials && list.Length > 1) warnings.Add(Report(OverDispersion(list)));
        if (!nested) warnings.Add(new ModelWarning("MODEL352", Severity.Caution, "Events exceed trials in a session: this is a ratio of means, not a share of viewers."));
        if (clusters.Length < 20) warnings.Add(new ModelWarning("MODEL353", Severity.Caution, $"With {clusters.Length} clusters the bootstrap interval is somewhat too narrow.") { Numbers = new Dictionary<string, double> { ["clusters"] = clusters.Length } });
        return new Estimate(events / trials, Quantile.Central(ratios, level, IntervalKind.Confidence), nested ? Unit.Share : Unit.Number, new SampleSize(list.Length, all.Length - list.Length, list.Length == all.Length ? null : "sessions without trials"), $"ratio of means, bootstrap by {(by == ClusterBy.Kol ? "KOL" : "session")} ({replicates} replicates, seed {seed})")
        {
            Warnings = warnings,
            Provenance = Provenance.Combine(list.Select(s => s.Provenance).Distinct()),
        };
    }

    /// <summary>Counts of each cluster, in the order of their names.</summary>
    internal static (double Events, double Trials)[] Clusters(IEnumerable<SessionCounts> sessions, ClusterBy by) =>
        [.. sessions.GroupBy(s => by == ClusterBy.Kol ? s.Kol : s.Session, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ((double)g.Sum(s => s.Events), (double)g.Sum(s => s.Trials)))];

    private static ModelWarning Report(double phi) =>
        new("MODEL354", phi > BinomialLimit ? Severity.Caution : Severity.Note, FormattableString.Invariant($"Over-dispersion between sessions: {phi:0.##}.")) { Numbers = new Dictionary<string, double> { ["phi"] = phi } };

    /// <summary>The rows, none of them null.</summary>
    internal static SessionCounts[] Whole(IEnumerable<SessionCounts> sessions) => Guard.Items(sessions, "sessions", row => row.Session, row => row.Kol, row => row.Segment);

    private static SessionCounts[] Used(IEnumerable<SessionCounts> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        SessionCounts[] all = Whole(sessions);
        foreach (var s in all)
            if (s.Trials != 0 || s.Events != 0) Check.Counts($"session '{s.Session}'", s.Events, s.Trials);
        SessionCounts[] used = [.. all.Where(s => s.Trials > 0)];
        return used.Length >= 2
            ? used
            : throw new NotIdentifiedException("MODEL351", "sessions", $"{used.Length} with trials", "the spread between sessions cannot be seen in one", "add sessions");
    }
}
