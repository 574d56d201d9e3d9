using MathNet.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Marginal likelihood of segment counts under Beta(alpha, beta) rates. Equal counts are merged, so that its cost is in the distinct values.</summary>
internal sealed class BetaBinomialLikelihood
{
    private readonly Tally events;
    private readonly Tally others;
    private readonly Tally trials;
    private readonly int segments;

    internal BetaBinomialLikelihood(IReadOnlyList<SegmentCount> counts)
    {
        segments = counts.Count;
        events = Tally.Of(counts.Select(c => c.Events));
        others = Tally.Of(counts.Select(c => c.Trials - c.Events));
        trials = Tally.Of(counts.Select(c => c.Trials));
        LogBinomials = counts.GroupBy(c => (c.Events, c.Trials)).Sum(g => g.Count() * RateInterval.LogChoose(g.Key.Trials, g.Key.Events));
    }

    /// <summary>Sum of the logs of the binomial coefficients.</summary>
    internal double LogBinomials { get; }

    /// <summary>Log likelihood without the binomial coefficients.</summary>
    internal double Log(double alpha, double beta) =>
        events.RisingLog(alpha) + others.RisingLog(beta) - trials.RisingLog(alpha + beta);

    /// <summary>The same in u = log(alpha / beta) and v = log(alpha + beta).</summary>
    internal double LogAt(double u, double v)
    {
        var k = Math.Exp(v);
        return Log(k / (1 + Math.Exp(-u)), k / (1 + Math.Exp(u)));
    }

    internal int Segments => segments;

    /// <summary>Distinct values with how often each occurs.</summary>
    private sealed record Tally(double[] Values, double[] Times, double All)
    {
        internal static Tally Of(IEnumerable<long> values)
        {
            var groups = values.Where(v => v > 0).GroupBy(v => v).OrderBy(g => g.Key).ToArray();
            return new([.. groups.Select(g => (double)g.Key)], [.. groups.Select(g => (double)g.Count())], groups.Sum(g => g.Count()));
        }

        /// <summary>Sum of log Gamma(x + value) - log Gamma(x). Small values are multiplied out, which keeps their digits at a large x.</summary>
        internal double RisingLog(double x)
        {
            var sum = 0.0;
            var rising = 0.0;
            var reached = 0;
            var constant = double.NaN;
            for (var i = 0; i < Values.Length; i++)
            {
                if (Values[i] <= 64)
                {
                    var product = 1.0;
                    while (reached < Values[i])
                    {
                        product *= x + reached++;
                        if (product is < 1e250 and > 1e-250) continue;
                        rising += Math.Log(product);
                        product = 1;
                    }

                    rising += Math.Log(product);
                    sum += Times[i] * rising;
                    continue;
                }

                if (x > 1e7 * Values[i])
                {
                    sum += Times[i] * Values[i] * (Math.Log(x) + ((Values[i] - 1) / (2 * x)));
                    continue;
                }

                if (double.IsNaN(constant)) constant = SpecialFunctions.GammaLn(x);
                sum += Times[i] * (SpecialFunctions.GammaLn(x + Values[i]) - constant);
            }

            return sum;
        }
    }
}
