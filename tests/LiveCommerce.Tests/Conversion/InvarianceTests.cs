using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

/// <summary>What must not change an answer: the order of rows, and a group split in two equal halves.</summary>
public sealed class InvarianceTests
{
    private static readonly PoolingOptions Quick = new() { Draws = 100 };

    private static bool Close(double a, double b, double tolerance = 1e-9) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b));

    private static SegmentCount[] Segments(byte[]? seeds) =>
        [.. (seeds ?? []).Take(10).Select((c, i) => new SegmentCount($"s{i}", c % 29, 29 + (c / 5)))];

    /// <summary>Strata with counts above 0 everywhere, so that every ratio has a value.</summary>
    private static Stratum[] Strata(byte[]? seeds) => [.. (seeds ?? []).Chunk(4).Where(c => c.Length == 4).Take(6).Select((c, i) =>
        new Stratum($"s{i}", new RateCount(2 * (c[0] + 1), 2 * (c[0] + c[1] + 2)), new RateCount(2 * (c[2] + 1), 2 * (c[2] + c[3] + 2))))];

    [Property(MaxTest = 20)]
    public bool Order_of_segments_changes_no_pooled_rate_interval_or_rank(byte[] seeds)
    {
        var segments = Segments(seeds);
        if (segments.Length < 2 || !segments.Any(s => s.Events > 0)) return true;
        PooledRates there = PartialPooling.FullBayes(segments, Quick), back = PartialPooling.FullBayes(segments.Reverse(), Quick);
        return segments.All(s => Close(there.Of(s.Segment).Pooled.Value, back.Of(s.Segment).Pooled.Value)
            && Close(there.Of(s.Segment).Pooled.Interval!.Low, back.Of(s.Segment).Pooled.Interval!.Low)
            && Close(there.Of(s.Segment).ProbabilityBest, back.Of(s.Segment).ProbabilityBest));
    }

    [Property(MaxTest = 20)]
    public bool Pooled_rates_lie_between_raw_and_population_and_inside_their_intervals(byte[] seeds)
    {
        var segments = Segments(seeds);
        if (segments.Length < 2 || !segments.Any(s => s.Events > 0)) return true;
        var fit = PartialPooling.FullBayes(segments, Quick.WithDraws(1000));
        // The pooled rate averages over means near the population's: between raw and the lowest or highest of them.
        var population = fit.PopulationMean.Interval!;
        return fit.Segments.All(s => s.Pooled.Value >= Math.Min(s.Raw.Value, population.Low) && s.Pooled.Value <= Math.Max(s.Raw.Value, population.High)
            && s.Pooled.Interval!.Contains(s.Pooled.Value) && s.Raw.Interval!.Contains(s.Raw.Value) && s.Shrinkage is > 0 and < 1
            && Close(s.RankProbabilities.Sum(), 1));
    }

    [Property]
    public bool Every_interval_of_a_rate_holds_it_inside_0_to_1(byte events, byte others)
    {
        if (events + others == 0) return true;
        return Enum.GetValues<RateIntervalKind>().All(kind =>
        {
            var interval = RateInterval.Of(events, events + others, kind);
            var rate = events / (double)(events + others);
            return interval.Low - 1e-12 <= rate && rate <= interval.High + 1e-12 && interval.Low >= 0 && interval.High <= 1;
        });
    }

    [Property]
    public bool Halving_a_stratum_or_turning_the_order_leaves_Mantel_and_Haenszel(byte[] seeds)
    {
        var strata = Strata(seeds);
        if (strata.Length == 0) return true;
        static RateCount Half(RateCount count) => new(count.Events / 2, count.Trials / 2);
        var half = strata[0] with { A = Half(strata[0].A), B = Half(strata[0].B) };
        StratifiedComparison whole = StratifiedComparison.Of(strata), halves = StratifiedComparison.Of(strata.Skip(1).Append(half).Append(half with { Name = "again" }).Reverse());
        return Close(whole.MantelHaenszel.Value, halves.MantelHaenszel.Value) && Close(whole.AggregateOddsRatio.Value, halves.AggregateOddsRatio.Value)
            && Close(whole.MantelHaenszel.Interval!.High, halves.MantelHaenszel.Interval!.High);
    }

    [Property(MaxTest = 40)]
    public bool Halving_a_row_or_turning_the_order_leaves_the_logit(byte[] seeds)
    {
        LogitRow[] rows = [.. (seeds ?? []).Take(12).Select((c, i) => new LogitRow(2 * (1 + (c % 20)), 60, [i % 3, c / 255.0]))];
        if (rows.Length < 5 || rows.Select(r => r.Covariates[1]).Distinct().Count() < 4) return true;
        var half = rows[0] with { Events = rows[0].Events / 2, Trials = rows[0].Trials / 2 };
        LogitRegression whole = LogitRegression.Fit(["x", "z"], rows), halves = LogitRegression.Fit(["x", "z"], rows.Skip(1).Append(half).Append(half).Reverse());
        return whole.Coefficients.Zip(halves.Coefficients).All(pair => Close(pair.First.Value, pair.Second.Value, 1e-7) && Close(pair.First.StandardError, pair.Second.StandardError, 1e-7));
    }

    [Property(MaxTest = 15)]
    public bool Halving_a_row_of_a_group_or_turning_the_order_leaves_the_mixed_logit(byte[] seeds)
    {
        LogitRow[] rows = [.. (seeds ?? []).Take(16).Select((c, i) => new LogitRow(2 * (1 + (c % 20)), 60, []).In($"k{i / 2}"))];
        if (rows.Length < 8) return true;
        var half = rows[0] with { Events = rows[0].Events / 2, Trials = rows[0].Trials / 2 };
        MixedLogit whole = MixedLogit.Fit([], rows, nodes: 9), halves = MixedLogit.Fit([], rows.Skip(1).Append(half).Append(half).Reverse(), nodes: 9);
        return Close(whole.Coefficients[0].Value, halves.Coefficients[0].Value, 1e-4) && Close(whole.GroupSd, halves.GroupSd, 1e-3);
    }

    [Property]
    public bool Halving_a_group_leaves_mix_and_stage_effects_which_add_up(byte[] seeds)
    {
        MixGroup[] first = Side(seeds, 0), second = Side(seeds, 3);
        if (first.Length == 0) return true;
        static MixGroup[] Halved(MixGroup[] side) => [.. side.Skip(1), side[0] with { Weight = side[0].Weight / 2 }, side[0] with { Group = "again", Weight = side[0].Weight / 2 }];
        RateChange whole = Decomposition.OfMix(["a", "b"], first, second), halves = Decomposition.OfMix(["a", "b"], Halved(first), Halved(second).Reverse());
        return Close(whole.Effects.Sum(e => e.Effect), whole.Change, 1e-12)
            && whole.Effects.Zip(halves.Effects).All(pair => Close(pair.First.Effect, pair.Second.Effect, 1e-12) && Close(pair.First.LogMeanEffect!.Value, pair.Second.LogMeanEffect!.Value, 1e-12));

        static MixGroup[] Side(byte[]? seeds, int shift)
        {
            byte[][] parts = [.. (seeds ?? []).Chunk(6).Where(c => c.Length == 6).Take(5)];
            double all = parts.Sum(c => c[shift] + 1.0);
            return [.. parts.Select((c, g) => new MixGroup($"g{g}", (c[shift] + 1) / all, [(c[shift + 1] + 1) / 256.0, (c[shift + 2] + 1) / 256.0]))];
        }
    }

    [Property]
    public bool Order_of_sessions_leaves_the_clustered_rate_which_its_interval_holds(byte[] seeds)
    {
        SessionCounts[] sessions = [.. (seeds ?? []).Take(15).Select((c, i) => new SessionCounts($"s{i:00}", $"k{i / 2}", c % 50, 50 + c))];
        if (sessions.Length < 3 || sessions.All(s => s.Events == 0)) return true;
        Estimate there = SessionRate.Clustered(sessions, replicates: 200), back = SessionRate.Clustered(sessions.Reverse(), replicates: 200);
        return there.Value == back.Value && there.Interval == back.Interval && there.Interval!.Low <= there.Value + 0.02 && there.Interval.High >= there.Value - 0.02;
    }
}
