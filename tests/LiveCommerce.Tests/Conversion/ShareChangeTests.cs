using FsCheck.Xunit;
using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class ShareChangeTests
{
    private static readonly Unit Million = new("CNY million", "CNY million");

    [Fact]
    public void A_share_that_rises_while_the_rest_halves_is_split_between_both()
    {
        var path = ShareChange.Of([new("2020", 50, 50, Million), new("2021", 50, 25, Million)]);
        Assert.Equal(0, path.Total.PartEffect, 15);
        Assert.Equal((50.0 / 75) - 0.5, path.Total.RestEffect, 15);
        Assert.Equal(path.Total.RestEffect, path.Total.RestLogMean!.Value, 12);
    }

    [Property]
    public bool Both_splits_add_up_to_the_change(ushort a, ushort b, ushort c, ushort d)
    {
        var path = ShareChange.Of([new("1", a + 1, b + 1, Million), new("2", c + 1, d + 1, Million), new("3", d + 1, a + 1, Million)]);
        var total = path.Total;
        return Math.Abs(total.PartEffect + total.RestEffect - total.Change) < 1e-13
            && Math.Abs(total.PartLogMean!.Value + total.RestLogMean!.Value - total.Change) < 1e-12
            && path.Steps.All(step => Math.Abs(step.PartEffect + step.RestEffect - step.Change) < 1e-14);
    }

    [Fact]
    public void The_part_is_taken_out_of_its_total()
    {
        var point = SharePoint.FromTotal("FY2020", 7.9, 17.1, Million);
        Assert.Equal(7.9 / 17.1, point.Share, 15);
        Assert.Equal("MODEL326", Assert.Throws<InputException>(() => SharePoint.FromTotal("FY2020", 18, 17, Million)).Code);
    }

    [Fact]
    public void A_rest_of_nothing_leaves_the_Shapley_split_alone()
    {
        var path = ShareChange.Of([new("1", 1, 1, Million), new("2", 1, 0, Million)]);
        Assert.Equal(0.5, path.Total.Change);
        Assert.Null(path.Total.PartLogMean);
        Assert.Equal(0.5, path.Total.PartEffect + path.Total.RestEffect, 15);
    }

    [Fact]
    public void Mixed_units_one_period_and_an_empty_part_are_refused()
    {
        var mixed = Assert.Throws<InputException>(() => ShareChange.Of([new("1", 1, 1, Unit.Yuan), new("2", 1, 1, Unit.Dollar)]));
        Assert.Equal("error MODEL311: period '2': unit USD after CNY; one path has one unit. Fix: convert to one unit with the rate's source", mixed.Message);
        Assert.Equal("MODEL327", Assert.Throws<NotIdentifiedException>(() => ShareChange.Of([new("1", 1, 1, Million)])).Code);
        Assert.Equal("MODEL316", Assert.Throws<InputException>(() => ShareChange.Of([new("1", 0, 1, Million), new("2", 1, 1, Million)])).Code);
    }

    [Fact]
    public void A_synthetic_period_marks_its_steps()
    {
        var path = ShareChange.Of([new("1", 1, 1, Million), new SharePoint("2", 1, 2, Million).From(new Provenance { Synthetic = true }), new("3", 1, 3, Million)]);
        Assert.True(path.Total.Provenance.Synthetic);
    }
}
