using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Rates of segments from their sessions, when sessions of one segment differ more than their viewers would make them.</summary>
/// <remarks>
/// Events of a session ~ BetaBin(trials, p c, (1 - p) c); p of a segment ~ Beta(alpha, beta): three parameters, integrated on grids, so
/// nothing has to converge. The intraclass correlation 1 / (1 + c) has a uniform prior. With it a segment of a few sessions is drawn
/// towards the others by as much as its sessions, not its viewers, leave open. The rate is that of the segment's mean session: where
/// large sessions convert unlike small ones, it is not the rate of the mean viewer, and a warning says so.
/// </remarks>
public static class SessionPooling
{
    /// <summary>Fits the model.</summary>
    /// <param name="sessions">Sessions with their segment (<see cref="SessionCounts.In"/>); at least two segments and one with two sessions. Sessions without trials are left out.</param>
    /// <param name="options">Level, draws, seed, prior of the spread of segments.</param>
    /// <exception cref="InputException">A count is negative, or events exceed trials.</exception>
    /// <exception cref="NotIdentifiedException">One segment, one session in each, no event at all, or nothing but events.</exception>
    public static PooledSessions Fit(IEnumerable<SessionCounts> sessions, PoolingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var chosen = (options ?? new PoolingOptions()).Checked();
        SessionCounts[] all = SessionRate.Whole(sessions);
        foreach (var s in all)
            if (s.Trials != 0 || s.Events != 0) Check.Counts($"session '{s.Session}'", s.Events, s.Trials);
        SessionCounts[] used = [.. all.Where(s => s.Trials > 0)];
        IGrouping<string, SessionCounts>[] groups = [.. used.GroupBy(s => s.Segment, StringComparer.Ordinal)];
        SegmentCount[] counts = [.. groups.Select(g => new SegmentCount(g.Key, g.Sum(s => s.Events), g.Sum(s => s.Trials)) { Provenance = Provenance.Combine(g.Select(s => s.Provenance).Distinct()) })];
        PartialPooling.Identified(counts, chosen);
        if (groups.All(g => g.Count() == 1))
            throw new NotIdentifiedException("MODEL378", "segments", "one session each", "differences between sessions and between segments cannot be told apart", "give at least one segment two sessions, or use PartialPooling and say that sessions are taken as alike");
        if (used.All(s => s.Trials == 1))
            throw new NotIdentifiedException("MODEL369", "sessions", "one single trial each", "over-dispersion between sessions cannot be seen in single trials", "use PartialPooling");
        SessionCurves[] curves = [.. groups.Select(g => new SessionCurves(g))];
        var hierarchy = new SessionHierarchy(curves, chosen.Prior);
        double events = counts.Sum(c => c.Events), trials = counts.Sum(c => c.Trials);
        var grid = HyperGrid.Of(hierarchy.LogAt, Math.Log(events / (trials - events)), 2.5);
        var population = Replicates.Run(chosen.Draws, chosen.Seed, (stream, _) =>
        {
            var (alpha, beta) = grid.Draw(stream);
            var (point, concentration) = hierarchy.Draw(alpha, beta, stream);
            return new Parameters(alpha, beta, point, concentration, new SessionHierarchy.PriorNodes(alpha, beta));
        });
        var draws = new RateDraws([.. counts.Select(c => c.Segment)], chosen.Draws, unchecked(chosen.Seed + 0x9E3779B97F4A7C15), (j, stream) =>
            [.. population.Select(p => hierarchy.Conditional(j, p.Point, p.Shape).Draw(stream))]);
        double[] correlations = [.. population.Select(p => 1 / (1 + p.Concentration))];
        var correlation = new Estimate(Quantile.Of(correlations, 0.5), Quantile.Central(correlations, chosen.Level, IntervalKind.Credible), Unit.Number, new SampleSize(used.Length), "median of the intraclass correlation of sessions")
        {
            Provenance = Provenance.Combine(counts.Select(c => c.Provenance).Distinct()),
        };
        var posteriors = new (double Mean, double Sd, double Shrinkage)[counts.Length];
        Parallel.For(0, counts.Length, j => posteriors[j] = Posterior(j, curves[j], hierarchy, population));
        var rates = PoolingSummary.OfGrid(counts, chosen, grid, draws, posteriors, "beta-binomial hierarchy of sessions and segments, full Bayes by quadrature", PartialPooling.Warnings(counts, grid.MassAtCut));
        Estimate[] raw = [.. counts.Select((c, j) => Raw(c, curves[j], correlation.Value, groups[j].Count(), chosen.Level))];
        return new PooledSessions
        {
            Rates = rates with { Warnings = [.. rates.Warnings, .. Weighted(counts, raw)], Segments = [.. rates.Segments.Select((s, j) => s with { Raw = raw[j], Pooled = s.Pooled with { N = new SampleSize(groups[j].Count()) } })] },
            IntraclassCorrelation = correlation,
            SessionConcentrations = [.. population.Select(p => p.Concentration)],
            N = new SampleSize(used.Length, all.Length - used.Length, all.Length == used.Length ? null : "sessions without trials"),
        };
    }

    private static (double Mean, double Sd, double Shrinkage) Posterior(int segment, SessionCurves curve, SessionHierarchy hierarchy, Parameters[] population)
    {
        double mean = 0, square = 0, shrinkage = 0;
        foreach (var p in population)
        {
            var (first, second) = hierarchy.Conditional(segment, p.Point, p.Shape).Moments();
            var k = p.Alpha + p.Beta;
            mean += first / population.Length;
            square += second / population.Length;
            shrinkage += k / (k + curve.EffectiveTrials(1 / (1 + p.Concentration))) / population.Length;
        }

        return (mean, Math.Sqrt(Math.Max(0, square - (mean * mean))), shrinkage);
    }

    /// <summary>The segment alone: maximum likelihood at the fitted correlation of sessions, with its likelihood-ratio interval.</summary>
    private static Estimate Raw(SegmentCount count, SessionCurves curve, double correlation, int sessions, double level)
    {
        var (rate, low, high) = curve.Alone((1 / correlation) - 1, Tail.ChiSquaredQuantile(level, 1) / 2);
        return new Estimate(rate, new Interval(low, high, level, IntervalKind.Confidence), Unit.Share, new SampleSize(sessions), "maximum likelihood of the segment's sessions, likelihood-ratio interval") { Provenance = count.Provenance };
    }

    private static IEnumerable<ModelWarning> Weighted(SegmentCount[] counts, Estimate[] raw)
    {
        string[] apart = [.. counts.Where((c, j) => !raw[j].Interval!.Contains(c.Count.Fraction)).Select(c => c.Segment)];
        if (apart.Length > 0)
            yield return new ModelWarning("MODEL379", Severity.Caution, $"Large sessions differ from small ones in {apart.Length} of {counts.Length} segments ({string.Join("; ", apart.Take(3))}): the rate of the mean session is not the rate of the mean viewer there; see SessionRate.Clustered for the latter.") { Numbers = new Dictionary<string, double> { ["segments"] = apart.Length } };
    }

    private sealed record Parameters(double Alpha, double Beta, int Point, double Concentration, SessionHierarchy.PriorNodes Shape);
}
