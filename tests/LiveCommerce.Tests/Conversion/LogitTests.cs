using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class LogitTests
{
    [Fact, Trait("case", "B17")]
    public void Challenger_logits_are_unpenalised()
    {
        var published = ReferenceCase.Open("B17");
        var rows = published.Doubles("temperature_F").Zip(published.Longs("damaged_of_6"));
        var any = LogitRegression.Fit(["temperature"], rows.Select(r => new LogitRow(r.Second > 0 ? 1 : 0, 1, [r.First])));
        published.Agrees("bernoulli_coef", [.. any.Coefficients.Select(c => c.Value)]);
        published.Agrees("bernoulli_se", [.. any.Coefficients.Select(c => c.StandardError)]);
        published.Agrees("bernoulli_deviance", any.Deviance);
        var six = LogitRegression.Fit(["temperature"], rows.Select(r => new LogitRow(r.Second, 6, [r.First])));
        published.Agrees("binomial_coef", [.. six.Coefficients.Select(c => c.Value)]);
        published.Agrees("binomial_se", [.. six.Coefficients.Select(c => c.StandardError)]);
        published.Agrees("binomial_deviance", six.Deviance);
    }

    [Fact, Trait("case", "B06")]
    public void Berkeley_logit_adjusts_for_department()
    {
        var published = ReferenceCase.Open("B06");
        var departments = published.Data.EnumerateObject().First().Value.EnumerateObject().ToArray();
        var rows = departments.SelectMany((d, i) => new[] { "male", "female" }.Select(sex =>
        {
            long yes = d.Value.GetProperty(sex + "_admit").GetInt64(), no = d.Value.GetProperty(sex + "_reject").GetInt64();
            return new LogitRow(yes, yes + no, [sex == "female" ? 1 : 0, .. Enumerable.Range(1, 5).Select(k => k == i ? 1.0 : 0)]);
        }));
        var fit = LogitRegression.Fit(["female", "B", "C", "D", "E", "F"], rows);
        published.Agrees("logit_female_effect_adjusted_for_dept", fit.Of("female").Value);
        published.Agrees("logit_female_effect_se", fit.Of("female").StandardError);
    }

    private static IEnumerable<LogitRow> Cbpp(ReferenceCase published)
    {
        string[] herd = published.Strings("herd"), period = published.Strings("period");
        long[] y = published.Longs("incidence"), n = published.Longs("size");
        return herd.Select((h, i) => new LogitRow(y[i], n[i], [.. new[] { "2", "3", "4" }.Select(p => period[i] == p ? 1.0 : 0)]).In(h));
    }

    [Fact, Trait("case", "B08")]
    public void Cbpp_by_Laplace_is_that_of_lme4()
    {
        var published = ReferenceCase.Open("B08");
        var fit = MixedLogit.Fit(["2", "3", "4"], Cbpp(published));
        published.Agrees("laplace_fixed", [.. fit.Coefficients.Select(c => c.Value)]);
        published.Agrees("laplace_sd", fit.GroupSd);
        published.Agrees("laplace_minus2loglik", fit.MinusTwoLogLikelihood);
        Assert.True(fit.Converged);
        Assert.Equal(15, fit.Groups.Count);
    }

    [Fact, Trait("case", "B08")]
    public void Cbpp_by_adaptive_quadrature_is_that_of_lme4()
    {
        var published = ReferenceCase.Open("B08");
        var fit = MixedLogit.Fit(["2", "3", "4"], Cbpp(published).Reverse(), nodes: 25);
        published.Agrees("agq25_fixed", [.. fit.Coefficients.Select(c => c.Value)]);
        published.Agrees("agq25_se", [.. fit.Coefficients.Select(c => c.StandardError)]);
        published.Agrees("agq25_sd", fit.GroupSd);
        var profile = fit.ProfileGroupSd();
        Assert.True(profile.Contains(fit.GroupSd) && profile.Low > 0.2 && profile.High < 1.5);
    }

    [Fact]
    public void Known_coefficients_and_spread_are_recovered()
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var rows = new List<LogitRow>();
        for (var k = 0; k < 150; k++)
        {
            var u = 0.8 * Normal();
            for (var t = 0; t < 8; t++)
            {
                double x = Normal(), p = 1 / (1 + Math.Exp(1 - (0.5 * x) - u));
                rows.Add(new LogitRow(Enumerable.Range(0, 20).Count(_ => random.NextDouble() < p), 20, [x]).In("k" + k));
            }
        }

        var fit = MixedLogit.Fit(["x"], rows);
        Assert.InRange(fit.Of("x").Value, 0.5 - (3 * fit.Of("x").StandardError), 0.5 + (3 * fit.Of("x").StandardError));
        Assert.InRange(fit.GroupSd, 0.65, 0.95);
    }

    [Fact]
    public void Groups_that_do_not_differ_end_at_the_boundary_with_a_warning()
    {
        var fit = MixedLogit.Fit([], Enumerable.Range(0, 20).Select(i => new LogitRow(10, 100, []).In("k" + i)));
        Assert.Contains(fit.Warnings, w => w.Code == "MODEL366");
        Assert.Equal(0, fit.ProfileGroupSd().Low);
        Assert.Equal(Math.Log(1.0 / 9), fit.Coefficients[0].Value, 6);
    }

    [Fact]
    public void Models_that_the_data_cannot_tell_are_refused()
    {
        Assert.Equal("MODEL364", Assert.Throws<NotIdentifiedException>(() => LogitRegression.Fit(["x"], [new(0, 1, [1]), new(0, 1, [2]), new(1, 1, [3]), new(1, 1, [4])])).Code);
        Assert.Equal("MODEL362", Assert.Throws<NotIdentifiedException>(() => LogitRegression.Fit(["x", "y"], [new(0, 1, [1, 2]), new(1, 1, [2, 4]), new(0, 1, [3, 6]), new(1, 1, [4, 8])])).Code);
        Assert.Equal("MODEL313", Assert.Throws<NotIdentifiedException>(() => MixedLogit.Fit([], [new(1, 5, []), new(2, 5, [])])).Code);
        Assert.Equal("MODEL314", Assert.Throws<NotIdentifiedException>(() => LogitRegression.Fit([], [new(0, 5, []), new(0, 5, [])])).Code);
        var refusal = Assert.Throws<InputException>(() => LogitRegression.Fit(["x"], [new(0, 1, [1]), new(1, 1, [double.NaN])]));
        Assert.Equal("error MODEL315: row 2, 'x': it is NaN; a finite number is needed. Fix: drop the row or repair its source; do not write 0 for a missing value", refusal.Message);
    }
}
