using System.Collections;
using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

/// <summary>Every way in refuses what it cannot answer, by a typed exception that says where, what, why and what to do; no way out gives NaN.</summary>
public sealed class BadInputTests
{
    private static readonly PoolingOptions Quick = new() { Draws = 100 };
    private static readonly SegmentCount[] Two = [new("a", 3, 50), new("b", 9, 60)];
    private static readonly string[] ViewOrder = ["view", "order"];

    private static SessionCounts[] Sessions(params (string Segment, long Events, long Trials)[] rows) => [.. rows.Select((r, i) => new SessionCounts($"{i}", $"k{i}", r.Events, r.Trials).In(r.Segment))];

    private static SessionFunnel[] Funnels(params long[][] counts) => [.. counts.Select((c, i) => new SessionFunnel($"{i}", $"k{i}", "x", c))];

    private static readonly SessionFunnel[] Good = Funnels([100, 5], [200, 9], [300, 20]);

    private static readonly Dictionary<string, (string Code, Action Call)> Refused = new(StringComparer.Ordinal)
    {
        ["a stage that grows, funnel"] = ("MODEL310", () => FunnelCounts.OfPeople("x", ViewOrder, [5, 6])),
        ["a stage that grows, rate"] = ("MODEL303", () => ConversionRate.Of(new RateCount(6, 5))),
        ["a stage that grows, segments"] = ("MODEL303", () => PartialPooling.FullBayes([new("a", 6, 5), new("b", 1, 5)], Quick)),
        ["a stage that grows, sessions"] = ("MODEL303", () => SessionPooling.Fit(Sessions(("a", 6, 5), ("a", 1, 5), ("b", 1, 5)), Quick)),
        ["a stage that grows, session funnels"] = ("MODEL310", () => ClusteredDecomposition.OfMix(ViewOrder, Funnels([5, 6], [5, 1]), Good)),
        ["a stage that grows, logit"] = ("MODEL303", () => LogitRegression.Fit([], [new(6, 5, []), new(1, 5, [])])),
        ["a stage that grows, two arms"] = ("MODEL303", () => TwoRates.Compare(new RateCount(6, 5), new RateCount(1, 5))),
        ["a stage that grows, strata"] = ("MODEL303", () => StratifiedComparison.Of([new("s", new RateCount(6, 5), new RateCount(1, 5))])),
        ["a negative count, funnel"] = ("MODEL300", () => FunnelCounts.OfPeople("x", ViewOrder, [5, -1])),
        ["a negative count, rate"] = ("MODEL300", () => RateInterval.Of(-1, 5)),
        ["a negative count, update"] = ("MODEL300", () => BetaRate.Uniform.Update(new RateCount(-1, 5))),
        ["a negative count, segments"] = ("MODEL300", () => PartialPooling.EmpiricalBayes([new("a", -1, 5), new("b", 1, 5)], Quick)),
        ["a negative count, sessions"] = ("MODEL300", () => SessionRate.Clustered(Sessions(("a", -1, 5), ("a", 1, 5)))),
        ["a negative count, sequence"] = ("MODEL300", () => SequentialPosterior.After(BetaRate.Uniform, Sessions(("a", -1, 5)))),
        ["a negative count, orders"] = ("MODEL300", () => KeptOrders.Projected([new(3, true, -1)], 7)),
        ["no trials, rate"] = ("MODEL302", () => ConversionRate.Of(new RateCount(0, 0))),
        ["no trials, funnel"] = ("MODEL302", () => FunnelCounts.OfPeople("x", ViewOrder, [0, 0])),
        ["no trials, segments"] = ("MODEL302", () => PartialPooling.FullBayes([new("a", 0, 0), new("b", 1, 5)], Quick)),
        ["no trials, logit"] = ("MODEL302", () => MixedLogit.Fit([], [new(0, 0, []), new(1, 5, [])])),
        ["no orders"] = ("MODEL302", () => KeptOrders.Mature([], 7)),
        ["no links"] = ("MODEL302", () => ConnectedSet.Find([])),
        ["one group, segments"] = ("MODEL313", () => PartialPooling.FullBayes([new("a", 1, 5)], Quick)),
        ["one group, empirical Bayes"] = ("MODEL313", () => PartialPooling.EmpiricalBayes([new("a", 1, 5)], Quick)),
        ["one group, funnels"] = ("MODEL313", () => HierarchicalFunnel.Fit([FunnelCounts.OfPeople("x", ViewOrder, [5, 1])], Quick)),
        ["one group, sessions of segments"] = ("MODEL313", () => SessionPooling.Fit(Sessions(("a", 1, 5), ("a", 2, 5)), Quick)),
        ["one group, mixed logit"] = ("MODEL313", () => MixedLogit.Fit([], [new LogitRow(1, 5, []).In("k"), new LogitRow(2, 5, []).In("k")])),
        ["one group, crossed logit"] = ("MODEL313", () => CrossedLogit.Fit([], ["kol"], [new LogitRow(1, 5, []).Across(["k"]), new LogitRow(2, 5, []).Across(["k"])])),
        ["one group, hierarchy of effects"] = ("MODEL313", () => NormalHierarchy.Fit([1], [1], 5, 5)),
        ["one group, bootstrap"] = ("MODEL351", () => SessionRate.Clustered(Sessions(("a", 1, 5)))),
        ["one group, over-dispersion"] = ("MODEL351", () => SessionRate.OverDispersion(Sessions(("a", 1, 5)))),
        ["one cluster, decomposition"] = ("MODEL351", () => ClusteredDecomposition.OfMix(ViewOrder, Funnels([5, 1]), Good)),
        ["one period"] = ("MODEL327", () => ShareChange.Of([new SharePoint("2020", 1, 2, Unit.Yuan)])),
        ["all zeros, segments"] = ("MODEL314", () => PartialPooling.FullBayes([new("a", 0, 5), new("b", 0, 5)], Quick)),
        ["all zeros, sessions"] = ("MODEL314", () => SessionRate.Clustered(Sessions(("a", 0, 5), ("a", 0, 5)))),
        ["all zeros, sessions of segments"] = ("MODEL314", () => SessionPooling.Fit(Sessions(("a", 0, 5), ("a", 0, 5), ("b", 0, 9)), Quick)),
        ["all zeros, logit"] = ("MODEL314", () => LogitRegression.Fit([], [new(0, 5, []), new(0, 5, [])])),
        ["all zeros, beta-binomial regression"] = ("MODEL314", () => BetaBinomialRegression.Fit([], [new(0, 5, []), new(0, 5, [])])),
        ["all zeros, decomposition"] = ("MODEL314", () => ClusteredDecomposition.OfMix(ViewOrder, Funnels([5, 0], [6, 0]), Good)),
        ["all zeros, strata"] = ("MODEL334", () => StratifiedComparison.Of([new("s", new RateCount(0, 5), new RateCount(0, 5))])),
        ["all zeros, ratio"] = ("MODEL330", () => TwoRates.Compare(new RateCount(0, 5), new RateCount(0, 5)).Ratio()),
        ["NaN, factor"] = ("MODEL315", () => Decomposition.OfProduct(["a"], [double.NaN], [1])),
        ["NaN, group factor"] = ("MODEL315", () => Decomposition.OfGroups(["a"], [[double.NaN]], [[1]])),
        ["NaN, weight"] = ("MODEL322", () => Decomposition.OfMix(["a"], [new("x", double.NaN, [1])], [new("x", 1, [1])])),
        ["NaN, draws"] = ("MODEL315", () => DrawnDecomposition.Of(["a"], Draws(double.NaN), Draws(1))),
        ["NaN, covariate"] = ("MODEL315", () => LogitRegression.Fit(["x"], [new(1, 5, [double.NaN]), new(1, 5, [1])])),
        ["NaN, outcome"] = ("MODEL315", () => OaxacaBlinder.Split([], [new(double.NaN, []), new(1, [])], [new(1, []), new(2, [])])),
        ["NaN, effect"] = ("MODEL315", () => NormalHierarchy.Fit([1, double.NaN, 2], [1, 1, 1])),
        ["NaN, value"] = ("MODEL315", () => JamesStein.Of([1, 2, double.NaN, 3], 1)),
        ["NaN, days"] = ("MODEL300", () => KeptOrders.Projected([new(double.NaN, true, 1)], 7)),
        ["NaN, level"] = ("MODEL301", () => RateInterval.Of(1, 5, level: double.NaN)),
        ["NaN, z"] = ("MODEL315", () => SequentialPlan.Even(2).Stops(1, double.NaN)),
        ["NaN, rate"] = ("MODEL301", () => SampleSizePlan.PerArm(double.NaN, 0.1)),
        ["NaN, share"] = ("MODEL315", () => ShareChange.Of([new SharePoint("a", double.NaN, 2, Unit.Yuan), new SharePoint("b", 1, 2, Unit.Yuan)])),
        ["NaN, information"] = ("MODEL336", () => SequentialPlan.At([double.NaN])),
        ["NaN, prior"] = ("MODEL305", () => _ = new BetaRate(double.NaN, 1)),
        ["NaN, discount"] = ("MODEL307", () => BetaRate.Uniform.Update(new RateCount(1, 5), double.NaN)),
        ["NaN, correlation"] = ("MODEL333", () => SequentialPosterior.After(BetaRate.Uniform, [], correlation: double.NaN)),
        ["mixed units, stages"] = ("MODEL311", () => FunnelCounts.Of("x", [new("view", 5, Unit.Persons), new("order", 1, Unit.Sessions)])),
        ["mixed units, segments"] = ("MODEL311", () => HierarchicalFunnel.Fit([Funnel("a", Unit.Persons), Funnel("b", Unit.Sessions)], Quick)),
        ["mixed units, share"] = ("MODEL311", () => ShareChange.Of([new SharePoint("a", 1, 2, Unit.Yuan), new SharePoint("b", 1, 2, Unit.Dollar)])),
        ["unlike groups"] = ("MODEL321", () => ClusteredDecomposition.OfMix(ViewOrder, Good, [.. Good.Select(g => g with { Group = "y" })])),
        ["an improper prior, full Bayes"] = ("MODEL306", () => PartialPooling.FullBayes(Two, Quick.WithPrior(HyperPrior.UniformOnLogs))),
        ["an improper prior, sessions"] = ("MODEL306", () => SessionPooling.Fit(Sessions(("a", 1, 5), ("a", 2, 5), ("b", 1, 5)), Quick.WithPrior(HyperPrior.UniformOnLogs))),
        ["an improper prior, funnels"] = ("MODEL306", () => HierarchicalFunnel.Fit([Funnel("a", Unit.Persons), Funnel("b", Unit.Persons)], Quick.WithPrior(HyperPrior.UniformOnLogs))),
        ["an improper prior, Beta"] = ("MODEL305", () => _ = new BetaRate(0, 1)),
        ["an improper prior, effects"] = ("MODEL313", () => NormalHierarchy.Fit([1, 2], [1, 1])),
        ["an improper prior, concentration"] = ("MODEL316", () => HyperPrior.LogNormal(0, 1)),
        ["too few draws"] = ("MODEL344", () => PartialPooling.FullBayes(Two, Quick.WithDraws(10))),
        ["too few bootstrap replicates"] = ("MODEL344", () => PartialPooling.EmpiricalBayes(Two, Quick.WithBootstrap(3))),
        ["an interval without width"] = ("MODEL304", () => ConversionRate.Of(new RateCount(0, 5), RateIntervalKind.Wald)),
    };

