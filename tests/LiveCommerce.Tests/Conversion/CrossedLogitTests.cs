using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Conversion;

public sealed class CrossedLogitTests
{
    /// <summary>The cbpp data of B08 with herd, period and row as levels.</summary>
    private static IEnumerable<LogitRow> Cbpp(bool withPeriod)
    {
        var published = ReferenceCase.Open("B08");
        string[] herd = published.Strings("herd"), period = published.Strings("period");
        long[] y = published.Longs("incidence"), n = published.Longs("size");
        return herd.Select((h, i) => withPeriod
            ? new LogitRow(y[i], n[i], [.. new[] { "2", "3", "4" }.Select(p => period[i] == p ? 1.0 : 0)]).Across([h, $"{i}"])
            : new LogitRow(y[i], n[i], []).Across([h, period[i]]));
    }

    private static void Near(double tolerance, IEnumerable<double> expected, IEnumerable<double> got) =>
        Assert.All(expected.Zip(got), pair => Assert.Equal(pair.First, pair.Second, tolerance));

    /// <summary>lme4 1.1-31, glmer(cbind(incidence, size - incidence) ~ 1 + (1|herd) + (1|period), cbpp, binomial), bobyqa, tolPwrss 1e-12.</summary>
    [Fact]
    public void Herd_crossed_with_period_is_that_of_lme4()
    {
        var fit = CrossedLogit.Fit([], ["herd", "period"], Cbpp(false));
        Assert.Equal(-2.284428031, fit.Coefficients[0].Value, 0.002);
        Assert.Equal(0.36118569, fit.Coefficients[0].StandardError, 0.002);
        Near(0.002, [0.6850138597, 0.5567824444], fit.Factors.Select(f => f.Sd));
        Assert.Equal(193.877938268, fit.MinusTwoLogLikelihood, 0.001);
        Near(0.003, [0.832254583, -0.053486913, -0.160534110, -0.444885153], fit.Spread("period").Levels.Select(l => l.Value));
        Assert.True(fit.Converged);
    }

    /// <summary>lme4 1.1-31, ... ~ period + (1|herd) + (1|obs): variation between rows beside herds, as in lme4's help page of cbpp.</summary>
    [Fact]
    public void Rows_nested_in_herds_are_those_of_lme4()
    {
        var fit = CrossedLogit.Fit(["2", "3", "4"], ["herd", "row"], Cbpp(true).Reverse());
        Near(0.003, [-1.500291680, -1.226509201, -1.328840546, -1.866265299], fit.Coefficients.Select(c => c.Value));
        Near(0.002, [0.29671286, 0.48031174, 0.49392057, 0.59361106], fit.Coefficients.Select(c => c.StandardError));
        Assert.Equal(0.1839471105, fit.Spread("herd").Sd, 0.003);
        Assert.Equal(0.8910784990, fit.Spread("row").Sd, 0.003);
        Assert.Equal(174.638311083, fit.MinusTwoLogLikelihood, 0.001);
        Assert.Equal(0, fit.ProfileSd("herd").Low);
        var row = fit.ProfileSd("row");
        Assert.True(row.Low > 0.3 && row.Contains(0.891));
    }

    [Fact]
    public void One_factor_is_the_Laplace_fit_of_the_mixed_logit()
    {
        LogitRow[] rows = [.. Cbpp(true)];
        var crossed = CrossedLogit.Fit(["2", "3", "4"], ["herd"], rows.Select(r => r.Across([r.Levels[0]])));
        var mixed = MixedLogit.Fit(["2", "3", "4"], rows.Select(r => r.In(r.Levels[0])));
        Near(1e-4, mixed.Coefficients.Select(c => c.Value), crossed.Coefficients.Select(c => c.Value));
        Assert.Equal(mixed.GroupSd, crossed.Factors[0].Sd, 1e-4);
        Assert.Equal(mixed.MinusTwoLogLikelihood, crossed.MinusTwoLogLikelihood, 6);
        Near(1e-3, mixed.Groups.Select(g => g.Value), crossed.Factors[0].Levels.Select(l => l.Value));
        Near(1e-3, mixed.Groups.Select(g => g.StandardDeviation), crossed.Factors[0].Levels.Select(l => l.StandardDeviation));
    }

    [Fact]
    public void Three_crossed_factors_are_recovered()
    {
        var stream = RandomStream.For(11, 0);
        double[] kol = Draw(80, 0.8), platform = Draw(12, 0.5), month = Draw(24, 0.3);
        var rows = Enumerable.Range(0, 1500).Select(_ =>
        {
            int k = stream.NextInt(80), p = stream.NextInt(12), m = stream.NextInt(24);
            var x = stream.NextNormal();
            return new LogitRow(stream.NextBinomial(60, Transform.InverseLogit(-1 + (0.4 * x) + kol[k] + platform[p] + month[m])), 60, [x]).Across([$"k{k}", $"p{p}", $"m{m}"]);
        }).ToArray();
        var fit = CrossedLogit.Fit(["x"], ["kol", "platform", "month"], rows);
        Assert.InRange((fit.Of("x").Value - 0.4) / fit.Of("x").StandardError, -3.5, 3.5);
        Assert.InRange(fit.Spread("kol").Sd, 0.65, 1.0);
        Assert.InRange(fit.Spread("platform").Sd, 0.25, 0.85);
        Assert.InRange(fit.Spread("month").Sd, 0.18, 0.45);
        Assert.True(fit.Spread("kol").Levels.Zip(Enumerable.Range(0, 80).Select(k => $"k{k}").Order(StringComparer.Ordinal), (l, name) => l.Group == name).All(same => same));

        double[] Draw(int n, double sd) => [.. Enumerable.Range(0, n).Select(_ => sd * stream.NextNormal())];
    }

    [Fact]
    public void Factors_that_the_data_cannot_tell_are_refused()
    {
        static string Code(params LogitRow[] rows) => Assert.ThrowsAny<ModelException>(() => CrossedLogit.Fit([], ["kol", "platform"], rows)).Code;
        Assert.Equal("MODEL313", Code(new LogitRow(1, 5, []).Across(["a", "x"]), new LogitRow(2, 5, []).Across(["b", "x"])));
        Assert.Equal("MODEL377", Code(new LogitRow(1, 5, []).Across(["a", "x"]), new LogitRow(2, 5, []).Across(["b", "y"])));
        Assert.Equal("MODEL377", Code(new LogitRow(1, 5, []).Across(["a"]), new LogitRow(2, 5, [])));
        Assert.Equal("MODEL369", Code(new LogitRow(1, 1, []).Across(["a", "x"]), new LogitRow(0, 1, []).Across(["b", "y"]), new LogitRow(0, 1, []).Across(["c", "y"])));
        var fit = CrossedLogit.Fit([], ["herd", "period"], Cbpp(false).Select(r => r.From(new Provenance { Synthetic = true })));
        Assert.True(fit.Provenance.Synthetic);
        Assert.Equal("MODEL363", Assert.Throws<InputException>(() => fit.Spread("kol")).Code);
    }
}
