using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Simulation-based calibration: parameters drawn from the prior must rank uniformly among posterior draws of the data they made (Talts et al. 2018).</summary>
public sealed class CalibrationTests
{
    private const int Bins = 10;

    /// <summary>Chi-squared over the bins; its 99.9% point with 9 degrees of freedom is 27.9.</summary>
    private static double ChiSquared(IEnumerable<int> ranks, int of)
    {
        int[] counts = new int[Bins];
        foreach (var rank in ranks) counts[rank * Bins / (of + 1)]++;
        var expected = counts.Sum() / (double)Bins;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    private static int Rank(double truth, IEnumerable<double> draws) => draws.Count(draw => draw < truth);

    [Fact]
    public void Rates_drawn_from_the_prior_rank_uniformly_in_the_pooled_posterior()
    {
        const int Draws = 199;
        var options = new PoolingOptions { Draws = Draws, Prior = HyperPrior.LogNormal(30, 1) };
        var ranks = Enumerable.Range(0, 300).Select(r =>
        {
            var stream = RandomStream.For(101, r);
            double mean = 0.02 + (0.96 * stream.NextDouble()), k = 30 * Math.Exp(stream.NextNormal());
            double[] truth = [.. Enumerable.Range(0, 5).Select(_ => stream.NextBeta(mean * k, (1 - mean) * k))];
            SegmentCount[] counts = [.. truth.Select((p, j) => new SegmentCount($"s{j}", stream.NextBinomial(25 + (10 * j), p), 25 + (10 * j)))];
            if (counts.All(c => c.Events == 0) || counts.All(c => c.Events == c.Trials)) return null;
            var fit = PartialPooling.FullBayes(counts, options.WithSeed((ulong)r));
            return new { First = Rank(truth[0], fit.DrawsOf("s0")), Last = Rank(truth[4], fit.DrawsOf("s4")) };
        }).Where(rank => rank is not null).ToArray();
        Assert.True(ranks.Length > 280);
        Assert.True(ChiSquared(ranks.Select(r => r!.First), Draws) < 27.9);
        Assert.True(ChiSquared(ranks.Select(r => r!.Last), Draws) < 27.9);
    }

    [Fact]
    public void Rates_and_correlations_drawn_from_the_prior_rank_uniformly_in_the_session_posterior()
    {
        const int Draws = 199;
        var options = new PoolingOptions { Draws = Draws, Prior = HyperPrior.LogNormal(30, 0.7) };
        var ranks = Enumerable.Range(0, 60).Select(r =>
        {
            var stream = RandomStream.For(202, r);
            double mean = 0.05 + (0.9 * stream.NextDouble()), k = 30 * Math.Exp(0.7 * stream.NextNormal()), correlation = stream.NextDouble(), c = (1 - correlation) / correlation;
            double[] truth = [.. Enumerable.Range(0, 3).Select(_ => stream.NextBeta(mean * k, (1 - mean) * k))];
            SessionCounts[] rows = [.. truth.SelectMany((p, j) => Enumerable.Range(0, 4).Select(s =>
                new SessionCounts($"{j}-{s}", "", stream.NextBinomial(30, Math.Clamp(stream.NextBeta(p * c, (1 - p) * c), 0, 1)), 30).In($"s{j}")))];
            if (rows.All(s => s.Events == 0) || rows.All(s => s.Events == s.Trials)) return null;
            var fit = SessionPooling.Fit(rows, options.WithSeed((ulong)r));
            return new { Rate = Rank(truth[0], fit.Rates.DrawsOf("s0")), Correlation = Rank(correlation, fit.SessionConcentrations.Select(x => 1 / (1 + x))) };
        }).Where(rank => rank is not null).ToArray();
        Assert.True(ranks.Length > 55);
        Assert.True(ChiSquared(ranks.Select(r => r!.Rate), Draws) < 27.9);
        Assert.True(ChiSquared(ranks.Select(r => r!.Correlation), Draws) < 27.9);
    }

    [Fact]
    public void Effects_drawn_from_the_prior_rank_uniformly_in_the_normal_hierarchy()
    {
        var below = Enumerable.Range(0, 250).Select(r =>
        {
            var stream = RandomStream.For(303, r);
            double mean = 5 * stream.NextNormal(), spread = Math.Abs(5 * stream.NextNormal() / stream.NextNormal());
            double[] errors = [3, 5, 4, 8, 6], truth = [.. errors.Select(_ => mean + (spread * stream.NextNormal()))];
            var fit = NormalHierarchy.Fit(truth.Zip(errors, (t, e) => t + (e * stream.NextNormal())), errors, 5, 5, 0.8);
            return (Effect: fit.EffectIntervals[0].Contains(truth[0]), Mean: fit.MeanInterval.Contains(mean));
        }).ToArray();
        // 80% intervals over 250 runs: three standard errors are 0.076.
        Assert.InRange(below.Average(b => b.Effect ? 1.0 : 0), 0.724, 0.876);
        Assert.InRange(below.Average(b => b.Mean ? 1.0 : 0), 0.724, 0.876);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Empirical_Bayes_intervals_with_hyper_uncertainty_cover_what_they_say(int replicates)
    {
        int held = 0, all = 0;
        for (var r = 0; r < 40; r++)
        {
            var stream = RandomStream.For(404, r);
            double[] truth = [.. Enumerable.Range(0, 15).Select(_ => stream.NextBeta(3, 57))];
            var counts = truth.Select((p, j) => new SegmentCount($"s{j}", stream.NextBinomial(200, p), 200));
            var options = new PoolingOptions { Draws = 400, Level = 0.9, Seed = (ulong)r };
            var fit = PartialPooling.EmpiricalBayes(counts, replicates == 0 ? options : options.WithBootstrap(replicates));
            foreach (var (segment, p) in fit.Segments.Zip(truth))
            {
                all++;
                if (segment.Pooled.Interval!.Contains(p)) held++;
            }
        }

        Assert.InRange(held / (double)all, 0.86, 0.94);
    }

    [Fact]
    public void A_clustered_interval_covers_the_rate_where_the_binomial_one_does_not()
    {
        int clustered = 0, naive = 0;
        for (var r = 0; r < 150; r++)
        {
            var stream = RandomStream.For(505, r);
            SessionCounts[] rows = [.. Enumerable.Range(0, 40).Select(s => new SessionCounts($"{s}", "", stream.NextBinomial(500, stream.NextBeta(2, 38)), 500))];
            if (SessionRate.Clustered(rows, replicates: 400, seed: (ulong)r).Interval!.Contains(0.05)) clustered++;
            if (RateInterval.Of(rows.Sum(s => s.Events), rows.Sum(s => s.Trials)).Contains(0.05)) naive++;
        }

        Assert.InRange(clustered, 130, 150);
        Assert.True(naive < 100, $"{naive}");
    }
}
