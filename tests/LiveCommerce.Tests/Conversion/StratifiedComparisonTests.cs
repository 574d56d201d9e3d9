using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class StratifiedComparisonTests
{
    private static Stratum[] Berkeley(ReferenceCase published)
    {
        var data = published.Data;
        var departments = data.TryGetProperty("departments", out var inner) ? inner : data.EnumerateObject().First().Value;
        return [.. departments.EnumerateObject().Select(d =>
        {
            long Count(string name) => d.Value.GetProperty(name).GetInt64();
            long ma = Count("male_admit"), mr = Count("male_reject"), fa = Count("female_admit"), fr = Count("female_reject");
            return new Stratum(d.Name, new RateCount(ma, ma + mr), new RateCount(fa, fa + fr));
        })];
    }

    [Fact, Trait("case", "B06")]
    public void Berkeley_admissions_turn_round_within_departments()
    {
        var published = ReferenceCase.Open("B06");
        var result = StratifiedComparison.Of(Berkeley(published));
        published.Agrees("aggregate_male_rate", result.AggregateA.Fraction);
        published.Agrees("aggregate_female_rate", result.AggregateB.Fraction);
        published.Agrees("aggregate_odds_ratio", result.AggregateOddsRatio.Value);
        published.Agrees("mh_odds_ratio", result.MantelHaenszel.Value);
        published.Agrees("mh_ci95", result.MantelHaenszel.Interval!.Low, result.MantelHaenszel.Interval.High);
        published.Agrees("cmh_chi2_no_correction", result.ChiSquared);
        published.Agrees("cmh_chi2_corrected", result.ChiSquaredCorrected);
        published.Agrees("female_rate_by_dept", [.. result.Composition.Select(row => row.RateB!.Value)]);
        published.Agrees("male_rate_by_dept", [.. result.Composition.Select(row => row.RateA!.Value)]);
        Assert.True(result.SignChanges && result.Flag);
        Assert.Equal("The strata turn the sign of the effect: odds ratio 1.841 in the aggregate, 0.905 within strata. Read the composition table before either is used.", Assert.Single(result.Warnings, w => w.Code == "MODEL335").Message);
    }

    [Fact]
    public void Strata_that_change_nothing_raise_no_flag()
    {
        var half = new Stratum("x", new RateCount(10, 100), new RateCount(20, 100));
        var result = StratifiedComparison.Of([half, half with { Name = "y" }]);
        Assert.False(result.Flag);
        Assert.Equal(result.AggregateOddsRatio.Value, result.MantelHaenszel.Value, 12);
    }

    [Fact]
    public void The_order_of_the_strata_does_not_matter()
    {
        var strata = Berkeley(ReferenceCase.Open("B06"));
        Assert.Equal(StratifiedComparison.Of(strata).MantelHaenszel.Value, StratifiedComparison.Of(strata.Reverse()).MantelHaenszel.Value, 13);
    }

    [Fact]
    public void A_stratum_with_one_side_is_counted_as_dropped()
    {
        var result = StratifiedComparison.Of([new("x", new RateCount(10, 100), new RateCount(20, 100)), new("y", new RateCount(1, 30), new RateCount(0, 0))]);
        Assert.Equal(30, result.MantelHaenszel.N.Dropped);
        Assert.Null(result.Composition[1].RateB);
    }

    [Fact]
    public void Strata_without_both_outcomes_are_refused()
    {
        var refusal = Assert.Throws<NotIdentifiedException>(() => StratifiedComparison.Of([new("x", new RateCount(0, 10), new RateCount(0, 10))]));
        Assert.Equal("MODEL334", refusal.Code);
        Assert.Contains("stratum 'z'", Assert.Throws<InputException>(() => StratifiedComparison.Of([new("z", new RateCount(11, 10), new RateCount(0, 10))])).Message, StringComparison.Ordinal);
    }
}
