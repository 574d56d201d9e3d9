using LiveCommerce.Claims;

namespace LiveCommerce.Tests.Competition;

public sealed class ClaimRuleTests
{
    private static Headline Number(double value, double? low = null, double? high = null, bool synthetic = false, string id = "n") =>
        new(id, new Estimate(value, low is { } from ? new Interval(from, high!.Value, 1, IntervalKind.SourceSpread) : null, Unit.Share, new SampleSize(1), "as published")
        {
            Provenance = new Provenance { Sources = ["s"], Synthetic = synthetic },
        }, "A number.");

    [Theory]
    [InlineData(0.6, 0.55, 0.7, Outcome.Holds)]
    [InlineData(0.6, 0.45, 0.7, Outcome.Unclear)]
    [InlineData(0.4, 0.3, 0.5, Outcome.Fails)]
    public void Number_is_above_a_limit_with_its_whole_interval(double value, double low, double high, Outcome outcome) =>
        Assert.Equal(outcome, Condition.Above("x", Number(value, low, high), 0.5).Outcome);

    [Fact]
    public void Two_numbers_compare_by_their_whole_intervals()
    {
        Assert.Equal(Outcome.Holds, Condition.Less("x", Number(0.1, 0.1, 0.15), Number(0.4, 0.3, 0.5)).Outcome);
        Assert.Equal(Outcome.Unclear, Condition.Less("x", Number(0.4, 0.3, 0.6), Number(0.6, 0.5, 0.8)).Outcome);
        Assert.Equal(Outcome.Fails, Condition.Less("x", Number(0.4), Number(0.2)).Outcome);
    }

    [Fact]
    public void Numbers_of_different_units_are_not_compared()
    {
        var yuan = new Headline("y", new Estimate(3, null, Unit.Yuan, new SampleSize(1), "as published"), "Yuan.");
        Assert.Equal("MODEL660", Assert.Throws<InputException>(() => Condition.Less("x", Number(0.1), yuan)).Code);
    }

    [Fact]
    public void Verdict_follows_from_the_conditions()
    {
        Condition holds = Condition.Above("a", Number(0.9), 0.5), fails = Condition.Above("b", Number(0.1), 0.5), unclear = Condition.Above("c", Number(0.5, 0.4, 0.6), 0.5), unknown = Condition.Unknown("d", "no source");
        Verdict Of(Condition[] supported, params Condition[] contradicted) => new ClaimRule("S1", supported, contradicted).Verdict;
        Assert.Equal(Verdict.Supported, Of([holds, holds], fails));
        Assert.Equal(Verdict.Contradicted, Of([fails], holds));
        Assert.Equal(Verdict.Contradicted, Of([holds, fails], fails, holds));
        Assert.Equal(Verdict.Mixed, Of([holds, fails], fails));
        Assert.Equal(Verdict.Mixed, Of([holds, unclear]));
        Assert.Equal(Verdict.Mixed, Of([holds, unknown]));
        Assert.Equal(Verdict.Mixed, Of([holds], holds));
        Assert.Equal(Verdict.NotTestable, Of([unknown], unknown));
    }

    [Fact]
    public void Rule_in_words_carries_its_limits()
    {
        var rule = new ClaimRule("S4", [Condition.Between("the live share is about one half", Number(0.462), 0.45, 0.55)], [Condition.Below("it is small", Number(0.462), 0.2)]);
        Assert.Contains("about one half (45.0% to 55.0%)", rule.Words, StringComparison.Ordinal);
        Assert.Contains("below 20.0%", rule.Words, StringComparison.Ordinal);
        var verdict = rule.Judge("About half.");
        Assert.Equal((Verdict.Supported, "S4", rule.Words), (verdict.Verdict, verdict.ClaimId, verdict.Rule));
        Assert.Single(verdict.Numbers);
        Assert.Equal(["supports", "contradicts"], rule.Rows.Select(row => row.Side));
    }

    [Fact]
    public void Claim_is_not_judged_on_generated_data()
    {
        Assert.Equal(Verdict.NotTestable, new ClaimRule("S5", [Condition.Above("a", Number(0.9, synthetic: true), 0.5)]).Verdict);
        Assert.Throws<InputException>(() => new ClaimRule("S5", [Condition.Above("a", Number(0.9, synthetic: true), 0.5), Condition.Above("b", Number(0.9, id: "m"), 0.5)]).Judge("x"));
    }

    [Fact]
    public void Strip_names_every_flip_in_words()
    {
        SourcedValue[] values = [new("first", 0.45), new("second", 0.46), new("third", 0.8)];
        var number = Number(0.57);
        var strip = SurvivalStrip.Of(number, "more than half", value => value > 0.5,
            SurvivalStrip.LeaveOneSourceOut(values, left => left.Average(value => value.Value), Unit.Share).Append(new Alternative("shelf trade counted", Change.AssumptionChanged, new Estimate(0.7, null, Unit.Share, new SampleSize(1), "assumed"))));
        Assert.False(strip.Survives);
        Assert.Equal("third", strip.Flips.Single().Alternative.Name);
        Assert.Equal("\"more than half\" holds, but it flips without third (45.5%): 1 of 4 alternatives.", strip.Sentence);
    }

    [Fact]
    public void Strip_without_flips_says_so_and_a_lone_source_leaves_nothing_to_test()
    {
        var strip = SurvivalStrip.Of(Number(0.6), "more than half", value => value > 0.5, SurvivalStrip.LeaveOneSourceOut([new SourcedValue("a", 0.6), new SourcedValue("b", 0.6)], left => left[0].Value, Unit.Share));
        Assert.Equal("\"more than half\" holds, and in all 2 alternatives.", strip.Sentence);
        var lone = SurvivalStrip.Of(Number(0.6), "more than half", value => value > 0.5, SurvivalStrip.LeaveOneSourceOut([new SourcedValue("a", 0.6)], left => left[0].Value, Unit.Share));
        Assert.Contains("nothing is left", lone.Sentence, StringComparison.Ordinal);
        Assert.Null(lone.Rows.Single().Holds);
    }
}
