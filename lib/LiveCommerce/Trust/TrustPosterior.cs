using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>One draw of the dynamics of trust, in standard deviations of trust.</summary>
/// <param name="Persistence">Part of trust left after a session.</param>
/// <param name="ContentGain">Trust won per unit of content.</param>
/// <param name="AdTrustCost">Trust lost per session of ads alone.</param>
/// <param name="ProductTrustCost">Trust lost per session of products alone.</param>
/// <param name="StrainCost">Trust lost per unit of selling beyond the threshold; null without one.</param>
/// <param name="TrustNoise">Standard deviation of the chance change between sessions.</param>
public sealed record TrustDraw(double Persistence, double ContentGain, double AdTrustCost, double ProductTrustCost, double? StrainCost, double TrustNoise);

/// <summary>The trust state under a declared prior, as draws: a policy is solved for each of them.</summary>
/// <remarks>
/// Effects and own levels are integrated out and then drawn exactly; persistence, noises and loadings by adaptive Metropolis, refused when the chains do not agree.
/// The unit is the standard deviation of trust at the mode, the same for all draws. Calibration: ranks of true values over simulated sessions are uniform (Talts et al. 2018).
/// </remarks>
public sealed record TrustPosterior
{
    /// <summary>Draws, chain after chain.</summary>
    public required IReadOnlyList<TrustDraw> Draws { get; init; }

    /// <summary>Persistence, noises and loadings on their free scales, with the diagnostics of the chains.</summary>
    public required PosteriorDraws Sampled { get; init; }

    /// <summary>Posterior mean of the part of trust left after a session.</summary>
    public required Estimate Persistence { get; init; }

    /// <summary>Posterior mean of the trust won per unit of content.</summary>
    public required Estimate ContentGain { get; init; }

    /// <summary>Posterior mean of the trust lost per session of ads alone.</summary>
    public required Estimate AdTrustCost { get; init; }

    /// <summary>Posterior mean of the trust lost per session of products alone.</summary>
    public required Estimate ProductTrustCost { get; init; }

    /// <summary>Standard deviation of trust at the mode, in units of the first indicator: the unit of all draws.</summary>
    public required double Scale { get; init; }

    /// <summary>The prior declared.</summary>
    public required TrustPrior Prior { get; init; }

    /// <summary>Options given.</summary>
    public required TrustStateOptions Options { get; init; }

    /// <summary>Where the sessions come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Draws from the posterior.</summary>
    /// <param name="sessions">Sessions of one or more KOLs; in any order.</param>
    /// <param name="prior">The prior declared; the default is wide for indicators in log odds.</param>
    /// <param name="options">Threshold and level.</param>
    /// <param name="sampler">Chains and draws; four chains of 250 draws when left out.</param>
    /// <exception cref="InputException">Times that do not rise, shares outside 0 to 1, indicators of unequal number, or a prior out of range.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than 10 sessions a KOL, inputs that do not vary, or chains that do not agree.</exception>
    public static TrustPosterior Sample(IEnumerable<TrustSession> sessions, TrustPrior? prior = null, TrustStateOptions? options = null, SamplerOptions? sampler = null)
    {
        options ??= new TrustStateOptions();
        prior = (prior ?? new TrustPrior()).Checked();
        sampler ??= new SamplerOptions { Warmup = 150, Draws = 250, Thin = 25, StartSpread = 0.1 };
        Guard.Level(options.Level);
        var kols = TrustState.Checked(sessions);
        var filter = new TrustFilter(kols, options.StrainThreshold);
        var k = kols[0][0].Indicators.Count;
        var spread = Matrix<double>.Build.DenseOfDiagonalArray(prior.EffectVariances(filter.Inputs, k));
        double Density(double[] x)
        {
            if (Math.Abs(x[0]) > 12 || x.Skip(1).Take(1 + k).Any(s => Math.Abs(s) > 12)) return double.NegativeInfinity;
            var at = filter.At(filter.Read(x));
            if (at is null) return double.NegativeInfinity;
            // The effects, normal before and given the data, integrated out.
            var cover = Matrix<double>.Build.DenseOfArray(at.Covariance);
            var joint = cover + spread;
            var effects = Vector<double>.Build.Dense(at.Effects);
            return at.LogLikelihood + (Math.Log(cover.Determinant()) - Math.Log(joint.Determinant()) - effects.DotProduct(joint.Solve(effects))) / 2 + prior.Log(x, k);
        }

        double[] middle = [Math.Log(prior.PersistenceMedian / (1 - prior.PersistenceMedian)), Math.Log(prior.TrustNoiseMedian), .. Enumerable.Repeat(Math.Log(prior.IndicatorNoiseMedian), k), .. Enumerable.Repeat(prior.LoadingMean, k - 1)];
        var mode = Minimiser.Minimise(x => -Density(x), [middle], new MinimiserOptions { MaxEvaluations = 2000, Tolerance = 1e-6 });
        var top = double.IsFinite(mode.Value) ? filter.At(filter.Read(mode.Point)) : null;
        if (top is null)
        {
            throw new NotIdentifiedException("MODEL487", "sessions", "content, ads and products say the same, or do not vary",
                "fading, noise and effects cannot be told apart", "add sessions or a second indicator, or leave the threshold out");
        }

        var scale = filter.ScaleOf(filter.Read(mode.Point), top);
        var sampled = AdaptiveMetropolis.Sample(Names(k), Density, mode.Point, sampler);
        return Summary(kols, filter, prior, options, sampled, spread, scale);
    }

