using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class PrincipalComponentsTests
{
    [Fact, Trait("case", "A04")]
    public void Arrests_have_their_components()
    {
        var known = ReferenceCase.Open("A04");
        var got = PrincipalComponents.Of(known.Rows("X"));
        known.Check("sdev", got.StandardDeviations);
        known.Check("pve", got.Shares);
        known.Check("abs_loadings_PC1", got.Loadings[0].Select(Math.Abs));
        known.Check("abs_loadings_PC2", got.Loadings[1].Select(Math.Abs));
        Assert.Equal(1, got.Weights.Sum(), 10);
    }
}
