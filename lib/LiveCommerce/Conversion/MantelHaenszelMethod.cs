using System.Globalization;

namespace LiveCommerce.Conversion;

/// <summary>The sums of Mantel and Haenszel.</summary>
internal static class MantelHaenszelMethod
{
    internal static StratifiedComparison Compare(Stratum[] strata, double level)
    {
        foreach (var stratum in strata)
        {
            foreach (var side in new[] { stratum.A, stratum.B })
                if (side.Trials != 0 || side.Events != 0) Check.Counts($"stratum '{stratum.Name}'", side.Events, side.Trials);
        }

        Stratum[] used = [.. strata.Where(s => s.A.Trials > 0 && s.B.Trials > 0)];
        var a = Sum(strata.Select(s => s.A));
        var b = Sum(strata.Select(s => s.B));
        var total = a.Trials + b.Trials;
        var n = used.Sum(s => s.A.Trials + s.B.Trials);
        var sums = new Sums(used);
        if (!(sums.R > 0 && sums.S > 0))
            throw new NotIdentifiedException("MODEL334", "strata", $"{used.Length} with both sides", "a common odds ratio needs events and non-events on both sides within strata", "merge strata, or compare the aggregate and say so");
        var z = Tail.Quantile((1 - level) / 2);
        var half = z * Math.Sqrt(sums.LogVariance);
        var size = new SampleSize(n, total - n, total == n ? null : "strata with one side only");
        var provenance = a.Provenance.With(b.Provenance);
        var common = new Estimate(sums.R / sums.S, new Interval(sums.R / sums.S * Math.Exp(-half), sums.R / sums.S * Math.Exp(half), level, IntervalKind.Confidence), Unit.Number, size, "Mantel-Haenszel odds ratio, Robins-Breslow-Greenland interval") { Provenance = provenance };
        var result = new StratifiedComparison
        {
            Composition = [.. strata.Select(s => new StratumRow(s.Name, s.A, s.B, (double)s.A.Trials / a.Trials, (double)s.B.Trials / b.Trials, Rate(s.A), Rate(s.B)))],
            AggregateA = a,
            AggregateB = b,
            AggregateOddsRatio = TwoRates.Compare(b, a, level).OddsRatio(),
            MantelHaenszel = common,
            ChiSquared = sums.ChiSquared(0),
            ChiSquaredCorrected = sums.ChiSquared(0.5),
            Homogeneity = BreslowDay.Of(used, sums.R / sums.S),
            Provenance = provenance,
        };
        return result with { Warnings = [.. result.Flag ? [Simpson(result)] : (ModelWarning[])[], .. Unlike(result)] };
    }

    private static double? Rate(RateCount count) => count.Trials == 0 ? null : count.Fraction;

    private static ModelWarning Simpson(StratifiedComparison result)
    {
        double crude = result.AggregateOddsRatio.Value, common = result.MantelHaenszel.Value;
        var what = result.SignChanges ? "turn the sign of" : "change by more than half";
        return new ModelWarning("MODEL335", Severity.Serious, string.Create(CultureInfo.InvariantCulture, $"The strata {what} the effect: odds ratio {crude:0.###} in the aggregate, {common:0.###} within strata. Read the composition table before either is used."))
        {
            Numbers = new Dictionary<string, double> { ["aggregate"] = crude, ["within strata"] = common },
        };
    }

    private static IEnumerable<ModelWarning> Unlike(StratifiedComparison result)
    {
        if (result.Homogeneity is { PValue: < 0.05 } test)
            yield return new ModelWarning("MODEL338", Severity.Caution, string.Create(CultureInfo.InvariantCulture, $"The odds ratios of the strata differ (Breslow-Day p {test.PValue:0.####}): a common one hides for whom A or B is better. Report them stratum by stratum.")) { Numbers = new Dictionary<string, double> { ["p"] = test.PValue } };
    }

    private static RateCount Sum(IEnumerable<RateCount> counts) => counts.Aggregate(
        new RateCount(0, 0),
        (sum, count) => new RateCount(sum.Events + count.Events, sum.Trials + count.Trials) { Provenance = sum.Provenance.With(count.Provenance) });

    private sealed class Sums
    {
        private readonly double excess;
        private readonly double variance;

        internal Sums(IEnumerable<Stratum> strata)
        {
            double pr = 0, psqr = 0, qs = 0;
            foreach (var stratum in strata)
            {
                double xa = stratum.A.Events, ya = stratum.A.Trials - xa, xb = stratum.B.Events, yb = stratum.B.Trials - xb, n = xa + ya + xb + yb;
                double r = xa * yb / n, s = ya * xb / n, p = (xa + yb) / n, q = (ya + xb) / n;
                R += r;
                S += s;
                pr += p * r;
                psqr += (p * s) + (q * r);
                qs += q * s;
                excess += xa - ((xa + ya) * (xa + xb) / n);
                if (n > 1) variance += (xa + ya) * (xb + yb) / (n * n) * ((xa + xb) * (ya + yb) / (n - 1));
            }

            LogVariance = (pr / (2 * R * R)) + (psqr / (2 * R * S)) + (qs / (2 * S * S));
        }

        internal double R { get; }

        internal double S { get; }

        internal double LogVariance { get; }

        internal double ChiSquared(double correction)
        {
            var distance = Math.Max(0, Math.Abs(excess) - correction);
            return variance > 0 ? distance * distance / variance : 0;
        }
    }
}