    /// <summary>Policy settings, one per draw; views and money stay as in <paramref name="setting"/>. Costs and gains below 0 count as 0.</summary>
    public IReadOnlyList<KolSetting> ToSettings(KolSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var origin = setting.Provenance.With(Provenance);
        return [.. Draws.Select(draw => setting with
        {
            Persistence = draw.Persistence,
            ContentGain = Math.Max(0, draw.ContentGain),
            AdTrustCost = Math.Max(0, draw.AdTrustCost),
            ProductTrustCost = Math.Max(0, draw.ProductTrustCost),
            StrainCost = Math.Max(0, draw.StrainCost ?? 0),
            StrainThreshold = Options.StrainThreshold ?? 1,
            StrainPower = 1,
            TrustNoise = draw.TrustNoise,
            Provenance = origin,
        })];
    }

    private static IEnumerable<string> Names(int indicators) =>
    [
        "logit persistence", "log trust noise",
        .. Enumerable.Range(1, indicators).Select(i => FormattableString.Invariant($"log noise of indicator {i}")),
        .. Enumerable.Range(2, indicators - 1).Select(i => FormattableString.Invariant($"loading of indicator {i}")),
    ];

    private static TrustPosterior Summary(TrustSession[][] kols, TrustFilter filter, TrustPrior prior, TrustStateOptions options, PosteriorDraws sampled, Matrix<double> spread, double scale)
    {
        double[][] points = [.. sampled.Chains.SelectMany(chain => chain).Select(draw => draw.ToArray())];
        // The stream of the effects is not one that a chain used.
        var drawn = Replicates.Run(points.Length, sampled.Options.Seed ^ 0x9E3779B97F4A7C15, (stream, i) =>
        {
            var p = filter.Read(points[i]);
            var at = filter.At(p)!;
            var known = Matrix<double>.Build.DenseOfArray(at.Covariance);
            var weight = (known + spread).Cholesky();
            var mean = spread * weight.Solve(Vector<double>.Build.Dense(at.Effects));
            var cover = known * weight.Solve(spread);
            var z = Vector<double>.Build.Dense(mean.Count, _ => stream.NextNormal());
            var effects = (mean + ((cover + cover.Transpose()) / 2).Cholesky().Factor * z) / scale;
            return new TrustDraw(p.Persistence, effects[0], -effects[1], -effects[2], filter.Inputs > 3 ? -effects[3] : null, Math.Sqrt(p.StateVariance) / scale);
        }, sampled.Options.MaxParallelism);
        long seen = kols.Sum(kol => kol.Sum(s => s.Indicators.Count(v => v.HasValue))), all = kols.Sum(kol => kol.Sum(s => (long)s.Indicators.Count));
        var n = new SampleSize(seen, all - seen, seen == all ? null : "not observed");
        var provenance = Provenance.Combine(kols.SelectMany(kol => kol.Select(s => s.Provenance)).Distinct());
        Estimate Of(Func<TrustDraw, double> take)
        {
            double[] values = [.. drawn.Select(take)];
            return new Estimate(values.Average(), Quantile.Central(values, options.Level, IntervalKind.Credible), Unit.Number, n, FormattableString.Invariant($"state space, posterior of {values.Length} draws, seed {sampled.Options.Seed}")) { Provenance = provenance, Warnings = sampled.Warnings };
        }

        return new TrustPosterior
        {
            Draws = drawn,
            Sampled = sampled,
            Persistence = Of(draw => draw.Persistence),
            ContentGain = Of(draw => draw.ContentGain),
            AdTrustCost = Of(draw => draw.AdTrustCost),
            ProductTrustCost = Of(draw => draw.ProductTrustCost),
            Scale = scale,
            Prior = prior,
            Options = options,
            Provenance = provenance,
        };
    }
}
