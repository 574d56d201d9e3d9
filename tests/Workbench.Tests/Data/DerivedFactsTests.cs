using LiveCommerce.Data;
using LiveCommerce.Data.Derived;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class DerivedFactsTests
{
    private static readonly IReadOnlyDictionary<string, DerivedFact> Facts = DerivedFacts.Of(CuratedData.Open(Repository.Curated)).ToDictionary(fact => fact.Id);

    [Theory]
    [InlineData("mogujie-live-share-h2-fy2022", 0.927464)]
    [InlineData("mogujie-live-gmv-fy2022", 9.818e9)]
    [InlineData("mogujie-gmv-fy2022", 1.0679e10)]
    [InlineData("mogujie-live-share-fy2022", 0.919374)]
    [InlineData("mogujie-live-gmv-h1-fy2021", 4.582e9)]
    [InlineData("mogujie-gmv-h1-fy2021", 6.232e9)]
    [InlineData("check-mogujie-live-gmv-h1-fy2021", 1.00011)]
    [InlineData("check-mogujie-gmv-h1-fy2021", 1.00018)]
    [InlineData("mogujie-live-gmv-h2-fy2021", 6.29351e9)]
    [InlineData("mogujie-gmv-h2-fy2021", 7.61662e9)]
    [InlineData("mogujie-live-share-h2-fy2021", 0.826286)]
    [InlineData("mogujie-live-share-fy2021", 0.785313)]
    [InlineData("mogujie-gmv-fy2020", 1.70571e10)]
    [InlineData("check-mogujie-gmv-q2-fy2020", 1.00024)]
    [InlineData("mogujie-live-gmv-fy2020", 7.88039e9)]
    [InlineData("mogujie-live-gmv-fy2019", 4.11294e9)]
    [InlineData("mogujie-live-share-fy2019", 0.236267)]
    [InlineData("mogujie-live-gmv-fy2018", 1.7274e9)]
    [InlineData("mogujie-live-share-fy2018", 0.11751)]
    [InlineData("mogujie-commission-of-gmv-fy2022", 0.0212286)]
    [InlineData("mogujie-marketing-share-fy2022", 0.053037)]
    [InlineData("mogujie-commission-share-fy2022", 0.671704)]
    [InlineData("mogujie-marketing-share-fy2021", 0.147803)]
    [InlineData("mogujie-commission-share-fy2021", 0.660448)]
    [InlineData("check-kuaishou-gmv-2022", 0.999973)]
    [InlineData("check-kuaishou-gmv-2023", 0.999916)]
    [InlineData("kuaishou-gmv-q1-2023", 2.247e11)]
    [InlineData("kuaishou-gmv-growth-2023", 0.314248)]
    [InlineData("kuaishou-other-services-of-gmv-q3-2024", 0.0125673)]
    [InlineData("kuaishou-other-services-of-gmv-2023", 0.0119048)]
    [InlineData("kuaishou-gmv-multiple-2019", 616.977)]
    [InlineData("implied-conventional-conversion", 0.03)]
    [InlineData("implied-mean-return-rate", 0.389333)]
    public void Derived_facts_are_those_computed_by_hand(string id, double value) => Assert.Equal(value, Facts[id].Estimate.Value, 5e-6 * value);

    [Fact]
    public void Every_derived_fact_says_from_which_rows_and_how_it_is_computed() => Assert.All(Facts.Values, fact =>
    {
        Assert.NotEmpty(fact.Estimate.Provenance.Rows);
        Assert.NotEmpty(fact.Estimate.Provenance.Sources);
        Assert.False(string.IsNullOrEmpty(fact.Estimate.Provenance.ComputedFrom), fact.Id);
    });

    [Fact]
    public void Sources_agree_with_each_other_within_three_hundredths_of_a_percent() =>
        Assert.All(Facts.Values.Where(fact => fact.Disagreement is not null), fact => Assert.InRange(fact.Disagreement!.Value, 0, 3e-4));

    [Fact]
    public void A_fact_computed_from_a_recalled_row_keeps_the_mark()
    {
        Assert.True(Facts["kuaishou-gmv-multiple-2019"].Estimate.Provenance.Unverified);
        Assert.False(Facts["mogujie-live-share-fy2021"].Estimate.Provenance.Unverified);
    }
}
