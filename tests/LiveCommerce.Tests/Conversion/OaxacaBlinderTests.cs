using LiveCommerce.Conversion;

namespace LiveCommerce.Tests.Conversion;

public sealed class OaxacaBlinderTests
{
    private static readonly OutcomeRow[] A = [new(1.0, [1]), new(2.1, [2]), new(2.9, [3]), new(4.2, [4])];
    private static readonly OutcomeRow[] B = [new(0.2, [0]), new(0.9, [1]), new(1.1, [2]), new(1.9, [3])];

    [Theory]
    [InlineData(PooledReference.WithGroupConstant)]
    [InlineData(PooledReference.WithoutGroupConstant)]
    public void Both_splits_add_up_to_the_difference(PooledReference reference)
    {
        var split = OaxacaBlinder.Split(["price"], A, B, reference);
        Assert.Equal(split.Difference, split.Endowments.Total + split.Coefficients.Total + split.Interaction.Total, 12);
        Assert.Equal(split.Difference, split.Explained.Total + split.Unexplained.Total, 12);
    }

    [Fact]
    public void Endowments_are_the_gap_of_covariates_at_the_slope_of_B()
    {
        var split = OaxacaBlinder.Split(["price"], A, B);
        Assert.Equal(1.0 * 0.53, split.Endowments.ByCovariate[1], 12);
        Assert.Equal(0, split.Endowments.ByCovariate[0], 12);
        // Parallel lines with a group constant share the mean of both slopes here, as both spreads are equal.
        Assert.Equal((0.53 + 1.04) / 2, split.Explained.Total, 12);
    }

    [Fact]
    public void A_covariate_that_is_constant_in_a_group_is_refused() =>
        Assert.Equal("MODEL362", Assert.Throws<NotIdentifiedException>(() => OaxacaBlinder.Split(["price"], A, [new(1, [2]), new(2, [2]), new(3, [2])])).Code);
}
