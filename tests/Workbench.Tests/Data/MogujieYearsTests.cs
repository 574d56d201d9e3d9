using LiveCommerce.Data;
using LiveCommerce.Data.Derived;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class MogujieYearsTests
{
    private static readonly IReadOnlyList<MogujieYear> Years = MogujieYears.Of(CuratedData.Open(Repository.Curated));

    [Theory]
    [InlineData(0, 14.7e9, 1.7274e9, 0.11751)]
    [InlineData(1, 17.408e9, 4.11294e9, 0.236267)]
    [InlineData(2, 1.70571e10, 7.88039e9, 0.462)]
    [InlineData(3, 1.384862e10, 1.087551e10, 0.785313)]
    [InlineData(4, 1.0679e10, 9.818e9, 0.919374)]
    public void Fiscal_years_are_those_computed_by_hand(int index, double total, double live, double share)
    {
        Assert.Equal(total, Years[index].Total.Value, 5e-6 * total);
        Assert.Equal(live, Years[index].Live.Value, 5e-6 * live);
        Assert.Equal(share, Years[index].LiveShare.Value, 5e-6);
    }

    [Fact]
    public void A_computed_share_names_its_rows_sources_and_computation()
    {
        var provenance = Years[3].LiveShare.Provenance;
        Assert.Contains("observations:o0047", provenance.Rows);
        Assert.Contains("mogu_6k_fy22h2_tr", provenance.Sources);
        Assert.StartsWith("livestream GMV (", provenance.ComputedFrom, StringComparison.Ordinal);
        Assert.False(provenance.Synthetic);
    }
}
