using LiveCommerce;
using LiveCommerce.Data;
using Xunit;

namespace Workbench.Tests.Data;

public sealed class ObservationSetTests
{
    private static readonly CuratedData Data = CuratedData.Open(Repository.Curated);

    [Fact]
    public void Known_misprints_never_appear() => Assert.DoesNotContain(Data.Observations.IncludingUnverified().Rows, row => row.Id is "o0222" or "o0319");

    [Fact]
    public void Recalled_rows_come_only_when_asked_for_and_keep_their_mark()
    {
        Assert.Empty(Data.Observations.Platform("jd").Metric("gmv_total").Rows);
        var recalled = Data.Observations.IncludingUnverified().Platform("jd").Metric("gmv_total").Rows;
        Assert.Equal(3, recalled.Count);
        Assert.All(recalled, row => Assert.True(row.Provenance.Unverified));
    }

    [Fact]
    public void Sources_that_disagree_keep_their_spread()
    {
        var gmv = Data.Observations.Metric("gmv_ecommerce").Platform("douyin").Period(new DateTime(2023, 1, 1), new DateTime(2023, 12, 31)).Pooled(acrossDefinitions: true);
        Assert.Equal("mean of sources, definitions differ", gmv.Method);
        Assert.Equal(new Interval(2.2e12, 2.7e12, 1, IntervalKind.SourceSpread), gmv.Interval);
        Assert.Equal(2, gmv.N.Used);
    }

    [Fact]
    public void Values_of_different_definitions_platforms_or_periods_are_not_pooled_unasked()
    {
        var douyin = Data.Observations.Metric("gmv_ecommerce").Platform("douyin");
        var definitions = Assert.Throws<InputException>(() => douyin.Period(new DateTime(2023, 1, 1), new DateTime(2023, 12, 31)).Pooled());
        Assert.Contains("different definitions (36Kr source: about 2.7tn including product cards (shelf)", definitions.Message, StringComparison.Ordinal);
        Assert.Contains("acrossDefinitions: true", definitions.Message, StringComparison.Ordinal);
        var periods = Assert.Throws<InputException>(() => Data.Observations.Metric("gmv_ecommerce").Platform("kuaishou").Where(row => row.Days is 365 or 366).Pooled(acrossDefinitions: true));
        Assert.Contains("different periods", periods.Message, StringComparison.Ordinal);
        var platforms = Assert.Throws<InputException>(() => Data.Observations.Metric("gmv_ecommerce").Where(row => row.Platform is "douyin" or "kuaishou" && row.Start == new DateTime(2023, 1, 1) && row.End == new DateTime(2023, 12, 31)).Pooled(acrossDefinitions: true));
        Assert.Contains("different platforms", platforms.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gmv_live", "different units or currencies")]
    [InlineData("gmv_total", "different units or currencies")]
    [InlineData("dau", "different lengths of period")]
    public void What_is_not_the_same_quantity_is_refused(string metric, string found)
    {
        var error = Assert.Throws<InputException>(() => Data.Observations.Metric(metric).Pooled());
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains("Fix: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_found_says_how_many_recalled_rows_are_left_out()
    {
        var error = Assert.Throws<InputException>(() => Data.Observations.Platform("jd").Metric("gmv_total").Pooled());
        Assert.Contains("3 recalled rows are left out", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023-01-01", "2023-12-31", "2023")]
    [InlineData("2023-04-01", "2023-06-30", "2023-Q2")]
    [InlineData("2024-02-01", "2024-02-29", "2024-02")]
    [InlineData("2021-10-20", "2021-10-20", "2021-10-20")]
    [InlineData("2020-01-01", "2020-09-30", "2020-01-01 to 2020-09-30")]
    public void A_period_is_written_by_its_length(string first, string last, string written)
    {
        DateTime Day(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(written, new Observation { Id = "o", Platform = "douyin", Metric = "gmv", Unit = LiveCommerce.Unit.Yuan, Source = "s", Start = Day(first), End = Day(last) }.Period);
    }
}
