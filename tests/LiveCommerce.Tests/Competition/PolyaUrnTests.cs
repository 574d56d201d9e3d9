using LiveCommerce.Competition;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Competition;

public sealed class PolyaUrnTests
{
    [Fact, Trait("case", "E02")]
    public void Urn_reproduces_the_beta_limit()
    {
        var e02 = ReferenceCase.Open("E02");
        var urns = e02.Rows("starts").Select(start => PolyaUrn.Simulate(start, 2000, 20_000)).ToList();
        e02.Check("P_share_gt_half", urns.Select(urn => urn.ChanceAbove(0, 0.5).Value));
        e02.Check("E_HHI_fraction_start_1_1", urns[0].MeanHhi);
        e02.Check("sd_limit_share_1_1", Moments.Of(urns[0].Shares.Select(path => path[0])).StandardDeviation);
    }

    [Fact, Trait("case", "E02")]
    public void Closed_form_of_the_limit_is_exact()
    {
        var e02 = ReferenceCase.Open("E02");
        var expected = e02.Expected("P_share_gt_half").EnumerateArray().Select(item => item.GetDouble());
        foreach (var (start, value) in e02.Rows("starts").Zip(expected)) Assert.Equal(value, PolyaUrn.LimitAbove(start[0], start[1], 0.5), 12);
    }

    [Fact]
    public void Above_exponent_1_one_platform_takes_nearly_all()
    {
        var urn = PolyaUrn.Simulate([1, 1, 1], 2000, 400, 7, 2);
        Assert.True(urn.Shares.Count(path => path.Max() > 0.9) >= 360);
    }

    [Fact]
    public void Below_exponent_1_shares_even_out()
    {
        var urn = PolyaUrn.Simulate([5, 1], 5000, 200, 7, 0.2);
        Assert.All(urn.Shares, path => Assert.InRange(path[0], 0.4, 0.6));
    }
}
