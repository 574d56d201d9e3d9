using LiveCommerce.Data;
using Workbench.Runs.Parameters;
using Workbench.Runs.Sweeps;
using Xunit;

namespace Workbench.Tests.Sweeps;

public sealed class SweepPointTests
{
    [Fact]
    public void A_grid_is_every_combination_with_the_last_parameter_fastest()
    {
        var points = SweepPoint.Of(YamlParameters.Read("a: [1, 2]\nb: [x, y, z]\nc: 7", "grid"));
        Assert.Equal(6, points.Count);
        Assert.Equal(["a=1 b=x c=7", "a=1 b=y c=7", "a=1 b=z c=7", "a=2 b=x c=7", "a=2 b=y c=7", "a=2 b=z c=7"], points.Select(Said));
    }

    [Fact]
    public void A_point_is_the_same_after_its_JSON()
    {
        var point = SweepPoint.Of(YamlParameters.Read("a: ['2']\nb: [[1, 2]]", "grid"))[0];
        var again = SweepPoint.Read(0, point.ToJson());
        Assert.Equal(Said(point), Said(again));
        Assert.False(Assert.IsType<ParameterValue.Scalar>(again.Values[0].Value).IsPlain);
    }

    [Theory]
    [InlineData("a: []", "'a' has no values")]
    [InlineData("", "an empty grid")]
    public void A_grid_without_points_is_refused(string yaml, string found) =>
        Assert.Contains(Assert.Throws<DataFaultException>(() => SweepPoint.Of(YamlParameters.Read(yaml, "grid"))).Faults, fault => fault.Code == "PARAM108" && fault.Found == found);

    [Fact]
    public void More_than_a_hundred_thousand_points_are_refused()
    {
        var many = string.Join(", ", Enumerable.Range(0, 500));
        var fault = Assert.Single(Assert.Throws<DataFaultException>(() => SweepPoint.Of(YamlParameters.Read($"a: [{many}]\nb: [{many}]", "grid"))).Faults);
        Assert.Equal("250000 points", fault.Found);
    }

    private static string Said(SweepPoint point) => string.Join(' ', point.Values.Select(value => $"{value.Name}={value.Value}"));
}
