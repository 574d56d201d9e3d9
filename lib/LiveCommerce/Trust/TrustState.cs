using LiveCommerce.Numerics;
using MathNet.Numerics.Distributions;

namespace LiveCommerce.Trust;

/// <summary>Trust of a KOL at a session, in standard deviations of trust about the KOL's own level.</summary>
/// <param name="Kol">The KOL.</param>
/// <param name="Time">Time in sessions.</param>
/// <param name="Trust">Smoothed over all sessions.</param>
/// <param name="Interval">Given the fitted parameters.</param>
public sealed record TrustPoint(string Kol, double Time, double Trust, Interval Interval);

/// <summary>Trust as a state behind several indicators, moved by content, ads and products; dynamics common to all KOLs, the level their own.</summary>
/// <remarks>
/// Trust next = phi^gap trust + phi^(gap - 1) (content gain, less costs of ads, products and strain) + noise; indicator k = constant + loading (own level + trust) + noise, first loading 1.
/// Own levels start diffuse, effects are solved for, the rest by maximum likelihood. Trust is never in points: it is scaled by its own standard deviation. Durbin and Koopman (2012), de Jong (1991).
/// </remarks>
public sealed record TrustState
{
    /// <summary>Part of trust left after a session.</summary>
    public required Estimate Persistence { get; init; }

    /// <summary>Trust won per unit of content.</summary>
    public required Estimate ContentGain { get; init; }

    /// <summary>Trust lost per session of ads alone.</summary>
    public required Estimate AdTrustCost { get; init; }

    /// <summary>Trust lost per session of products alone.</summary>
    public required Estimate ProductTrustCost { get; init; }

    /// <summary>Trust lost per unit of selling beyond the threshold; null without one.</summary>
    public required Estimate? StrainCost { get; init; }

    /// <summary>Standard deviation of trust in units of the first indicator.</summary>
    public required double Scale { get; init; }

    /// <summary>Standard deviation of the chance change between sessions, in standard deviations of trust.</summary>
    public required double TrustNoise { get; init; }

    /// <summary>Loadings of the indicators; the first is 1.</summary>
    public required IReadOnlyList<double> Loadings { get; init; }

    /// <summary>Noise standard deviation of each indicator, in its own unit.</summary>
    public required IReadOnlyList<double> IndicatorNoise { get; init; }

    /// <summary>Diffuse log likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Deviance above the best one when the persistence is held: a flat profile means that fading and noise are not told apart.</summary>
    public required IReadOnlyList<ProfilePoint> PersistenceProfile { get; init; }

    /// <summary>Trust of every KOL at every session.</summary>
    public required IReadOnlyList<TrustPoint> Path { get; init; }

    /// <summary>Options given.</summary>
    public required TrustStateOptions Options { get; init; }

    /// <summary>Indicator values used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the sessions come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Fits the model.</summary>
    /// <param name="sessions">Sessions of one or more KOLs; in any order.</param>
    /// <param name="options">Threshold and level.</param>
    /// <exception cref="InputException">Times that do not rise, shares outside 0 to 1, or indicators of unequal number.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than 10 sessions a KOL, inputs that do not vary, or no maximum.</exception>
    public static TrustState Fit(IEnumerable<TrustSession> sessions, TrustStateOptions? options = null)
    {
        options ??= new TrustStateOptions();
        Guard.Level(options.Level);
        var kols = Checked(sessions);
        var filter = new TrustFilter(kols, options.StrainThreshold);
        var k = kols[0][0].Indicators.Count;
        double[] spread = [.. Enumerable.Range(0, k).Select(j => kols.Average(kol => Math.Sqrt(Moments.Of(kol.Where(s => s.Indicators[j].HasValue).Select(s => s.Indicators[j]!.Value).DefaultIfEmpty(0)).Variance)))];
        if (spread.Any(s => !(s > 0)))
        {
            throw new NotIdentifiedException("MODEL486", FormattableString.Invariant($"indicator {Array.FindIndex(spread, s => !(s > 0)) + 1}"), "it does not vary", "a constant tells nothing of trust", "leave it out");
        }

        double MinusLog(double[] x) => Math.Abs(x[0]) > 12 || x.Skip(1).Take(1 + k).Any(s => s < -12) ? double.PositiveInfinity : -(filter.At(filter.Read(x))?.LogLikelihood ?? double.NegativeInfinity);
        double[] Start(double phi, double part) => [Math.Log(phi / (1 - phi)), Math.Log(part * spread[0]), .. spread.Select(s => Math.Log(0.7 * s)), .. spread.Skip(1).Select(s => s / spread[0])];
        var fit = Minimiser.Minimise(MinusLog, [Start(0.75, 0.4)]);
        if (!fit.Converged) fit = Minimiser.Minimise(MinusLog, [Start(0.5, 0.6), Start(0.95, 0.15)]);
        var at = double.IsFinite(fit.Value) ? filter.At(filter.Read(fit.Point)) : null;
        var covariance = at is null ? null : NumericalHessian.Covariance(MinusLog, fit.Point);
        if (at is null || covariance is null || !fit.Converged)
        {
            throw new NotIdentifiedException("MODEL487", "sessions", at is null ? "content, ads and products say the same, or do not vary" : fit.Reason,
                "fading, noise and effects cannot be told apart", "add sessions or a second indicator, or leave the threshold out");
        }

        return new TrustWriter(kols, filter, options, fit, at, covariance, Profile(MinusLog, fit)).Write();
    }

