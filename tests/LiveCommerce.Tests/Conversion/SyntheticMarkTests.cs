using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

/// <summary>One synthetic row marks every result that it enters.</summary>
public sealed class SyntheticMarkTests
{
    private static readonly Provenance Made = new() { Sources = ["panel"], Synthetic = true };

    private static void Marked(Provenance provenance)
    {
        Assert.True(provenance.Synthetic);
        Assert.Contains("panel", provenance.Sources);
    }

    [Fact]
    public void Decompositions_are_marked()
    {
        Marked(Decomposition.OfProduct(["a"], [0.1], [0.2], Made).Provenance);
        Marked(Decomposition.OfGroups(["a"], [[0.1, 0.2]], [[0.2, 0.3]], Made).Provenance);
        Marked(Decomposition.OfMix(["a"], [new("x", 1, [0.1])], [new MixGroup("x", 1, [0.2]) { Provenance = Made }]).Provenance);
        IReadOnlyList<double>[] draws = [.. Enumerable.Range(0, 100).Select(_ => (IReadOnlyList<double>)[0.1, 0.2])];
        Marked(DrawnDecomposition.Of(["a", "b"], draws, draws, provenance: Made).Provenance);
    }

    [Fact]
    public void Clustered_decompositions_are_marked()
    {
        SessionFunnel[] rows = [.. Enumerable.Range(0, 10).Select(i => new SessionFunnel($"{i}", $"k{i}", "x", [100 + i, 10 + i]).From(i == 3 ? Made : Provenance.None))];
        Marked(ClusteredDecomposition.OfMix(["view", "order"], rows, rows, replicates: 100).Provenance);
    }

    [Fact]
    public void Regressions_are_marked()
    {
        OutcomeRow[] rows = [new OutcomeRow(1.0, [1]).From(Made), new(2.1, [2]), new(2.9, [3]), new(4.2, [4])];
        Marked(OaxacaBlinder.Split(["x"], rows, rows).Provenance);
        LogitRow[] counts = [.. Enumerable.Range(0, 8).Select(i => new LogitRow(5 + i, 50, [i]).In($"k{i / 2}").Across([$"k{i / 2}", $"p{i % 2}"]).From(i == 0 ? Made : Provenance.None))];
        Marked(LogitRegression.Fit(["x"], counts).Provenance);
        Marked(MixedLogit.Fit(["x"], counts).Provenance);
        Marked(CrossedLogit.Fit(["x"], ["kol", "platform"], counts).Provenance);
        Marked(BetaBinomialRegression.Fit(["x"], counts).Provenance);
    }

    [Fact]
    public void Kept_orders_and_effects_are_marked()
    {
        OrderOutcome[] orders = [new OrderOutcome(3, true, 20).From(Made), new(30, false, 70)];
        Marked(KeptOrders.Mature(orders, 15).Provenance);
        Marked(KeptOrders.Projected(orders, 15).Provenance);
        Marked(NormalHierarchy.Fit([1, 2, 3], [1, 1, 1], provenance: Made).Provenance);
        Marked(JamesStein.Of([1, 2, 3, 4], 1, provenance: Made).Provenance);
    }

    [Fact]
    public void Rates_and_comparisons_are_marked()
    {
        RateCount a = new RateCount(3, 50).From(Made), b = new(9, 60);
        var two = TwoRates.Compare(a, b);
        foreach (var estimate in new[] { two.Difference(), two.DifferenceByScore(), two.Ratio(), two.OddsRatio(), ConversionRate.Of(a), two.Posterior().A.ToEstimate() }) Marked(estimate.Provenance);
        var strata = StratifiedComparison.Of([new("x", a, b)]);
        Marked(strata.MantelHaenszel.Provenance);
        Marked(strata.AggregateOddsRatio.Provenance);
        var pooled = PartialPooling.FullBayes([new SegmentCount("a", 3, 50).From(Made), new("b", 9, 60)], new PoolingOptions { Draws = 100 });
        foreach (var estimate in new[] { pooled.Of("b").Pooled, pooled.PopulationMean, pooled.Concentration, pooled.PredictNext("b", 10) }) Marked(estimate.Provenance);
        Marked(PartialPooling.Moments([new SegmentCount("a", 3, 50).From(Made), new("b", 9, 60)]).Provenance);
    }
}