    public static IEnumerable<TheoryDataRow<string>> Cases => Refused.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_refused_with_where_what_why_and_a_way_out(string name)
    {
        var (code, call) = Refused[name];
        var refusal = Assert.ThrowsAny<ModelException>(call);
        Assert.Equal(code, refusal.Code);
        Assert.All(new[] { refusal.Where, refusal.Found, refusal.Why, refusal.Fix }, part => Assert.False(string.IsNullOrWhiteSpace(part)));
    }

    [Property(MaxTest = 25)]
    public bool No_result_holds_NaN_however_extreme_its_counts(byte[] seeds)
    {
        byte[] given = [.. seeds ?? []];
        SegmentCount[] segments = [.. given.Take(6).Select((c, i) => new SegmentCount($"s{i}", Extreme(c % 16), Extreme(c % 16) + Extreme(c / 16)) is { Trials: > 0 } s ? s : new SegmentCount($"s{i}", 0, 1))];
        SessionCounts[] sessions = [.. segments.Select((s, i) => new SessionCounts(s.Segment, $"k{i / 2}", s.Events, s.Trials).In($"g{i % 2}"))];
        LogitRow[] rows = [.. segments.Select((s, i) => new LogitRow(s.Events, s.Trials, [i % 3]).In($"k{i / 2}").Across([$"k{i / 2}", $"p{i % 2}"]))];
        var results = new[]
        {
            Try(() => PartialPooling.FullBayes(segments, Quick)), Try(() => PartialPooling.EmpiricalBayes(segments, Quick)), Try(() => SessionPooling.Fit(sessions, Quick)),
            Try(() => SessionRate.Clustered(sessions, replicates: 100)), Try(() => LogitRegression.Fit(["x"], rows)), Try(() => MixedLogit.Fit([], rows)), Try(() => CrossedLogit.Fit([], ["kol", "platform"], rows)),
            Try(() => BetaBinomialRegression.Fit([], rows)), Try(() => segments.Length < 2 ? null : TwoRates.Compare(new RateCount(segments[0].Events, segments[0].Trials), new RateCount(segments[1].Events, segments[1].Trials)).Difference()),
        };
        return results.All(result => !HoldsNaN(result, 0));

        static long Extreme(int c) => c switch { 0 => 0, < 8 => c, < 12 => c * 1000L, _ => c * 10_000_000L };
    }

    private static object? Try(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static bool HoldsNaN(object? value, int depth) => value switch
    {
        null or string or Provenance => false,
        double number => double.IsNaN(number),
        IEnumerable many => many.Cast<object?>().Take(200).Any(item => HoldsNaN(item, depth + 1)),
        _ when depth < 6 && value.GetType().Namespace?.StartsWith("LiveCommerce", StringComparison.Ordinal) == true && !value.GetType().IsEnum =>
            value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract" && p.GetGetMethod()?.IsStatic == false).Any(p => HoldsNaN(p.GetValue(value), depth + 1)),
        _ => false,
    };

    private static FunnelCounts Funnel(string name, Unit unit) => FunnelCounts.Of(name, [new("view", 50, unit), new("order", 4, unit)]);

    private static IReadOnlyList<double>[] Draws(double value) => [.. Enumerable.Range(0, 100).Select(_ => (IReadOnlyList<double>)[value])];
}
