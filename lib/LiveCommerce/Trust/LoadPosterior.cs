using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Draws of the sponsored-load posterior: proposed, weighed by the exact density, resampled.</summary>
internal sealed class LoadPosterior(LoadPanel panel, SponsoredLoadPrior prior, SponsoredLoadOptions options)
{
    private const int LeastProposals = 400, ProposalsPerDraw = 2, MostRounds = 6;

    public SponsoredLoadPosterior Sample(int draws)
    {
        if (panel.Kols < 5 || panel.Rows.Length < 30)
        {
            throw new NotIdentifiedException("MODEL469", "sessions", FormattableString.Invariant($"{panel.Kols} KOLs with {panel.Rows.Length} sessions that tell"),
                "at least 5 KOLs and 30 sessions after the first ones are needed", "add KOLs or sessions");
        }

        var proposal = new LoadProposal(new LoadDensity(panel, prior, options.Controls.Count), prior);
        var (proposed, weighed) = Weighed(proposal, draws, 0);
        for (var round = 1; round < MostRounds && (weighed.Shape > ParetoSmoothing.MaxShape || weighed.EffectiveSize < proposed.Length / 2.0); round++)
        {
            proposal.Refine();
            (proposed, weighed) = Weighed(proposal, draws, round);
        }

        SponsoredLoadDraw[] drawn = [.. Resampled(weighed.Weights, draws, RandomStream.For(options.Seed, -1)).Select(i => Draw(proposed[i]))];
        return Summary(drawn, weighed, panel.Load(drawn.Average(draw => draw.Persistence)));
    }

    private (LoadProposal.Proposed[] Proposed, ParetoSmoothing Weighed) Weighed(LoadProposal proposal, int draws, int round)
    {
        var proposed = Replicates.Run(Math.Max(LeastProposals, ProposalsPerDraw * draws), unchecked(options.Seed + (ulong)round), (stream, _) => proposal.Draw(stream));
        return (proposed, ParetoSmoothing.Of(proposed.Select(one => one.LogRatio)));
    }

    private static SponsoredLoadDraw Draw(LoadProposal.Proposed one) =>
        new(one.Persistence, one.Threshold, one.Slopes[0], one.Slopes[1], [.. one.Slopes.Skip(2)], Transform.InverseLogit(one.CorrelationLogit));

    /// <summary>Indices by systematic resampling: none comes more often than its weight asks, rounded up.</summary>
    private static IEnumerable<int> Resampled(IReadOnlyList<double> weights, int count, RandomStream stream)
    {
        double reached = 0, next = stream.NextDouble() / count;
        var taken = 0;
        for (var i = 0; i < weights.Count && taken < count; i++)
        {
            reached += weights[i];
            for (; taken < count && (next < reached || i == weights.Count - 1); next += 1.0 / count, taken++) yield return i;
        }
    }

    private SponsoredLoadPosterior Summary(SponsoredLoadDraw[] drawn, ParetoSmoothing weighed, double[] load)
    {
        Array.Sort(load);
        var cut = (int)(options.LeastOnEachSide * load.Length);
        var support = new Interval(load[cut], load[^(cut + 1)], 1, IntervalKind.SourceSpread);
        var beyond = drawn.Count(draw => !support.Contains(draw.Threshold)) / (double)drawn.Length;
        var provenance = Provenance.Combine(panel.Rows.Select(row => row.Provenance).Distinct());
        int rows = panel.Rows.Length, telling = panel.KolsThatTell;
        var n = new SampleSize(rows, panel.Given - rows, panel.Given == rows ? null : "first sessions of a KOL, or no followers counted");
        List<ModelWarning> warnings = [new("MODEL467", Severity.Caution, "The KOL chooses what is sponsored: this is association within KOLs. A trusted KOL may sell more and keep followers.")];
        if (beyond > 0.05)
            warnings.Add(new("MODEL494", Severity.Serious, FormattableString.Invariant($"{beyond:P0} of the posterior puts the threshold outside the loads that the data tell apart ({support.Low:0.###} to {support.High:0.###}): there it is the prior.")));
        if (telling < 5)
            warnings.Add(new("MODEL495", Severity.Serious, FormattableString.Invariant($"Only {telling} of {panel.Kols} KOLs have both events and followers without: the posterior is mostly the prior.")));
        if (weighed.Shape > ParetoSmoothing.MaxShape || weighed.EffectiveSize < Math.Min(100, drawn.Length / 2.0))
            warnings.Add(new("MODEL496", Severity.Serious, FormattableString.Invariant($"The draws were weighed with a Pareto shape of {weighed.Shape:0.00} and are worth {weighed.EffectiveSize:0} independent ones: above 0.7, or with few, they may miss part of the posterior."))
            {
                Numbers = new Dictionary<string, double> { ["pareto_shape"] = weighed.Shape, ["effective_draws"] = weighed.EffectiveSize },
            });
        Estimate Of(Func<SponsoredLoadDraw, double> take, Unit unit)
        {
            double[] values = [.. drawn.Select(take)];
            return new Estimate(values.Average(), Quantile.Central(values, options.Level, IntervalKind.Credible), unit, n, FormattableString.Invariant($"posterior of {values.Length} draws, seed {options.Seed}")) { Provenance = provenance, Warnings = warnings };
        }

        var harm = options.Outcome == LoadOutcome.Loss ? 1 : -1;
        return new SponsoredLoadPosterior
        {
            Draws = drawn,
            Threshold = Of(draw => draw.Threshold, Unit.Share),
            HalfLife = Of(draw => LoadFit.HalfLifeOf(draw.Persistence), Unit.Sessions),
            SlopeBelow = Of(draw => draw.SlopeBelow, Unit.Number),
            SlopeAbove = Of(draw => draw.SlopeAbove, Unit.Number),
            Bend = Of(draw => draw.Bend, Unit.Number),
            OverDispersion = Of(draw => draw.OverDispersion, Unit.Number),
            ProbabilityBackfires = drawn.Count(draw => harm * draw.SlopeAbove > 0 && harm * draw.Bend > 0) / (double)drawn.Length,
            BeyondSupport = beyond,
            ParetoShape = weighed.Shape,
            EffectiveDraws = weighed.EffectiveSize,
            Prior = prior,
            Options = options,
            N = n,
            Warnings = warnings,
            Provenance = provenance,
        };
    }
}
