using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class PartialPoolingTests
{
    private static readonly PoolingOptions Quick = new() { Draws = 1000 };

    private static SegmentCount[] Rats(ReferenceCase published) =>
        [.. published.Longs("y").Zip(published.Longs("n"), (y, n) => (y, n)).Select((c, i) => new SegmentCount($"{i + 1}", c.y, c.n))];

    [Fact, Trait("case", "B03")]
    public void Posterior_of_the_rat_tumours_is_that_of_BDA3()
    {
        var published = ReferenceCase.Open("B03");
        var fit = PartialPooling.FullBayes(Rats(published), Quick);
        published.Agrees("posterior_mean_alpha", fit.Alpha);
        published.Agrees("posterior_mean_beta", fit.Beta);
        published.Agrees("posterior_mode_log_a_over_b", fit.ModeLogRatio);
        published.Agrees("posterior_mode_log_a_plus_b", fit.ModeLogSum);
        published.Agrees("posterior_mean_theta71", fit.Of("71").Pooled.Value);
        published.Agrees("posterior_sd_theta71", fit.Of("71").StandardDeviation);
        published.Agrees("posterior_mean_theta1_0of20", fit.Of("1").Pooled.Value);
        published.Agrees("posterior_mean_theta70_9of24", fit.Of("70").Pooled.Value);
        published.Agrees("posterior_mean_population_mean", fit.PopulationMean.Value);
        published.Agrees("posterior_sd_population_mean", fit.PopulationMeanSd);
        Assert.Equal(0.21085684202086988, fit.Of("71").Pooled.Value, 6);
        Assert.Equal(2.402674174097378, fit.Alpha, 0.001);
    }

    [Fact, Trait("case", "B03")]
    public void Maximum_of_the_marginal_likelihood_of_the_rat_tumours_is_found()
    {
        var published = ReferenceCase.Open("B03");
        var rats = Rats(published);
        var fit = PartialPooling.EmpiricalBayes(rats, Quick);
        published.Agrees("mle_alpha", fit.Alpha);
        published.Agrees("mle_beta", fit.Beta);
        published.Agrees("mle_loglik_with_binomial_constants", fit.LogLikelihood!.Value);
        var moments = PartialPooling.Moments(rats.Take(70));
        published.Agrees("moment_alpha", moments.Alpha);
        published.Agrees("moment_beta", moments.Beta);
    }

    [Fact]
    public void Draws_agree_with_the_moments_of_the_grid()
    {
        var fit = PartialPooling.FullBayes(Rats(ReferenceCase.Open("B03")), new PoolingOptions { Draws = 20_000 });
        for (var j = 0; j < fit.Segments.Count; j += 7)
            Assert.Equal(fit.Segments[j].Pooled.Value, fit.Draws.Average(d => d[j]), 0.002);
        Assert.All(fit.Segments, s => Assert.Equal(1, s.RankProbabilities.Sum(), 9));
        Assert.True(fit.ProbabilityAbove("70", "1") > 0.99);
    }

    [Fact]
    public void One_seed_gives_one_answer_and_row_order_changes_no_rate()
    {
        var rats = Rats(ReferenceCase.Open("B03"));
        var first = PartialPooling.FullBayes(rats, Quick);
        Assert.Equal(first.Draws[17], PartialPooling.FullBayes(rats, Quick).Draws[17]);
        Assert.NotEqual(first.Draws[17], PartialPooling.FullBayes(rats, Quick.WithSeed(2)).Draws[17]);
        Assert.Equal(first.Of("71").Pooled.Value, PartialPooling.FullBayes(rats.Reverse(), Quick).Of("71").Pooled.Value, 12);
    }

    [Property(MaxTest = 25)]
    public bool Shrinkage_lies_between_raw_and_population(byte[] counts)
    {
        var segments = (counts ?? []).Take(12).Select((c, i) => new SegmentCount("s" + i, c % 31, 31 + (c / 8))).ToArray();
        if (segments.Length < 2 || segments.All(s => s.Events == 0)) return true;
        PooledRates fit;
        try
        {
            fit = PartialPooling.EmpiricalBayes(segments, new PoolingOptions { Draws = 100 });
        }
        catch (NotIdentifiedException)
        {
            return true;
        }

        return fit.Segments.All(s =>
        {
            double raw = s.Raw.Value, mean = fit.PopulationMean.Value;
            return s.Pooled.Value >= Math.Min(raw, mean) - 1e-12 && s.Pooled.Value <= Math.Max(raw, mean) + 1e-12 && s.Shrinkage is > 0 and < 1;
        });
    }

    [Fact]
    public void Intervals_hold_the_true_rate_as_often_as_they_say()
    {
        int held = 0, all = 0;
        for (var r = 0; r < 40; r++)
        {
            var stream = DrawStream(r);
            var truth = Enumerable.Range(0, 20).Select(_ => 0.02 + (0.06 * stream.NextDouble())).ToArray();
            var fit = PartialPooling.FullBayes(truth.Select((p, i) => new SegmentCount("s" + i, Enumerable.Range(0, 300).Count(_ => stream.NextDouble() < p), 300)), new PoolingOptions { Draws = 500, Level = 0.9 });
            for (var i = 0; i < truth.Length; i++, all++)
                if (fit.Segments[i].Pooled.Interval!.Contains(truth[i])) held++;
        }

        Assert.InRange(held / (double)all, 0.86, 0.94);

        static Random DrawStream(int seed) => new(seed + 1);
    }

    [Fact]
    public void Empirical_Bayes_without_hyper_uncertainty_is_labelled_too_narrow()
    {
        var rats = Rats(ReferenceCase.Open("B03"));
        var fit = PartialPooling.EmpiricalBayes(rats, Quick.WithHyperUncertainty(false));
        Assert.Contains("EB, too narrow", fit.Method, StringComparison.Ordinal);
        Assert.Contains(fit.Warnings, w => w.Code == "MODEL349");
        Assert.True(fit.Of("71").Pooled.Interval!.Width < PartialPooling.EmpiricalBayes(rats, Quick).Of("71").Pooled.Interval!.Width * 1.02);
    }

    [Fact]
    public void James_Stein_is_near_the_pooled_rates()
    {
        var rats = Rats(ReferenceCase.Open("B03"));
        var fit = PartialPooling.FullBayes(rats, Quick);
        Assert.All(PartialPooling.JamesStein(rats).Zip(fit.Segments), pair => Assert.Equal(pair.Second.Pooled.Value, pair.First, 0.06));
    }

    [Fact]
    public void Few_segments_warn_and_are_shown_under_three_priors()
    {
        SegmentCount[] few = [new("a", 3, 100), new("b", 9, 100), new("c", 5, 100)];
        var fits = PartialPooling.PriorSensitivity(few, Quick);
        Assert.Equal(3, fits.Count);
        Assert.All(fits, fit => Assert.Contains(fit.Warnings, w => w.Code == "MODEL347"));
        Assert.True(fits.Max(f => f.Concentration.Value) > 1.2 * fits.Min(f => f.Concentration.Value));
    }

    [Fact]
    public void The_next_session_is_predicted_with_its_own_spread()
    {
        var fit = PartialPooling.FullBayes(Rats(ReferenceCase.Open("B03")), new PoolingOptions { Draws = 4000 });
        var next = fit.PredictNext("71", 14);
        Assert.Equal(IntervalKind.Prediction, next.Interval!.Kind);
        Assert.InRange(next.Value, 2, 4);
        Assert.InRange(next.Interval.High, 6, 8);
    }

    [Fact]
    public void An_improper_prior_is_refused()
    {
        var refusal = Assert.Throws<InputException>(() => PartialPooling.FullBayes(Rats(ReferenceCase.Open("B03")), Quick.WithPrior(HyperPrior.UniformOnLogs)));
        Assert.Equal("error MODEL306: prior: uniform on (log(alpha / beta), log(alpha + beta)); the posterior is improper: it does not integrate however many data there are. Fix: use HyperPrior.Diffuse, the same on a scale where it is proper", refusal.Message);
    }

    [Fact]
    public void Segments_that_cannot_tell_are_refused()
    {
        static string Code(params SegmentCount[] counts) => Assert.ThrowsAny<ModelException>(() => PartialPooling.FullBayes(counts, Quick)).Code;
        Assert.Equal("MODEL313", Code(new SegmentCount("a", 1, 2)));
        Assert.Equal("MODEL314", Code(new("a", 0, 2), new("b", 0, 9)));
        Assert.Equal("MODEL314", Code(new("a", 2, 2), new("b", 9, 9)));
        Assert.Equal("MODEL345", Code(new("a", 2, 2), new("b", 0, 9)));
        Assert.Equal("MODEL340", Code(new("a", 1, 2), new("a", 1, 9)));
        Assert.Equal("MODEL300", Code(new("a", 1, 2), new("b", -1, 9)));
        Assert.Equal("MODEL342", Assert.Throws<NotIdentifiedException>(() => PartialPooling.EmpiricalBayes([new("a", 10, 100), new("b", 10, 100), new("c", 10, 100)], Quick)).Code);
        Assert.Equal("MODEL341", Assert.Throws<InputException>(() => PartialPooling.FullBayes([new("a", 1, 2), new("b", 1, 9)], Quick).Of("c")).Code);
    }

    [Fact]
    public void Huge_equal_segments_give_finite_numbers_and_say_that_they_are_not_told_apart()
    {
        var fit = PartialPooling.FullBayes([new("a", 30_000, 1_000_000), new("b", 30_050, 1_000_000), new("c", 29_990, 1_000_000), new("d", 30_010, 1_000_000), new("e", 29_950, 1_000_000)], Quick);
        Assert.All(fit.Segments, s => Assert.True(double.IsFinite(s.Pooled.Value) && s.Pooled.Interval!.Width > 0));
        Assert.Contains(fit.Warnings, w => w.Code == "MODEL348");
    }
}
