using LiveCommerce.Competition;

namespace LiveCommerce.Tests.Competition;

public sealed class DominanceEnsembleTests
{
    private static readonly ParameterPriors Source = new(Markets.Usual, [new("Feedback", Prior.Uniform(0.2, 1.2)), new("Inertia", Prior.Uniform(0.5, 0.95)), new("Noise", Prior.LogNormal(0.05, 0.5))]);

    [Fact]
    public void Ensemble_is_the_same_to_the_bit_on_one_thread_and_on_two()
    {
        var market = Markets.Random(5, 3);
        var one = DominanceEnsemble.Run(market, 20, Source, new EnsembleOptions { Runs = 1500, MaxParallelism = 1 }, null, TestContext.Current.CancellationToken);
        var two = DominanceEnsemble.Run(market, 20, Source, new EnsembleOptions { Runs = 1500, MaxParallelism = 2 }, null, TestContext.Current.CancellationToken);
        foreach (var id in market.Ids)
        {
            Assert.Equal(one.FinalShares(id), two.FinalShares(id));
            Assert.Equal(one.Hits(id, DominanceRule.FirstAbove1800, DominanceTiming.FourRunning), two.Hits(id, DominanceRule.FirstAbove1800, DominanceTiming.FourRunning));
        }

        Assert.Equal(one.Inputs, two.Inputs);
    }

    [Fact]
    public void Run_of_an_ensemble_equals_the_single_run_with_its_inputs()
    {
        var market = Markets.Random(4, 2);
        var ensemble = DominanceEnsemble.Run(market, 12, Source, new EnsembleOptions { Runs = 9, Seed = 5 }, null, TestContext.Current.CancellationToken);
        var simulator = new ShareSimulator(market, 12);
        var parameters = ensemble.Inputs.Select(row => Markets.Usual.With("Feedback", row[0]).With("Inertia", row[1]).With("Noise", row[2])).ToList();
        var final = simulator.FinalShares(parameters, ensemble.Inputs.Select(row => row.Skip(3).ToArray()), 5);
        for (var run = 0; run < 9; run++) Assert.Equal(final[run], market.Ids.Select(id => ensemble.FinalShares(id)[run]));
    }

    [Fact]
    public void Rules_of_dominance_are_what_they_say()
    {
        var still = new ParameterPriors(new ShareParameters { Feedback = 1, Inertia = 0.5 }, []);
        DominanceEnsemble Of(params double[] shares) => DominanceEnsemble.Run(Market.OfShares(shares.Select((share, i) => (i, share)).ToDictionary(pair => "p" + pair.i, pair => pair.share)), 6, still, new EnsembleOptions { Runs = 4 }, null, TestContext.Current.CancellationToken);
        double[] Chances(DominanceEnsemble e, DominanceTiming timing) => [.. Enum.GetValues<DominanceRule>().Select(rule => e.Chance("p0", rule, timing).Value)];
        Assert.Equal([1.0, 1, 1, 1], Chances(Of(0.6, 0.2, 0.2), DominanceTiming.FourRunning));
        Assert.Equal([0.0, 1, 1, 0], Chances(Of(0.45, 0.35, 0.2), DominanceTiming.AtEnd));
        Assert.Equal([0.0, 0, 1, 1], Chances(Of(0.38, 0.155, 0.155, 0.155, 0.155), DominanceTiming.AtEnd));
        Assert.Equal([0.0, 0, 0, 0], Chances(Of(0.2, 0.16, 0.16, 0.16, 0.16, 0.16), DominanceTiming.AtEnd));
    }

    [Fact]
    public void Four_periods_running_need_four_periods()
    {
        var still = new ParameterPriors(new ShareParameters { Feedback = 1, Inertia = 0.5 }, []);
        var market = Market.OfShares(new Dictionary<string, double> { ["a"] = 0.7, ["b"] = 0.3 });
        double Held(int periods) => DominanceEnsemble.Run(market, periods, still, new EnsembleOptions { Runs = 1 }, null, TestContext.Current.CancellationToken).Chance("a", timing: DominanceTiming.FourRunning).Value;
        Assert.Equal(0, Held(3));
        Assert.Equal(1, Held(4));
    }

