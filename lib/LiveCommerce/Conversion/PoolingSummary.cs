using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Posterior moments from the grid, intervals from the draws.</summary>
internal static class PoolingSummary
{
    internal static PooledRates OfGrid(SegmentCount[] segments, PoolingOptions options, HyperGrid grid, RateDraws draws, IReadOnlyList<ModelWarning> warnings)
    {
        var cells = grid.Cells().ToArray();
        var kinds = segments.Select(s => (s.Events, s.Trials)).Distinct().ToArray();
        var moments = new (double Mean, double Sd, double Shrinkage)[kinds.Length];
        Parallel.For(0, kinds.Length, i => moments[i] = Moments(cells, kinds[i].Events, kinds[i].Trials));
        var known = kinds.Zip(moments).ToDictionary(pair => pair.First, pair => pair.Second);
        return OfGrid(segments, options, grid, draws, [.. segments.Select(s => known[(s.Events, s.Trials)])], "beta-binomial hierarchy, full Bayes by quadrature", warnings);
    }

    internal static PooledRates OfGrid(SegmentCount[] segments, PoolingOptions options, HyperGrid grid, RateDraws draws, IReadOnlyList<(double Mean, double Sd, double Shrinkage)> posteriors, string method, IReadOnlyList<ModelWarning> warnings)
    {
        double alpha = 0, beta = 0, mean = 0, square = 0;
        foreach (var (a, b, w) in grid.Cells())
        {
            alpha += w * a;
            beta += w * b;
            mean += w * a / (a + b);
            square += w * a / (a + b) * a / (a + b);
        }

        return Assemble(segments, options, draws, posteriors, method) with
        {
            PopulationMean = Population(mean, options, Marginal(grid, true), segments),
            PopulationMeanSd = Math.Sqrt(Math.Max(0, square - (mean * mean))),
            Concentration = Concentration(Marginal(grid, false), options, segments),
            Alpha = alpha,
            Beta = beta,
            ModeLogRatio = grid.Mode[0],
            ModeLogSum = grid.Mode[1],
            Warnings = warnings,
        };
    }

    internal static PooledRates Assemble(SegmentCount[] segments, PoolingOptions options, RateDraws draws, IReadOnlyList<(double Mean, double Sd, double Shrinkage)> posteriors, string method)
    {
        var ranks = RankTable.Of(draws);
        var provenance = Provenance.Combine(segments.Select(s => s.Provenance).Distinct());
        var pooled = new PooledSegment[segments.Length];
        Parallel.For(0, pooled.Length, j =>
        {
            var s = segments[j];
            var estimate = new Estimate(posteriors[j].Mean, Quantile.Central(draws.Column(j), options.Level, IntervalKind.Credible), Unit.Share, new SampleSize(s.Trials), method) { Provenance = provenance };
            pooled[j] = new PooledSegment(s.Segment, ConversionRate.Of(s.Count, RateIntervalKind.Wilson, options.Level), estimate, posteriors[j].Shrinkage, ranks[j]) { StandardDeviation = posteriors[j].Sd };
        });
        var none = new Estimate(0, null, Unit.Share, new SampleSize(0), method);
        return new PooledRates
        {
            Segments = pooled,
            PopulationMean = none,
            PopulationMeanSd = 0,
            Concentration = none,
            Alpha = 0,
            Beta = 0,
            ModeLogRatio = 0,
            ModeLogSum = 0,
            Draws = draws,
            Method = method,
            Options = options,
            N = new SampleSize(segments.Length),
            Provenance = provenance,
        };
    }

    private static (double Mean, double Sd, double Shrinkage) Moments((double Alpha, double Beta, double Weight)[] cells, long events, long trials)
    {
        double mean = 0, square = 0, shrinkage = 0;
        foreach (var (a, b, w) in cells)
        {
            double k = a + b + trials, p = (a + events) / k;
            mean += w * p;
            square += w * p * (a + events + 1) / (k + 1);
            shrinkage += w * (a + b) / k;
        }

        return (mean, Math.Sqrt(Math.Max(0, square - (mean * mean))), shrinkage);
    }

    internal static Estimate Population(double mean, PoolingOptions options, Func<double, double> quantile, SegmentCount[] segments)
    {
        var tail = (1 - options.Level) / 2;
        double Rate(double logit) => 1 / (1 + Math.Exp(-logit));
        return new Estimate(mean, new Interval(Rate(quantile(tail)), Rate(quantile(1 - tail)), options.Level, IntervalKind.Credible), Unit.Share, new SampleSize(segments.Length), "mean of the population of segments") { Provenance = Provenance.Combine(segments.Select(s => s.Provenance).Distinct()) };
    }

    internal static Estimate Concentration(Func<double, double> quantile, PoolingOptions options, SegmentCount[] segments)
    {
        var tail = (1 - options.Level) / 2;
        return new Estimate(Math.Exp(quantile(0.5)), new Interval(Math.Exp(quantile(tail)), Math.Exp(quantile(1 - tail)), options.Level, IntervalKind.Credible), Unit.Number, new SampleSize(segments.Length), "median of alpha + beta") { Provenance = Provenance.Combine(segments.Select(s => s.Provenance).Distinct()) };
    }

    /// <summary>Quantiles of u or v from the marginal of the grid.</summary>
    private static Func<double, double> Marginal(HyperGrid grid, bool ofU)
    {
        var points = ofU ? grid.Us : grid.Vs;
        var mass = new double[points.Length];
        for (var i = 0; i < grid.Weights.Length; i++) mass[ofU ? i / grid.Vs.Length : i % grid.Vs.Length] += grid.Weights[i];
        var step = points[1] - points[0];
        return probability =>
        {
            var sum = 0.0;
            for (var i = 0; i < mass.Length; i++)
            {
                if (sum + mass[i] >= probability) return points[i] + (step * (((probability - sum) / mass[i]) - 0.5));
                sum += mass[i];
            }

            return points[^1];
        };
    }
}
