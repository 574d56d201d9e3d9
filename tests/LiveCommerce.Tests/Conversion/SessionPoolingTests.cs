using LiveCommerce.Conversion;
using LiveCommerce.Numerics;
using MathNet.Numerics;

namespace LiveCommerce.Tests.Conversion;

public sealed class SessionPoolingTests
{
    private static readonly HyperPrior Prior = HyperPrior.LogNormal(20, 1);

    private static SessionCounts[] Panel(ulong seed, double[] rates, int sessions, double concentration, long viewers = 200)
    {
        var stream = RandomStream.For(seed, 0);
        return [.. rates.SelectMany((p, j) => Enumerable.Range(0, sessions).Select(s =>
            new SessionCounts($"{j}-{s}", "kol", stream.NextBinomial(viewers, stream.NextBeta(p * concentration, (1 - p) * concentration)), viewers).In($"s{j}")))];
    }

    /// <summary>The same posterior by plain sums over a dense grid of all four unknowns of a segment.</summary>
    [Fact]
    public void Posterior_means_are_those_of_a_dense_grid()
    {
        (long Y, long N)[][] data = [[(3, 40), (9, 60)], [(1, 50), (2, 30), (0, 40)], [(12, 50), (4, 50)]];
        var fit = SessionPooling.Fit(data.SelectMany((rows, j) => rows.Select((r, s) => new SessionCounts($"{j}-{s}", "", r.Y, r.N).In($"{j}"))), new PoolingOptions { Draws = 4000, Prior = Prior });
        const int P = 160, U = 36, V = 30, C = 26;
        double[] p = [.. Enumerable.Range(0, P).Select(i => Transform.InverseLogit(-9 + (10.0 * i / P)))], c = [.. Enumerable.Range(0, C).Select(i => Math.Exp(-2 + (14.0 * i / C)))];
        var tables = data.Select(rows => c.Select(k => p.Select(q => Math.Exp(rows.Sum(r => Rising(q * k, r.Y) + Rising((1 - q) * k, r.N - r.Y) - Rising(k, r.N)) + 45)).ToArray()).ToArray()).ToArray();
        double total = 0, correlation = 0;
        var means = new double[3];
        for (var iu = 0; iu < U; iu++)
        {
            for (var iv = 0; iv < V; iv++)
            {
                double u = -5 + (5.0 * iu / U), k = Math.Exp(-1 + (9.0 * iv / V)), mu = Transform.InverseLogit(u), a = mu * k, b = (1 - mu) * k, z = Math.Log(k / 20);
                var lnBeta = SpecialFunctions.BetaLn(a, b);
                double[] prior = [.. p.Select(q => Math.Exp((a * Math.Log(q)) + (b * Math.Log(1 - q)) - lnBeta))];
                for (var ic = 0; ic < C; ic++)
                {
                    var integrals = new double[3];
                    var firsts = new double[3];
                    for (var j = 0; j < 3; j++)
                    {
                        for (var i = 0; i < P; i++)
                        {
                            var mass = prior[i] * tables[j][ic][i];
                            integrals[j] += mass;
                            firsts[j] += mass * p[i];
                        }
                    }

                    var weight = Math.Exp(-0.5 * z * z) * mu * (1 - mu) * c[ic] / ((1 + c[ic]) * (1 + c[ic])) * integrals[0] * integrals[1] * integrals[2];
                    total += weight;
                    correlation += weight / (1 + c[ic]);
                    for (var j = 0; j < 3; j++) means[j] += weight * firsts[j] / integrals[j];
                }
            }
        }

        for (var j = 0; j < 3; j++) Assert.Equal(means[j] / total, fit.Of($"{j}").Pooled.Value, 0.0015);
        Assert.Equal(correlation / total, fit.SessionConcentrations.Average(x => 1 / (1 + x)), 0.004);

        static double Rising(double x, long n) => SpecialFunctions.GammaLn(x + n) - SpecialFunctions.GammaLn(x);
    }

    [Fact]
    public void Known_spread_of_sessions_is_recovered()
    {
        double[] rates = [.. Enumerable.Range(0, 12).Select(j => 0.03 + (0.005 * j))];
        var fit = SessionPooling.Fit(Panel(3, rates, 20, 60), new PoolingOptions { Draws = 500 });
        Assert.True(fit.IntraclassCorrelation.Interval!.Contains(1.0 / 61), $"{fit.IntraclassCorrelation}");
        Assert.InRange(fit.Rates.Segments.Zip(rates).Count(pair => pair.First.Pooled.Interval!.Contains(pair.Second)), 10, 12);
        Assert.Equal(240, fit.N.Used);
        Assert.Equal(20, fit.Of("s3").Pooled.N.Used);
    }