    [Fact]
    public void Chance_of_another_platform_is_the_union_over_the_others()
    {
        var market = Markets.Random(5, 3);
        var ensemble = DominanceEnsemble.Run(market, 20, Source, new EnsembleOptions { Runs = 2000 }, null, TestContext.Current.CancellationToken);
        var sum = market.Ids.Skip(1).Sum(id => ensemble.Chance(id).Value);
        Assert.Equal(sum, ensemble.ChanceOfOther("p0").Value, 12);
        Assert.Equal(2000, ensemble.ChanceOfOther("p0").N.Used);
    }

    [Fact]
    public void Platform_below_its_ceiling_of_one_half_never_has_the_majority()
    {
        var market = Markets.Random(6, 4);
        var ensemble = DominanceEnsemble.Run(market, 40, Source, new EnsembleOptions { Runs = 2000 }, null, TestContext.Current.CancellationToken);
        Assert.False(market.CeilingOf("p5").CanReach(0.5));
        Assert.Equal(0, ensemble.Chance("p5", DominanceRule.Majority, DominanceTiming.FourRunning).Value);
    }

    [Fact]
    public void Order_of_platforms_changes_chances_by_simulation_error_only()
    {
        var market = Markets.Random(4, 2);
        var turned = Market.Of(market.Categories, market.Platforms.Reverse());
        var options = new EnsembleOptions { Runs = 8000, Level = 0.9999 };
        var one = DominanceEnsemble.Run(market, 30, Source, options, null, TestContext.Current.CancellationToken);
        var other = DominanceEnsemble.Run(turned, 30, Source, options, null, TestContext.Current.CancellationToken);
        foreach (var id in market.Ids)
        {
            Interval a = one.Chance(id, DominanceRule.FirstAbove2500).Interval!, b = other.Chance(id, DominanceRule.FirstAbove2500).Interval!;
            Assert.True(a.Low <= b.High && b.Low <= a.High, id);
        }
    }

    [Fact]
    public void Ensemble_that_is_stopped_keeps_the_runs_that_finished_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(2000, stop);
        var ensemble = DominanceEnsemble.Run(Markets.Random(4, 2), 30, Source, new EnsembleOptions { Runs = 200_000 }, progress, stop.Token);
        Assert.InRange(ensemble.N.Used, 2000, 199_999);
        Assert.Equal("MODEL640", ensemble.Warnings.Single().Code);
        Assert.Equal(ensemble.N.Used, ensemble.Chance("p0").N.Used);
        Assert.Equal(ensemble.N.Used, ensemble.FinalShares("p0").Count);
    }

    [Fact]
    public void Range_over_structures_holds_the_base_and_reports_the_simulation_error_apart()
    {
        var market = Market.OfShares(new Dictionary<string, double> { ["a"] = 0.45, ["b"] = 0.35, ["c"] = 0.2 });
        var range = StructuralRange.Run(market, 20, Source,
            [StructuralVariant.OfParameters("no feedback", "Shares do not feed back.", p => p with { Feedback = 0 }), StructuralVariant.OfParameters("tipping", "Feedback 1.5.", p => p with { Feedback = 1.5 })],
            new EnsembleOptions { Runs = 1000 }, null, TestContext.Current.CancellationToken);
        var other = range.Range(ensemble => ensemble.Chance("a"));
        Assert.True(other.Interval!.Contains(other.Value));
        Assert.Equal(IntervalKind.StructuralRange, other.Interval.Kind);
        Assert.True(other.Interval.Width > 10 * other.Warnings.Single().Numbers["simulation error"]);
    }

    private sealed class Stopper(long after, CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value >= after) stop.Cancel();
        }
    }
}
