using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Numerics;

public sealed class SequenceTests
{
    [Fact, Trait("case", "E27")]
    public void Sobol_begins_as_Joe_and_Kuo_publish_it() =>
        ReferenceCase.Open("E27").Check("points", new SobolSequence(5).Points(8));

    [Fact, Trait("case", "E28")]
    public void Halton_begins_with_the_radical_inverses() =>
        ReferenceCase.Open("E28").Check("points", new HaltonSequence(3).Points(10));

    [Theory]
    [InlineData(50)]
    [InlineData(256)]
    public void Each_Sobol_coordinate_takes_every_cell_once(int dimensions)
    {
        var points = new SobolSequence(dimensions).Points(256);
        for (var d = 0; d < dimensions; d++) Assert.Equal(256, points.Select(point => (int)(point[d] * 256)).Distinct().Count());
    }

    [Fact]
    public void Pairs_of_the_first_Sobol_coordinates_are_a_net()
    {
        var points = new SobolSequence(2).Points(64);
        Assert.Equal(64, points.Select(point => ((int)(point[0] * 8), (int)(point[1] * 8))).Distinct().Count());
    }

    [Fact]
    public void A_shifted_sequence_keeps_its_evenness_and_its_mean()
    {
        var points = new SobolSequence(20).Shifted(3).Points(1024);
        for (var d = 0; d < 20; d++) Assert.Equal(0.5, points.Average(point => point[d]), 3);
    }

    [Fact]
    public void Too_many_dimensions_are_refused_with_the_range()
    {
        var fault = Assert.Throws<InputException>(() => new SobolSequence(257));
        Assert.Equal("error MODEL110: 'dimensions': it was 257; 1 to 256 dimensions have direction numbers. Fix: fix some inputs, or use a random design", fault.Message);
    }

    [Fact]
    public void Points_in_a_row_are_the_points_one_by_one()
    {
        var shifted = new SobolSequence(5).Shifted(9);
        var row = shifted.Points(70, skip: 13);
        for (var i = 0; i < 70; i++) Assert.Equal(shifted.Point(13 + i), row[i]);
    }
}
