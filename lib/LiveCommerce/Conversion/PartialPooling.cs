using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Rates of segments, each drawn towards the others by as much as its counts leave open: the beta-binomial hierarchy.</summary>
/// <remarks>
/// y ~ Bin(n, p), p ~ Beta(alpha, beta). Segments are taken as exchangeable; split by what tells them apart first.
/// Gelman et al., Bayesian Data Analysis, 3rd ed., sec. 5.3. Reference case B03. Cost is linear in the segments.
/// </remarks>
public static class PartialPooling
{
    /// <summary>Fewer segments than this leave the concentration to the prior.</summary>
    private const int FewSegments = 5;

    /// <summary>Full Bayes: quadrature over (log(alpha / beta), log(alpha + beta)), then exact conditional draws. Nothing has to converge.</summary>
    /// <param name="counts">At least two segments, with events and non-events among them.</param>
    /// <param name="options">Level, draws, seed, prior.</param>
    /// <exception cref="InputException">A count is negative, trials are 0, events exceed trials, a name comes twice, or the prior is improper.</exception>
    /// <exception cref="NotIdentifiedException">One segment, no event at all, or nothing but events.</exception>
    public static PooledRates FullBayes(IEnumerable<SegmentCount> counts, PoolingOptions? options = null)
    {
        var (segments, chosen) = Checked(counts, options);
        Identified(segments, chosen);
        var likelihood = new BetaBinomialLikelihood(segments);
        var grid = HyperGrid.Of(
            (u, v) => likelihood.LogAt(u, v) + chosen.Prior.LogDensity(Math.Exp(v)) + v - Math.Log(1 + Math.Exp(u)) - Math.Log(1 + Math.Exp(-u)),
            PooledLogit(segments),
            2.5);
        var draws = PoolingDraws.Take(segments, chosen, grid.Draw);
        var warnings = Warnings(segments, grid.MassAtCut);
        return PoolingSummary.OfGrid(segments, chosen, grid, draws, warnings);
    }

    /// <summary>Empirical Bayes: alpha and beta at the maximum of the marginal likelihood.</summary>
    /// <param name="counts">At least two segments.</param>
    /// <param name="options">With <see cref="PoolingOptions.HyperUncertainty"/> (default) alpha and beta are drawn from their Laplace approximation; without it the intervals are labelled too narrow.</param>
    /// <exception cref="NotIdentifiedException">As in full Bayes, or the segments vary no more than one rate would: the maximum lies at infinity.</exception>
    public static PooledRates EmpiricalBayes(IEnumerable<SegmentCount> counts, PoolingOptions? options = null)
    {
        var (segments, chosen) = Checked(counts, options);
        return EmpiricalBayesFit.Of(segments, chosen, Warnings(segments, 0));
    }

    /// <summary>Full Bayes under three priors, to show how far few segments leave the answer to the prior.</summary>
    /// <returns>Diffuse, uniform shrinkage, and log-normal with median 20 and spread 1.5, in this order.</returns>
    public static IReadOnlyList<PooledRates> PriorSensitivity(IEnumerable<SegmentCount> counts, PoolingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        SegmentCount[] given = [.. counts];
        var chosen = options ?? new PoolingOptions();
        HyperPrior[] priors = [HyperPrior.Diffuse, HyperPrior.UniformShrinkage, HyperPrior.LogNormal(20, 1.5)];
        return [.. priors.Select(prior => FullBayes(given, chosen.WithPrior(prior)))];
    }

    /// <summary>Moments of the raw rates matched to a Beta distribution: the quick start of BDA3 sec. 5.1.</summary>
    /// <exception cref="NotIdentifiedException">Raw rates vary more than any Beta distribution, or not at all.</exception>
    public static BetaRate Moments(IEnumerable<SegmentCount> counts)
    {
        var (segments, _) = Checked(counts, null);
        double[] rates = [.. segments.Select(s => s.Count.Fraction)];
        var mean = rates.Average();
        var variance = rates.Sum(r => (r - mean) * (r - mean)) / (rates.Length - 1);
        var sum = (mean * (1 - mean) / variance) - 1;
        if (!(sum > 0) || !double.IsFinite(sum))
            throw new NotIdentifiedException("MODEL346", "raw rates", FormattableString.Invariant($"mean {mean:G6}, variance {variance:G6}"), "no Beta distribution has these moments", "use FullBayes");
        return new BetaRate(sum * mean, sum * (1 - mean)) { Trials = segments.Sum(s => s.Trials), Provenance = Provenance.Combine(segments.Select(s => s.Provenance)) };
    }

