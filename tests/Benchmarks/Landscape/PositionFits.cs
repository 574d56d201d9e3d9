using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace Benchmarks.Landscape;

/// <summary>The measurement model on tables of growing size: its REML alone beside lme4's, and with its bootstrap.</summary>
internal sealed class PositionFits : IBenchmark
{
    public string Name => "landscape-positions";

    public IEnumerable<Measurement> Measure()
    {
        foreach (var platforms in new[] { 8, 24, 72 })
        {
            var readings = Made(platforms);
            var least = new PositionOptions { Replicates = 100 };
            var most = new PositionOptions { Replicates = 1100 };
            double low = Machine.Median(() => PositionModel.Fit(readings, "x", least), 3), high = Machine.Median(() => PositionModel.Fit(readings, "x", most), 3);
            // A thousand replicates are a thousand fits: their difference tells one fit without the profiles.
            var peer = PeerScript.R(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
                suppressMessages(library(lme4)); set.seed(1)
                d <- expand.grid(p=factor(1:{{platforms}}), s=factor(1:6), k=factor(1:3))
                d$v <- rnorm({{platforms}})[d$p] + 0.5*rnorm(6)[d$s] + 0.4*rnorm(nrow(d))
                f <- function() lmer(v ~ 0 + k + (1|p) + (1|s), d)
                invisible(f()); t <- sapply(1:5, function(i) system.time(for (j in 1:5) f())[['elapsed']]/5)
                cat(median(t))
                """));
            yield return new Measurement($"one fit, {platforms} platforms x 6 sources x 3 indicators", Math.Max(1e-7, (high - low) / 1000), "lme4 lmer", peer);
            yield return new Measurement($"positions with profiles and 100 replicates, {platforms} platforms", low);
        }
    }

    private static List<IndicatorReading> Made(int platforms)
    {
        var stream = RandomStream.For(1, platforms);
        double[] bias = [.. Enumerable.Range(0, 6).Select(_ => 0.5 * stream.NextNormal())];
        return [.. Enumerable.Range(0, platforms).SelectMany(p =>
        {
            var position = stream.NextNormal();
            return Enumerable.Range(0, 18).Select(i => new IndicatorReading("p" + p, "x", "k" + (i % 3), "s" + (i / 3), position + bias[i / 3] + (0.4 * stream.NextNormal())));
        })];
    }
}
