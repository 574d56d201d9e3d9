using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Maximum of the marginal likelihood in (log(alpha / beta), log(alpha + beta)), with the uncertainty of that maximum.</summary>
internal static class EmpiricalBayesFit
{
    /// <summary>log(alpha + beta) beyond which segments count as not told apart.</summary>
    private const double Flat = 16;

    internal static PooledRates Of(SegmentCount[] segments, PoolingOptions options, IReadOnlyList<ModelWarning> warnings)
    {
        var likelihood = new BetaBinomialLikelihood(segments);
        var (point, value, start) = Maximum(likelihood, segments);
        if (point[1] > Flat || value > -likelihood.LogAt(start, 25) - 1e-7)
            throw new NotIdentifiedException("MODEL342", "segments", FormattableString.Invariant($"concentration beyond {Math.Exp(Flat):G3}"), "they vary no more than one common rate would: the likelihood has its maximum at infinity", "use FullBayes, which carries that uncertainty, or report the common rate");
        var (alpha, beta) = HyperGrid.Shapes(point[0], point[1]);
        var posteriors = segments.Select(s => Posterior(s, alpha, beta)).ToArray();
        if (!options.HyperUncertainty)
        {
            var fixedDraws = PoolingDraws.Take(segments, options, _ => (alpha, beta));
            return Result(segments, options, fixedDraws, posteriors, "beta-binomial hierarchy, EB, too narrow", point, likelihood.LogBinomials - value, Laplace(likelihood, point), [.. warnings, new ModelWarning("MODEL349", Severity.Caution, "EB, too narrow: alpha and beta are held at their maximum as if known.")]);
        }

        if (options.BootstrapReplicates > 0)
        {
            var replicates = Bootstrapped(segments, alpha, beta, options);
            var drawn = PoolingDraws.Take(segments, options, stream => replicates[stream.NextInt(replicates.Length)]);
            double[] us = [.. replicates.Select(r => Math.Log(r.Alpha / r.Beta))], vs = [.. replicates.Select(r => Math.Log(r.Alpha + r.Beta))];
            return Result(segments, options, drawn, posteriors, $"beta-binomial hierarchy, empirical Bayes with bootstrapped hyper-parameters ({replicates.Length} replicates)", point, likelihood.LogBinomials - value,
                new Spread(Moments.Of(us).StandardDeviation, p => Quantile.Of(us, p), p => Quantile.Of(vs, p)), warnings);
        }

        var spread = Laplace(likelihood, point);
        var root = spread.Root!;
        var draws = PoolingDraws.Take(segments, options, stream => Shapes(point, root, stream));
        return Result(segments, options, draws, posteriors, "beta-binomial hierarchy, empirical Bayes with Laplace hyper-parameters", point, likelihood.LogBinomials - value, spread, warnings);
    }

    private static (double[] Point, double Value, double Start) Maximum(BetaBinomialLikelihood likelihood, SegmentCount[] segments)
    {
        double events = segments.Sum(s => s.Events), trials = segments.Sum(s => s.Trials), start = Math.Log(events / (trials - events));
        var best = Minimiser.Minimise(p => -likelihood.LogAt(p[0], Math.Min(p[1], 30)), [[start, 0.5], [start, 3], [start, 6]]);
        return ([.. best.Point], best.Value, start);
    }

    private static PooledRates Result(SegmentCount[] segments, PoolingOptions options, RateDraws draws, (double Mean, double Sd, double Shrinkage)[] posteriors, string method, double[] point, double log, Spread spread, IReadOnlyList<ModelWarning> warnings)
    {
        var (alpha, beta) = HyperGrid.Shapes(point[0], point[1]);
        var mean = alpha / (alpha + beta);
        return PoolingSummary.Assemble(segments, options, draws, posteriors, method) with
        {
            PopulationMean = PoolingSummary.Population(mean, options, spread.LogRatio, segments),
            PopulationMeanSd = mean * (1 - mean) * spread.LogRatioSd,
            Concentration = PoolingSummary.Concentration(p => p == 0.5 ? point[1] : spread.LogSum(p), options, segments),
            Alpha = alpha,
            Beta = beta,
            ModeLogRatio = point[0],
            ModeLogSum = point[1],
            LogLikelihood = log,
            Warnings = warnings,
        };
    }

    private static Spread Laplace(BetaBinomialLikelihood likelihood, double[] point)
    {
        var covariance = LogitData.Covariance(p => -likelihood.LogAt(p[0], p[1]), point);
        double sdU = Math.Sqrt(covariance[0, 0]), sdV = Math.Sqrt(covariance[1, 1]);
        return new Spread(sdU, p => point[0] - (sdU * Tail.Quantile(p)), p => point[1] - (sdV * Tail.Quantile(p))) { Root = covariance.Cholesky().Factor };
    }

    /// <summary>Refits to data drawn from the fit: a replicate whose segments are not told apart keeps its huge concentration.</summary>
    private static (double Alpha, double Beta)[] Bootstrapped(SegmentCount[] segments, double alpha, double beta, PoolingOptions options)
    {
        var all = Replicates.Run(options.BootstrapReplicates, options.Seed ^ 0xB007, (stream, _) =>
        {
            SegmentCount[] drawn = [.. segments.Select(s => s with { Events = stream.NextBinomial(s.Trials, stream.NextBeta(alpha, beta)) })];
            if (drawn.All(s => s.Events == 0) || drawn.All(s => s.Events == s.Trials)) return ((double Alpha, double Beta)?)null;
            var (point, _, _) = Maximum(new BetaBinomialLikelihood(drawn), drawn);
            return HyperGrid.Shapes(point[0], Math.Clamp(point[1], -14, Flat));
        });
        (double Alpha, double Beta)[] used = [.. all.Where(shapes => shapes is not null).Select(shapes => shapes!.Value)];
        return used.Length >= 0.9 * all.Length
            ? used
            : throw new NotIdentifiedException("MODEL375", "bootstrap", $"{all.Length - used.Length} of {all.Length} replicates without any event", "events are too rare to refit the model to", "use FullBayes");
    }

    private static (double Alpha, double Beta) Shapes(double[] at, Matrix<double> root, RandomStream stream)
    {
        double x = stream.NextNormal(), y = stream.NextNormal();
        return HyperGrid.Shapes(at[0] + (root[0, 0] * x), Math.Clamp(at[1] + (root[1, 0] * x) + (root[1, 1] * y), -14, 21));
    }

    private static (double Mean, double Sd, double Shrinkage) Posterior(SegmentCount s, double alpha, double beta)
    {
        var rate = new BetaRate(alpha + s.Events, beta + s.Trials - s.Events);
        return (rate.Mean, rate.StandardDeviation, (alpha + beta) / (alpha + beta + s.Trials));
    }

    /// <summary>How well the maximum is known: quantiles of log(alpha / beta) and of log(alpha + beta).</summary>
    private sealed record Spread(double LogRatioSd, Func<double, double> LogRatio, Func<double, double> LogSum)
    {
        internal Matrix<double>? Root { get; init; }
    }
}