    /// <summary>James and Stein's estimate on the arcsine scale (Efron and Morris 1975): a check of the pooled rates that needs no prior.</summary>
    /// <returns>One rate per segment, in the order given.</returns>
    /// <exception cref="NotIdentifiedException">Fewer than four segments.</exception>
    public static IReadOnlyList<double> JamesStein(IEnumerable<SegmentCount> counts)
    {
        var (segments, _) = Checked(counts, null);
        if (segments.Length < 4)
            throw new NotIdentifiedException("MODEL313", "segments", $"{segments.Length}", "James and Stein's estimate around the mean needs four", "use FullBayes with a prior that you can defend");
        double[] angles = [.. segments.Select(s => Math.Asin(Math.Sqrt((s.Events + 0.375) / (s.Trials + 0.75))))];
        double[] variances = [.. segments.Select(s => 1 / (4 * (s.Trials + 0.5)))];
        var weight = variances.Sum(v => 1 / v);
        var mean = angles.Zip(variances, (angle, v) => angle / v).Sum() / weight;
        var q = angles.Zip(variances, (angle, v) => (angle - mean) * (angle - mean) / v).Sum();
        var between = Math.Max(0, (q - (segments.Length - 1)) / (weight - (variances.Sum(v => 1 / (v * v)) / weight)));
        return [.. angles.Zip(variances, (angle, v) =>
        {
            var shrink = v / (v + between) * (segments.Length - 3) / (segments.Length - 1);
            if (between == 0) shrink = 1;
            var sine = Math.Sin(mean + ((1 - shrink) * (angle - mean)));
            return sine * sine;
        })];
    }

    private static double PooledLogit(SegmentCount[] segments)
    {
        double events = segments.Sum(s => s.Events), trials = segments.Sum(s => s.Trials);
        return Math.Log(events / (trials - events));
    }

    private static (SegmentCount[] Segments, PoolingOptions Options) Checked(IEnumerable<SegmentCount> counts, PoolingOptions? options)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var chosen = (options ?? new PoolingOptions()).Checked();
        if (chosen.Prior == HyperPrior.UniformOnLogs) chosen.Prior.LogDensity(1);
        var segments = Guard.Items(counts, "counts", segment => segment.Segment);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            Check.Counts($"segment '{segment.Segment}'", segment.Events, segment.Trials);
            if (!names.Add(segment.Segment))
                throw new InputException("MODEL340", $"segment '{segment.Segment}'", "given twice", "a segment has one count", "add its rows up, or fit the sessions");
        }

        Told(segments);
        return (segments, chosen);
    }

    /// <summary>Refuses segments that cannot tell a spread under the prior.</summary>
    internal static void Identified(SegmentCount[] segments, PoolingOptions options)
    {
        if (options.Prior == HyperPrior.UniformOnLogs) options.Prior.LogDensity(1);
        Told(segments);
        if (options.Prior.NeedsMixedSegment && !segments.Any(s => s.Events > 0 && s.Events < s.Trials))
            throw new NotIdentifiedException("MODEL345", "segments", "each has nothing but events or none", $"the posterior under {options.Prior} is improper then", "use HyperPrior.LogNormal with a concentration that you can defend");
    }

    private static void Told(SegmentCount[] segments)
    {
        if (segments.Length < 2)
            throw new NotIdentifiedException("MODEL313", "segments", $"{segments.Length}", "the spread between segments cannot be seen in one", "report its own rate with ConversionRate.Of, or give the other segments");
        if (segments.All(s => s.Events == 0))
            throw new NotIdentifiedException("MODEL314", "segments", "no event in any", "neither mean nor spread can be seen", "report upper ends with RateInterval.Of, or merge with the stage before");
        if (segments.All(s => s.Events == s.Trials))
            throw new NotIdentifiedException("MODEL314", "segments", "nothing but events in all", "neither mean nor spread can be seen", "leave this stage out");
    }

    internal static List<ModelWarning> Warnings(SegmentCount[] segments, double massAtCut)
    {
        var warnings = new List<ModelWarning>();
        if (segments.Length < FewSegments)
            warnings.Add(new ModelWarning("MODEL347", Severity.Caution, $"With {segments.Length} segments the concentration is mostly the prior's: compare PartialPooling.PriorSensitivity.") { Numbers = new Dictionary<string, double> { ["segments"] = segments.Length } });
        if (massAtCut > 0.05)
            warnings.Add(new ModelWarning("MODEL348", Severity.Note, FormattableString.Invariant($"The segments are not told apart: the concentration exceeds 10,000 with probability {massAtCut:0.##}.")) { Numbers = new Dictionary<string, double> { ["probability"] = massAtCut } });
        return warnings;
    }
}
