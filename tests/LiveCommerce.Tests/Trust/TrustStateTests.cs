using LiveCommerce.Numerics;
using LiveCommerce.Trust;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Tests.Trust;

public sealed class TrustStateTests
{
    internal static TrustSession[] Sessions(ulong seed, int kols = 20, int sessions = 50, double gaps = 0.1, double strain = 0) =>
        [.. Replicates.Run(kols, seed, (stream, kol) =>
        {
            double trust = 0, level = 0.5 * stream.NextNormal(), time = 0;
            List<TrustSession> rows = [];
            for (var t = 0; t < sessions; t++)
            {
                double content = stream.NextNormal(), ads = 0.4 * stream.NextDouble(), products = 0.6 * stream.NextDouble();
                double? first = -2 + level + trust + 0.2 * stream.NextNormal();
                double? second = stream.NextDouble() < gaps ? null : 1 + 0.6 * (level + trust) + 0.15 * stream.NextNormal();
                rows.Add(new TrustSession($"k{kol:00}", time, content, ads, products, [first, second]));
                var gap = stream.NextDouble() < gaps ? 2 : 1;
                var drive = 0.15 * content - 0.3 * ads - 0.8 * products - strain * Math.Max(0, ads + products - 0.5);
                trust = Math.Pow(0.8, gap) * trust + Math.Pow(0.8, gap - 1) * drive + 0.1 * Math.Sqrt(gap == 2 ? 1 + 0.64 : 1) * stream.NextNormal();
                time += gap;
            }

            return rows;
        }, cancellationToken: TestContext.Current.CancellationToken).SelectMany(rows => rows)];

    [Fact]
    public void Dynamics_that_made_the_sessions_are_recovered()
    {
        var fit = TrustState.Fit(Sessions(1));
        Assert.True(fit.Persistence.Interval!.Contains(0.8), fit.Persistence.ToString());
        Assert.InRange(fit.Persistence.Interval.Width, 0, 0.1);
        Assert.Equal(0.15, fit.ContentGain.Value * fit.Scale, 0.03);
        Assert.Equal(0.3, fit.AdTrustCost.Value * fit.Scale, 0.12);
        Assert.Equal(0.8, fit.ProductTrustCost.Value * fit.Scale, 0.12);
        Assert.Equal(0.6, fit.Loadings[1], 0.05);
        Assert.Equal(0.2, fit.IndicatorNoise[0], 0.03);
        Assert.Equal(0.1, fit.TrustNoise * fit.Scale, 0.04);
        Assert.Null(fit.StrainCost);
        Assert.Equal(1000, fit.Path.Count);
        Assert.Equal(0, fit.PersistenceProfile.Min(point => point.Rise));
    }

    [Fact]
    public void Strain_beyond_a_given_threshold_is_recovered()
    {
        var fit = TrustState.Fit(Sessions(2, strain: 2), new TrustStateOptions().WithStrainThreshold(0.5));
        Assert.True(fit.StrainCost!.Interval!.Low > 0, fit.StrainCost.ToString());
        Assert.Equal(2, fit.StrainCost.Value * fit.Scale, 0.6);
    }

    [Fact]
    public void Likelihood_of_the_filter_is_that_of_the_dense_normal_law()
    {
        var rows = Sessions(7, kols: 2, sessions: 40);
        var fit = TrustState.Fit(rows);
        double phi = fit.Persistence.Value, state = Math.Pow(fit.TrustNoise * fit.Scale, 2);
        double expected = 0;
        var seen = rows.SelectMany(s => s.Indicators.Select((value, k) => (s.Kol, s.Time, K: k, Value: value))).Where(o => o.Value.HasValue).ToArray();
        string[] kols = [.. seen.Select(o => o.Kol).Distinct()];
        var y = Vector<double>.Build.Dense(seen.Length, i => seen[i].Value!.Value);
        var cover = Matrix<double>.Build.Dense(seen.Length, seen.Length, (i, j) => seen[i].Kol != seen[j].Kol ? 0
            : fit.Loadings[seen[i].K] * fit.Loadings[seen[j].K] * state / (1 - phi * phi) * Math.Pow(phi, Math.Abs(seen[i].Time - seen[j].Time)) + (i == j ? Math.Pow(fit.IndicatorNoise[seen[i].K], 2) : 0));
        // Columns: content, ads, products through the fading state; constant of the second indicator; level of each KOL.
        var x = Matrix<double>.Build.Dense(seen.Length, 4 + kols.Length, (i, c) => c == 3 ? seen[i].K
            : c > 3 ? (seen[i].Kol == kols[c - 4] ? fit.Loadings[seen[i].K] : 0)
            : fit.Loadings[seen[i].K] * rows.Where(s => s.Kol == seen[i].Kol && s.Time < seen[i].Time).Sum(s => Math.Pow(phi, seen[i].Time - s.Time - 1) * (c == 0 ? s.Content : c == 1 ? s.Ads : s.Products)));
        var inverse = cover.Inverse();
        var e = y - x * (x.Transpose() * inverse * x).Solve(x.Transpose() * inverse * y);
        for (var i = 4; i < x.ColumnCount; i++) expected -= 0.5 * Math.Log(x.Column(i).DotProduct(inverse * x.Column(i)));
        expected -= 0.5 * ((seen.Length - kols.Length) * Math.Log(2 * Math.PI) + cover.Cholesky().DeterminantLn + e.DotProduct(inverse * e));
        Assert.Equal(expected, fit.LogLikelihood, 6);
    }

    [Fact]
    public void Intervals_of_the_dynamics_cover_as_often_as_they_say()
    {
        var fits = Enumerable.Range(0, 30).AsParallel().Select(i => TrustState.Fit(Sessions((ulong)(500 + i), kols: 5, sessions: 36), new TrustStateOptions().WithLevel(0.9))).ToArray();
        int persistence = fits.Count(f => f.Persistence.Interval!.Contains(0.8)), product = fits.Count(f => f.ProductTrustCost.Interval!.Low * f.Scale <= 0.8 && f.ProductTrustCost.Interval.High * f.Scale >= 0.8);
        // 27 of 30 expected; 22 is three standard deviations below.
        Assert.True(Math.Min(persistence, product) >= 22, $"persistence {persistence}, product {product} of 30");
    }

    [Fact]
    public void Setting_for_the_policy_carries_the_dynamics_and_the_origin()
    {
        var fit = TrustState.Fit(Sessions(3, kols: 6).Select(s => s.From(new Provenance { Synthetic = true })));
        var setting = fit.ToSetting(new KolSetting());
        Assert.Equal(fit.Persistence.Value, setting.Persistence);
        Assert.True(setting.Provenance.Synthetic);
    }

    [Fact]
    public void One_indicator_and_few_sessions_are_said()
    {
        var fit = TrustState.Fit(Sessions(4, kols: 12, sessions: 25).Select(s => s with { Indicators = [s.Indicators[0]] }));
        Assert.Contains(fit.Warnings, warning => warning.Code == "MODEL489");
        Assert.Contains(fit.Warnings, warning => warning.Code == "MODEL490");
    }

    [Fact]
    public void Two_sessions_at_one_time_are_refused() =>
        Assert.Equal("MODEL488", Assert.Throws<InputException>(() => TrustState.Fit(Enumerable.Range(0, 12).Select(t => new TrustSession("a", t / 2, 0, 0, 0, [t])))).Code);
}
