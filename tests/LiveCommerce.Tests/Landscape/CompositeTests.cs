using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class CompositeTests
{
    [Fact, Trait("case", "A03")]
    public void Human_development_has_its_values_under_both_means()
    {
        var known = ReferenceCase.Open("A03");
        foreach (var row in known.Data.GetProperty("rows").EnumerateArray())
        {
            double N(string name) => row.GetProperty(name).GetDouble();
            var country = row.GetProperty("country").GetString();
            double[] x =
            [
                CompositeIndex.GoalPost(N("life_expectancy_years"), 20, 85),
                (CompositeIndex.GoalPost(N("expected_schooling_years"), 0, 18) + CompositeIndex.GoalPost(N("mean_schooling_years"), 0, 15)) / 2,
                CompositeIndex.GoalPost(Math.Log(N("gni_per_capita_ppp2017_usd")), Math.Log(100), Math.Log(75000)),
            ];
            known.Check("HDI " + country, CompositeIndex.Of(x, [1, 1, 1], Aggregation.Geometric));
            known.Check("arithmetic_mean_of_dimension_indices " + country, CompositeIndex.Of(x, [1, 1, 1], Aggregation.Arithmetic));
        }
    }

    [Fact, Trait("case", "A14")]
    public void Rank_probabilities_are_those_of_the_simplex()
    {
        var known = ReferenceCase.Open("A14");
        var two = RankUncertainty.Of([known.Numbers("two", "A"), known.Numbers("two", "B")], [1, 1], replicates: 50_000);
        known.Check("P_A_over_B_two", two.Above[0, 1]);
        Assert.True(two.NotSeparable(0, 1));
        known.Check("P_A_first_corner", RankUncertainty.Of<double[]>([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [1, 1, 1], replicates: 50_000).FirstProbability[0]);
        known.Check("P_w1_gt_half", RankUncertainty.Of<double[]>([[1, 0, 0], [0.5, 0.5, 0.5]], [1, 1, 1], replicates: 50_000).Above[0, 1]);
        known.Check("P_A_over_B_three", RankUncertainty.Of([known.Numbers("three", "A"), known.Numbers("three", "B")], [1, 1, 1], replicates: 50_000).Above[0, 1]);
    }

    [Fact, Trait("case", "E26")]
    public void Silver_has_its_certified_mean_squares()
    {
        var known = ReferenceCase.Open("E26");
        var got = OneWayAnova.Of(known.Rows("instrument_value").GroupBy(row => row[0]).Select(group => group.Select(row => row[1]).ToArray()));
        known.Check("ms_between", got.Between);
        known.Check("ms_within", got.Within);
        known.Check("F", got.F);
        known.Check("variance_component_between", got.VarianceBetween);
    }
}
