using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Maximum of the marginal likelihood in (log(alpha / beta), log(alpha + beta)), with its Laplace approximation.</summary>
internal static class EmpiricalBayesFit
{
    internal static PooledRates Of(SegmentCount[] segments, PoolingOptions options, IReadOnlyList<ModelWarning> warnings)
    {
        var likelihood = new BetaBinomialLikelihood(segments);
        double events = segments.Sum(s => s.Events), trials = segments.Sum(s => s.Trials);
        double Minus(double[] p) => -likelihood.LogAt(p[0], Math.Min(p[1], 30));
        var start = Math.Log(events / (trials - events));
        var best = new[] { 0.5, 3, 6 }.Select(v => Optimum.Find(Minus, [start, v])).MinBy(o => o.Value)!;
        if (best.Point[1] > 16 || best.Value > Minus([start, 25]) - 1e-7)
            throw new NotIdentifiedException("MODEL342", "segments", FormattableString.Invariant($"concentration beyond {Math.Exp(16):G3}"), "they vary no more than one common rate would: the likelihood has its maximum at infinity", "use FullBayes, which carries that uncertainty, or report the common rate");
        var (alpha, beta) = HyperGrid.Shapes(best.Point[0], best.Point[1]);
        var covariance = Optimum.Hessian(Minus, best.Point).Inverse();
        var root = covariance.Cholesky().Factor;
        var draws = PoolingDraws.Take(segments, options, stream => options.HyperUncertainty ? Shapes(best.Point, root, stream) : (alpha, beta));
        var posteriors = segments.Select(s => Posterior(s, alpha, beta)).ToArray();
        var method = options.HyperUncertainty ? "beta-binomial hierarchy, empirical Bayes with Laplace hyper-parameters" : "beta-binomial hierarchy, EB, too narrow";
        var result = PoolingSummary.Assemble(segments, options, draws, posteriors, method);
        var z = Tail.Quantile((1 - options.Level) / 2);
        double sdU = Math.Sqrt(covariance[0, 0]), sdV = Math.Sqrt(covariance[1, 1]), mean = alpha / (alpha + beta);
        double Quantile(int i, double sd, double p) => best.Point[i] + (sd * (p < 0.5 ? -z : p > 0.5 ? z : 0));
        return result with
        {
            PopulationMean = PoolingSummary.Population(mean, options, p => Quantile(0, sdU, p), segments),
            PopulationMeanSd = mean * (1 - mean) * sdU,
            Concentration = PoolingSummary.Concentration(p => Quantile(1, sdV, p), options, segments),
            Alpha = alpha,
            Beta = beta,
            ModeLogRatio = best.Point[0],
            ModeLogSum = best.Point[1],
            LogLikelihood = likelihood.LogBinomials - best.Value,
            Warnings = options.HyperUncertainty ? warnings : [.. warnings, new ModelWarning("MODEL349", Severity.Caution, "EB, too narrow: alpha and beta are held at their maximum as if known.")],
        };
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
}