    [Fact]
    public void Twelve_unlike_sessions_leave_more_open_than_their_viewers_say()
    {
        var panel = Panel(5, [.. Enumerable.Repeat(0.04, 8)], 12, 40, 1000);
        var sessions = SessionPooling.Fit(panel, new PoolingOptions { Draws = 500 });
        var viewers = PartialPooling.FullBayes(panel.GroupBy(s => s.Segment).Select(g => new SegmentCount(g.Key, g.Sum(s => s.Events), g.Sum(s => s.Trials))), new PoolingOptions { Draws = 500 });
        Assert.True(sessions.Of("s0").Raw.Interval!.Width > 2 * viewers.Of("s0").Raw.Interval!.Width);
        Assert.True(sessions.Of("s0").Shrinkage > viewers.Of("s0").Shrinkage);
        var next = sessions.PredictNext("s0", 1000);
        Assert.True(next.Interval!.Width > 1.5 * viewers.PredictNext("s0", 1000).Interval!.Width);
        Assert.Equal(IntervalKind.Prediction, next.Interval.Kind);
    }

    [Fact]
    public void Alike_sessions_give_the_rates_of_the_counts_alone()
    {
        var panel = Panel(9, [0.02, 0.05, 0.09, 0.12, 0.2, 0.3], 30, 1e9, 400);
        var options = new PoolingOptions { Draws = 500 };
        var sessions = SessionPooling.Fit(panel, options);
        var viewers = PartialPooling.FullBayes(panel.GroupBy(s => s.Segment).Select(g => new SegmentCount(g.Key, g.Sum(s => s.Events), g.Sum(s => s.Trials))), options);
        Assert.True(sessions.IntraclassCorrelation.Value < 0.001);
        Assert.All(sessions.Rates.Segments.Zip(viewers.Segments), pair => Assert.Equal(pair.Second.Pooled.Value, pair.First.Pooled.Value, 0.001));
    }

    [Fact]
    public void The_order_of_sessions_and_segments_changes_nothing()
    {
        var panel = Panel(4, [0.02, 0.05, 0.1], 4, 50);
        var options = new PoolingOptions { Draws = 200 };
        SessionCounts[] shuffled = [.. panel.OrderBy(s => s.Events).ThenBy(s => s.Session)];
        PooledSessions one = SessionPooling.Fit(panel, options), other = SessionPooling.Fit(shuffled, options);
        foreach (var segment in new[] { "s0", "s1", "s2" })
        {
            Assert.Equal(one.Of(segment).Pooled.Value, other.Of(segment).Pooled.Value, 9);
            Assert.Equal(one.Of(segment).Pooled.Interval!.High, other.Of(segment).Pooled.Interval!.High, 9);
        }
    }

    [Fact]
    public void Sessions_that_cannot_tell_are_refused_and_empty_ones_counted()
    {
        static string Code(params SessionCounts[] rows) => Assert.ThrowsAny<ModelException>(() => SessionPooling.Fit(rows)).Code;
        Assert.Equal("MODEL378", Code(new SessionCounts("1", "", 1, 9).In("a"), new SessionCounts("2", "", 2, 9).In("b")));
        Assert.Equal("MODEL313", Code(new SessionCounts("1", "", 1, 9).In("a"), new SessionCounts("2", "", 2, 9).In("a")));
        Assert.Equal("MODEL314", Code(new SessionCounts("1", "", 0, 9).In("a"), new SessionCounts("2", "", 0, 9).In("a"), new SessionCounts("3", "", 0, 9).In("b")));
        Assert.Equal("MODEL303", Code(new SessionCounts("1", "", 10, 9).In("a"), new SessionCounts("2", "", 0, 9).In("b")));
        Assert.Equal("MODEL369", Code(new SessionCounts("1", "", 1, 1).In("a"), new SessionCounts("2", "", 0, 1).In("a"), new SessionCounts("3", "", 0, 1).In("b")));
        var fit = SessionPooling.Fit(Panel(4, [0.02, 0.05], 4, 50).Select(s => s.From(new Provenance { Synthetic = true })).Append(new SessionCounts("x", "", 0, 0).In("s0")), new PoolingOptions { Draws = 100 });
        Assert.Equal(1, fit.N.Dropped);
        Assert.True(fit.Of("s0").Raw.Provenance.Synthetic && fit.Of("s0").Pooled.Provenance.Synthetic && fit.IntraclassCorrelation.Provenance.Synthetic && fit.PredictNext("s0", 10).Provenance.Synthetic);
    }
}
