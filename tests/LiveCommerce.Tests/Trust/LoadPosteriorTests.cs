using LiveCommerce.Numerics;
using LiveCommerce.Trust;
using MathNet.Numerics;

namespace LiveCommerce.Tests.Trust;

/// <summary>Draws of the posterior against the beta-binomial density summed over grids of slopes and of each KOL's constant.</summary>
public sealed class LoadPosteriorTests
{
    private const double Persistence = 0.5, Threshold = 0.4;

    /// <summary>The first KOL has no events, the second one, the third nothing but events.</summary>
    private static LoadSession[] Sessions(int followers, double rho) => [.. Replicates.Run(6, 3, (stream, kol) =>
    {
        double load = 0, hazard = 0.02 * kol, m = (1 - rho) / rho;
        return Enumerable.Range(0, 12 + kol).Select(t =>
        {
            var sponsored = stream.NextDouble();
            load = Persistence * load + (1 - Persistence) * sponsored;
            var rate = hazard * (1 + load);
            var events = kol switch { 0 => 0, 1 => t == 8 ? 1 : 0, 2 => followers, _ => stream.NextBinomial(followers, stream.NextBeta(rate * m, (1 - rate) * m)) };
            return new LoadSession($"k{kol}", t, events, followers, sponsored);
        }).ToArray();
    }, 1).SelectMany(rows => rows)];

    private sealed record Summary(double Below, double BelowDeviation, double Bend, double BendDeviation, double Correlation);

    private static Summary Of(IReadOnlyList<(double Below, double Bend, double Weight)> points)
    {
        double Mean(Func<(double Below, double Bend, double Weight), double> take) => points.Sum(point => point.Weight * take(point)) / points.Sum(point => point.Weight);
        double below = Mean(p => p.Below), bend = Mean(p => p.Bend), sdBelow = Math.Sqrt(Mean(p => (p.Below - below) * (p.Below - below))), sdBend = Math.Sqrt(Mean(p => (p.Bend - bend) * (p.Bend - bend)));
        return new(below, sdBelow, bend, sdBend, Mean(p => (p.Below - below) * (p.Bend - bend)) / (sdBelow * sdBend));
    }

    /// <summary>Burn-in 1, lagged: the load starts at the mean of the first two sessions and the third is the first that counts.</summary>
    private static Summary Expected(LoadSession[] sessions, double rho)
    {
        const int Points = 25, Constants = 201;
        var m = (1 - rho) / rho;
        static double Rising(double x, double y) => SpecialFunctions.GammaLn(x + y) - SpecialFunctions.GammaLn(x);
        (LoadSession Row, double Load)[][] kols = [.. sessions.GroupBy(row => row.Kol).Select(rows =>
        {
            var stock = rows.Take(2).Average(row => row.Sponsored);
            (LoadSession Row, double Load)[] loads = [.. rows.Select(row =>
            {
                var before = stock;
                stock = Persistence * stock + (1 - Persistence) * row.Sponsored;
                return (row, before);
            })];
            return loads[2..];
        })];
        double Log(double below, double bend)
        {
            var sum = -below * below / 8 - bend * bend / 50;
            foreach (var rows in kols)
            {
                sum += LogSumExp.Of(Enumerable.Range(0, Constants).Select(i =>
                {
                    // The constants of those without events lie at -13 and of those with nothing else at 7.
                    var a = -18 + 32.0 * i / (Constants - 1);
                    return -(a + 4) * (a + 4) / 18 + rows.Sum(row =>
                    {
                        var h = Transform.InverseLogit(a + below * row.Load + bend * Math.Max(0, row.Load - Threshold));
                        return Rising(h * m, row.Row.Events) + Rising((1 - h) * m, row.Row.Trials - row.Row.Events) - Rising(m, row.Row.Trials);
                    });
                }));
            }

            return sum;
        }

        var logs = Replicates.Run(Points * Points, 1, (_, i) => (Below: 8.0 * (i / Points) / (Points - 1) * 2 - 8, Bend: 40.0 * (i % Points) / (Points - 1) - 20)).Select(p => (p.Below, p.Bend, Log: Log(p.Below, p.Bend))).ToArray();
        var top = logs.Max(p => p.Log);
        return Of([.. logs.Select(p => (p.Below, p.Bend, Math.Exp(p.Log - top)))]);
    }

    [Theory]
    [InlineData(60, 0.2), InlineData(60, 0.01), InlineData(300, 0.05), InlineData(60, 1e-6)]
    public void Slopes_are_those_of_the_beta_binomial_density_summed_over_grids(int followers, double rho)
    {
        var sessions = Sessions(followers, rho);
        // Persistence, threshold and correlation all but known: what is left is summed over grids.
        var prior = new SponsoredLoadPrior().WithPersistence(Persistence - 1e-4, Persistence + 1e-4).WithThreshold(Threshold - 1e-4, Threshold + 1e-4).WithOverDispersion(rho, 1e-3);
        var posterior = SponsoredLoadPosterior.Sample(sessions, prior, new SponsoredLoadOptions().WithBurnIn(1), 4000);
        var seen = Of([.. posterior.Draws.Select(draw => (draw.SlopeBelow, draw.Bend, 1.0))]);
        var expected = Expected(sessions, rho);
        Assert.Equal(expected.Below, seen.Below, 0.05 * expected.BelowDeviation);
        Assert.Equal(expected.Bend, seen.Bend, 0.05 * expected.BendDeviation);
        Assert.Equal(1, seen.BelowDeviation / expected.BelowDeviation, 0.05);
        Assert.Equal(1, seen.BendDeviation / expected.BendDeviation, 0.05);
        Assert.Equal(expected.Correlation, seen.Correlation, 0.03);
        Assert.Equal(1, posterior.OverDispersion.Value / rho, 0.01);
    }

    [Fact]
    public void Draws_are_the_same_however_the_sessions_are_ordered()
    {
        var sessions = Sessions(60, 0.01);
        var options = new SponsoredLoadOptions().WithBurnIn(1);
        Assert.Equal(SponsoredLoadPosterior.Sample(sessions, options: options, draws: 50).Draws.Select(draw => draw.Bend),
            SponsoredLoadPosterior.Sample(sessions.Reverse(), options: options, draws: 50).Draws.Select(draw => draw.Bend));
    }
}
