using LiveCommerce.Numerics;

namespace LiveCommerce.Trust;

/// <summary>Deviance above the best one when a parameter is held at a value, in units of the over-dispersion.</summary>
/// <param name="Value">Value held.</param>
/// <param name="Rise">0 at the best.</param>
public sealed record ProfilePoint(double Value, double Rise);

/// <summary>Odds of an event at a load, relative to the lowest load seen.</summary>
/// <param name="Load">Sponsored load, 0 to 1.</param>
/// <param name="OddsRatio">1 at the lowest load seen.</param>
/// <param name="Interval">Over resampled KOLs, the threshold free; at the fitted threshold where there are no replicates. The persistence is held.</param>
public sealed record DosePoint(double Load, double OddsRatio, Interval Interval);

/// <summary>Events per follower as sponsored sessions build up, with a threshold from which they rise faster. Fixed effects of KOLs; counts over-dispersed.</summary>
/// <remarks>
/// Load S = phi S before + (1 - phi) sponsored share. logit h = KOL + b1 S + b2 max(S - kappa, 0) + controls. Profile over phi and kappa; weights of Williams (1982); slopes with
/// standard errors clustered by KOL. The KOL chooses what is sponsored: this is association within KOLs, not an experiment. See <see cref="Placebo"/>.
/// </remarks>
public sealed record SponsoredLoad
{
    /// <summary>The threshold with its profile interval; null when the data do not show one, see <see cref="WhyNoThreshold"/>.</summary>
    public required Estimate? Threshold { get; init; }

    /// <summary>Why no threshold is given; null when one is.</summary>
    public required string? WhyNoThreshold { get; init; }

    /// <summary>Percentile interval of the threshold over resampled KOLs; null without a threshold or without replicates.</summary>
    public required Interval? ThresholdBootstrap { get; init; }

    /// <summary>p of no bend anywhere (Davies 1987).</summary>
    public required double BendPValue { get; init; }

    /// <summary>Sessions after which half of a sponsored session's weight is gone.</summary>
    public required Estimate HalfLife { get; init; }

    /// <summary>Persistence of the load between sessions, 0 to below 1.</summary>
    public required double Persistence { get; init; }

    /// <summary>Log odds per unit of load below the threshold; over the whole load when there is no threshold.</summary>
    public required Estimate SlopeBelow { get; init; }

    /// <summary>Log odds per unit of load above the threshold; the same as below when there is no threshold.</summary>
    public required Estimate SlopeAbove { get; init; }

    /// <summary>Change of the slope at the threshold; null when there is no threshold.</summary>
    public required Estimate? Bend { get; init; }

    /// <summary>Log odds per unit of each control.</summary>
    public required IReadOnlyDictionary<string, Estimate> Controls { get; init; }

    /// <summary>Effect of the sponsored share of the next session; it must include 0, for what comes later cannot act.</summary>
    public required Estimate Placebo { get; init; }

    /// <summary>Correlation of the fates of followers of one session (Williams); 0 for plain binomial counts.</summary>
    public required double OverDispersion { get; init; }

    /// <summary>Loads between which thresholds could be tried: enough rows lie on both sides.</summary>
    public required Interval Support { get; init; }

    /// <summary>Lowest and highest load seen.</summary>
    public required Interval Observed { get; init; }

    /// <summary>Profile of the threshold.</summary>
    public required IReadOnlyList<ProfilePoint> ThresholdProfile { get; init; }

    /// <summary>Odds over the observed load.</summary>
    public required IReadOnlyList<DosePoint> DoseResponse { get; init; }

    /// <summary>Events per trial over all rows.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Mean load over all rows.</summary>
    public required double MeanLoad { get; init; }

    /// <summary>KOLs used.</summary>
    public required int Kols { get; init; }

    /// <summary>Sessions used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Options given.</summary>
    public required SponsoredLoadOptions Options { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the sessions come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Whether selling does no harm up to the threshold and harm beyond it.</summary>
    public bool Backfires => Threshold is not null && Harm(SlopeBelow).Low <= 0 && Harm(SlopeAbove).Low > 0;

    /// <summary>Whether harm grows faster beyond the threshold, whatever it does below.</summary>
    public bool WorseBeyondThreshold => Bend is not null && Harm(Bend).Low > 0 && Harm(SlopeAbove).Low > 0;

    /// <summary>The threshold, or a refusal with the way out.</summary>
    /// <exception cref="NotIdentifiedException">The data do not show one.</exception>
    public Estimate RequireThreshold() => Threshold ?? throw new NotIdentifiedException("MODEL464", "threshold", WhyNoThreshold!,
        "a threshold is found only where the data cross it", "add KOLs or sessions with a higher sponsored share, or report the slope over the observed load");

    /// <summary>Expected further events after <paramref name="extraShare"/> more sponsored share in one session, over all later sessions together.</summary>
    /// <param name="load">Load at which it happens, within the observed one.</param>
    /// <param name="trials">Followers, or eligible buyers.</param>
    /// <param name="extraShare">Such as 10 minutes over the minutes of the session.</param>
    /// <exception cref="NotIdentifiedException">The load was not observed.</exception>
    public Estimate ExtraEvents(double load, double trials, double extraShare)
    {
        Guard.Positive(trials, "trials");
        Guard.Probability(extraShare, "extraShare");
        if (!Observed.Contains(load))
        {
            throw new NotIdentifiedException("MODEL466", "'load'", FormattableString.Invariant($"{load:G3}, observed {Observed.Low:G3} to {Observed.High:G3}"),
                "the curve is not known outside the data", "ask within the observed load");
        }

        double Dose(double at) => SlopeBelow.Value * at + (Bend?.Value ?? 0) * Math.Max(0, at - (Threshold?.Value ?? 0));
        var rate = 1 / (1 + Math.Exp(-(Math.Log(BaseRate / (1 - BaseRate)) + Dose(load) - Dose(MeanLoad))));
        var slope = Threshold is { } threshold && load > threshold.Value ? SlopeAbove : SlopeBelow;
        var per = trials * rate * (1 - rate) * extraShare;
        return new Estimate(per * slope.Value, new Interval(per * slope.Interval!.Low, per * slope.Interval.High, slope.Interval.Level, slope.Interval.Kind), Unit.Persons, N, "marginal effect of the sponsored load")
        {
            Provenance = Provenance,
            Warnings = Warnings,
        };
    }

    /// <summary>Fits the model.</summary>
    /// <param name="sessions">Sessions of several KOLs, in any order.</param>
    /// <param name="options">Outcome, controls, grids.</param>
    /// <exception cref="InputException">A count, share or control is not what it should be.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than 5 KOLs with events, or a load that does not vary.</exception>
    public static SponsoredLoad Fit(IEnumerable<LoadSession> sessions, SponsoredLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        options = (options ?? new SponsoredLoadOptions()).Checked();
        return new LoadFit(new LoadPanel([.. sessions], options), options).Result();
    }

    private Interval Harm(Estimate slope) => Options.Outcome == LoadOutcome.Loss
        ? slope.Interval!
        : new Interval(-slope.Interval!.High, -slope.Interval.Low, slope.Interval.Level, slope.Interval.Kind);
}