    /// <summary>A policy setting with these dynamics; views and money stay as in <paramref name="setting"/>.</summary>
    public KolSetting ToSetting(KolSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return setting with
        {
            Persistence = Persistence.Value,
            ContentGain = Math.Max(0, ContentGain.Value),
            AdTrustCost = Math.Max(0, AdTrustCost.Value),
            ProductTrustCost = Math.Max(0, ProductTrustCost.Value),
            StrainCost = Math.Max(0, StrainCost?.Value ?? 0),
            StrainThreshold = Options.StrainThreshold ?? 1,
            StrainPower = 1,
            TrustNoise = TrustNoise,
            Provenance = setting.Provenance.With(Provenance),
        };
    }

    private static ProfilePoint[] Profile(Func<double[], double> minusLog, MinimiserResult fit) =>
        [.. new[] { -2.0, -1, 0, 1, 2 }.AsParallel().AsOrdered().Select(shift =>
        {
            var held = fit.Point[0] + shift;
            var free = shift == 0 ? fit.Value : Minimiser.Minimise(x => minusLog([held, .. x]), [[.. fit.Point.Skip(1)]], new MinimiserOptions { MaxEvaluations = 800, Tolerance = 1e-7 }).Value;
            return new ProfilePoint(1 / (1 + Math.Exp(-held)), Math.Max(0, 2 * (free - fit.Value)));
        })];

    internal static TrustSession[][] Checked(IEnumerable<TrustSession> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        TrustSession[][] kols = [.. sessions.GroupBy(s => s.Kol, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.OrderBy(s => s.Time).ToArray())];
        if (kols.Length == 0 || kols.Any(kol => kol.Length < 10))
        {
            throw new NotIdentifiedException("MODEL485", "sessions", FormattableString.Invariant($"{(kols.Length == 0 ? 0 : kols.Min(kol => kol.Length))} sessions of a KOL"),
                "at least 10 a KOL are needed, 30 for a use", "leave KOLs with few sessions out");
        }

        foreach (var kol in kols)
        {
            for (var t = 0; t < kol.Length; t++)
            {
                var where = FormattableString.Invariant($"{kol[t].Kol}, time {kol[t].Time}");
                Guard.Finite(kol[t].Time + kol[t].Content, where);
                Guard.Probability(kol[t].Ads, "ads of " + where);
                Guard.Probability(kol[t].Products, "products of " + where);
                Guard.SameLength(kols[0][0].Indicators.Count, kol[t].Indicators.Count, "indicators of " + where);
                Guard.AtLeast(kol[t].Indicators.Count, 1, "indicators of " + where);
                foreach (var seen in kol[t].Indicators) Guard.Finite(seen ?? 0, "indicators of " + where);
                if (t == 0 || kol[t].Time > kol[t - 1].Time) continue;
                throw new InputException("MODEL488", where, "twice", "each time once a KOL", "number the sessions of a day one after the other");
            }
        }

        return kols;
    }
}
