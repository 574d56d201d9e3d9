using FsCheck.Xunit;
using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class CompositeChoiceTests
{
    private static readonly CompositeOptions Plain = new()
    {
        Normalisations = [Normalisation.GoalPosts],
        Weightings = [Weighting.Equal],
        Aggregations = [Aggregation.Arithmetic],
        OutlierRules = [OutlierRule.Keep],
        Points = 256,
    };

    private static CompositeResult Of(double[][] table, CompositeOptions options, IReadOnlyList<string>? platforms = null) => Composite.Of(
        Enumerable.Range(0, table[0].Length).Select(k => new CompositeIndicator("k" + k, 0, 1)),
        table.SelectMany((row, p) => row.Select((value, k) => new CompositeValue("p" + p, "k" + k, value))).Where(v => !double.IsNaN(v.Value)),
        options, platforms, TestContext.Current.CancellationToken);

    [Fact, Trait("case", "A14")]
    public void Rank_probabilities_of_random_weights_are_exact()
    {
        var known = ReferenceCase.Open("A14");
        var random = Plain with { Weightings = [Weighting.Random], Points = 8192 };
        known.Check("P_A_over_B_two", Of([known.Numbers("two", "A"), known.Numbers("two", "B")], random).ProbabilityAbove("p0", "p1"));
        known.Check("P_A_first_corner", Of([[1, 0, 0], [0, 1, 0], [0, 0, 1]], random).Of("p0").FirstProbability);
        known.Check("P_A_over_B_three", Of([known.Numbers("three", "A"), known.Numbers("three", "B")], random).ProbabilityAbove("p0", "p1"));
    }

    [Fact, Trait("case", "A03")]
    public void The_only_way_of_computing_gives_the_one_score()
    {
        var known = ReferenceCase.Open("A03");
        var norway = known.Data.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("country").GetString() == "Norway");
        double N(string name) => norway.GetProperty(name).GetDouble();
        CompositeIndicator[] indicators = [new("life", 20, 85), new CompositeIndicator("income", 100, 75_000).OnLogScale(), new("school", 0, 1)];
        var school = ((N("expected_schooling_years") / 18) + (N("mean_schooling_years") / 15)) / 2;
        CompositeValue[] values =
        [
            new("Norway", "life", N("life_expectancy_years")), new("Norway", "income", Math.Min(75_000, N("gni_per_capita_ppp2017_usd"))), new("Norway", "school", Math.Min(1, school)),
            new("other", "life", 50), new("other", "income", 1000), new("other", "school", 0.4),
        ];
        var got = Composite.Of(indicators, values, Plain.WithAggregations([Aggregation.Geometric]), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(got.Of("Norway").Score.Value, got.Of("Norway").Score.Interval!.Low, 12);
        Assert.InRange(got.Of("Norway").Score.Value, 0.955, 0.966);
        Assert.Empty(got.Shares);
    }

    [Fact]
    public void A_choice_that_alone_varies_makes_all_the_spread()
    {
        var got = Of([[0.9, 0.1], [0.45, 0.45], [0.2, 0.3]], Plain with { Aggregations = [Aggregation.Arithmetic, Aggregation.Geometric], Points = 4096 });
        var share = got.Shares.Single(s => s.Choice == "aggregation");
        Assert.InRange(share.FirstOrder, 0.95, 1.05);
        Assert.InRange(share.Total, 0.95, 1.05);
        Assert.All(got.Shares.Where(s => s.Choice != "aggregation"), s => Assert.Equal(0, s.Total, 12));
    }

    [Fact]
    public void Shares_of_two_choices_and_what_they_do_together_add_up_to_one()
    {
        double[][] table = [[0.9, 0.3], [0.6, 0.55]];
        var got = Of(table, Plain with { Aggregations = [Aggregation.Arithmetic, Aggregation.Geometric], Normalisations = [Normalisation.GoalPosts, Normalisation.Rank], Points = 8192 });
        Assert.All(got.Shares, s => Assert.True(s.FirstOrder <= s.Total + (4 * s.StandardError), $"{s.Choice}: {s.FirstOrder} of {s.Total}"));
        Assert.Equal(1, got.Shares.Where(s => s.Total > 0).Sum(s => s.FirstOrder) + Interaction(got), 1);
    }

    private static double Interaction(CompositeResult got) => (got.Shares.Sum(s => s.Total) - got.Shares.Sum(s => s.FirstOrder)) / 2;

    [Fact]
    public void Sources_that_disagree_widen_the_score()
    {
        CompositeIndicator[] indicators = [new("k", 0, 10)];
        CompositeValue[] one = [new("a", "k", 5), new("b", "k", 4)], two = [.. one, new("a", "k", 3)];
        Assert.Equal(0, Composite.Of(indicators, one, Plain, cancellationToken: TestContext.Current.CancellationToken).Of("a").Score.Interval!.Width);
        var got = Composite.Of(indicators, two, Plain, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0.2, got.Of("a").Score.Interval!.Width, 12);
        Assert.Equal(0.5, got.ProbabilityAbove("a", "b"), 0.1);
        Assert.True(got.NotSeparable("a", "b"));
        Assert.Equal("data", got.Shares.MaxBy(s => s.Total)!.Choice);
    }

    [Fact]
    public void Draws_of_the_measurement_model_move_platforms_together()
    {
        double[] a = [.. Enumerable.Range(0, 100).Select(i => i / 100.0)];
        CompositeValue[] values = [new CompositeValue("a", "k", 0.5).WithDraws(a.Select(v => v + 0.01)), new CompositeValue("b", "k", 0.5).WithDraws(a)];
        var got = Composite.Of([new CompositeIndicator("k", -1, 2)], values, Plain, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, got.ProbabilityAbove("a", "b"));
    }

    [Fact]
    public void A_gap_is_filled_from_the_others_and_told()
    {
        var got = Of([[0.9, 0.8], [0.2, 0.1], [0.5, double.NaN], [0.6, 0.4]], Plain);
        Assert.Contains(got.Warnings, w => w.Code == "MODEL236");
        Assert.True(got.Of("p2").Score.Interval!.Width > 0.1);
        Assert.Equal(0, got.Of("p0").Score.Interval!.Width);
    }

    [Fact]
    public void Rank_probabilities_add_up_to_one_both_ways()
    {
        var got = Of([[0.9, 0.2, 0.5], [0.2, 0.9, 0.4], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]], new CompositeOptions { Points = 512 });
        Assert.All(got.Places, place => Assert.Equal(1, place.RankProbabilities.Sum(), 9));
        for (var rank = 0; rank < 4; rank++) Assert.Equal(1, got.Places.Sum(place => place.RankProbabilities[rank]), 9);
        Assert.Equal(0.5, got.ProbabilityAbove("p2", "p3"), 9);
    }

    [Fact]
    public void Platforms_in_another_order_have_the_same_scores()
    {
        double[][] table = [[0.9, 0.2], [0.2, 0.9], [0.5, 0.5]];
        var one = Of(table, new CompositeOptions { Points = 256 });
        var other = Of(table, new CompositeOptions { Points = 256 }, ["p2", "p0", "p1"]);
        Assert.Equal(one.Of("p1").Score.Value, other.Of("p1").Score.Value, 12);
    }

    [Property(MaxTest = 20)]
    public bool A_value_told_twice_by_agreeing_sources_changes_nothing(byte a, byte b, byte c)
    {
        CompositeIndicator[] indicators = [new("k", 0, 256)];
        CompositeValue[] values = [new("a", "k", a), new("b", "k", b), new("c", "k", c)];
        var once = Composite.Of(indicators, values, Plain, cancellationToken: TestContext.Current.CancellationToken);
        var twice = Composite.Of(indicators, values.Concat(values), Plain, cancellationToken: TestContext.Current.CancellationToken);
        return once.Places.Zip(twice.Places).All(pair => pair.First.Score.Value == pair.Second.Score.Value && pair.First.MeanRank == pair.Second.MeanRank);
    }

    [Property(MaxTest = 30)]
    public bool The_interval_holds_the_score_and_lies_between_nought_and_one(byte a, byte b, byte c, byte d)
    {
        var got = Of([[a / 255.0, b / 255.0], [c / 255.0, d / 255.0], [0.3, 0.6]], new CompositeOptions { Points = 64 });
        return got.Places.All(p => p.Score.Interval!.Contains(p.Score.Value) && p.Score.Interval.Low >= 0 && p.Score.Interval.High <= 1);
    }

    [Fact]
    public void A_dominated_platform_is_never_above()
    {
        var got = Of([[0.9, 0.8], [0.3, 0.2], [0.5, 0.4]], new CompositeOptions { Points = 512 });
        Assert.Equal(1, got.ProbabilityAbove("p0", "p1"));
        Assert.Equal(1, got.Of("p0").FirstProbability);
    }

    [Fact]
    public void Weakness_costs_more_when_it_is_not_made_good() => Assert.True(Of([[0.9, 0.1], [0.5, 0.5]], Plain).Of("p0").CompensabilityGap > 0.15);

    [Fact]
    public void One_seed_gives_the_same_answer_at_any_parallelism()
    {
        double[][] table = [[0.9, 0.2], [0.2, 0.9], [0.5, 0.5]];
        Assert.Equal(Of(table, new CompositeOptions { Points = 128, MaxParallelism = 1 }).Of("p0").Score.Interval, Of(table, new CompositeOptions { Points = 128, MaxParallelism = 4 }).Of("p0").Score.Interval);
    }

    [Fact]
    public void Two_composites_make_a_map_with_regions_inside_one_another()
    {
        double[][] a = [[0.9, 0.2], [0.2, 0.9], [0.5, 0.5]], b = [[0.1, 0.5], [0.7, 0.9], [0.4, 0.6]];
        var options = new CompositeOptions { Points = 512 };
        var map = CompositeMap.Of(Of(a, options), Of(b, options));
        Assert.All(map.Places, place => Assert.True(place.Half.Area <= place.Most.Area + 1e-9));
        Assert.Equal("MODEL238", Assert.Throws<InputException>(() => CompositeMap.Of(Of(a, options), Of(b, options.WithSeed(2)))).Code);
    }

    [Fact]
    public void A_platform_without_any_value_is_refused() =>
        Assert.Equal("MODEL233", Assert.Throws<NotIdentifiedException>(() => Of([[0.1, 0.2], [0.3, 0.4]], Plain, ["p0", "p1", "ghost"])).Code);

    [Fact]
    public void A_misspelt_indicator_is_offered_its_name()
    {
        var fault = Assert.Throws<InputException>(() => Composite.Of([new CompositeIndicator("spend", 0, 1)], [new CompositeValue("a", "spent", 1), new CompositeValue("b", "spend", 1)], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(("MODEL235", "did you mean 'spend'?"), (fault.Code, fault.Fix));
    }

    [Fact]
    public void Zero_on_a_log_scale_is_refused() =>
        Assert.Throws<InputException>(() => Composite.Of([new CompositeIndicator("k", 1, 10).OnLogScale()], [new CompositeValue("a", "k", 0), new CompositeValue("b", "k", 1)], cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public void A_value_that_is_not_a_number_is_refused() =>
        Assert.Equal("MODEL101", Assert.Throws<InputException>(() => Composite.Of([new CompositeIndicator("k", 0, 1)], [new CompositeValue("a", "k", double.NaN), new CompositeValue("b", "k", 1)], cancellationToken: TestContext.Current.CancellationToken)).Code);
}
