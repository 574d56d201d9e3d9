using LiveCommerce.Landscape;

namespace LiveCommerce.Tests.Landscape;

public sealed class KMeansTests
{
    [Fact, Trait("case", "A10")]
    public void Iris_has_its_global_optimum()
    {
        var known = ReferenceCase.Open("A10");
        var got = KMeans.Of(known.Rows("X"), 3);
        known.Check("total_within_ss", got.Within);
        known.Check("sorted_cluster_ss", got.WithinBySegment.Order());
        known.Check("sorted_sizes", got.Labels.CountBy(label => label).Select(pair => (double)pair.Value).Order());
        known.Check("mean_silhouette", got.Silhouette);
        string[] species = known.Texts("species");
        known.Check("adjusted_rand_vs_species", KMeans.AdjustedRand(got.Labels, species.Select(name => Array.IndexOf(species, name))));
    }

    [Fact]
    public void More_segments_than_a_third_of_the_rows_are_refused() =>
        Assert.Equal("MODEL240", Assert.Throws<NotIdentifiedException>(() => KMeans.Of<double[]>([[1.0], [2], [3], [4], [5]], 2)).Code);

    /// <summary>Standardised USArrests; R 4.2.2's kmeans (Hartigan and Wong) with 200 starts, cluster::silhouette.</summary>
    [Theory]
    [Trait("case", "A04")]
    [InlineData(2, 102.862400494417, 0.408489032621764)]
    [InlineData(3, 78.3232689709657, 0.309431247424178)]
    [InlineData(4, 56.4031734582928, 0.339688914333444)]
    public void Standardised_arrests_reach_the_least_squares_that_R_finds(int k, double within, double silhouette)
    {
        var rows = ReferenceCase.Open("A04").Rows("X");
        var moments = Enumerable.Range(0, 4).Select(j => LiveCommerce.Numerics.Moments.Of(rows.Select(r => r[j]))).ToArray();
        var segments = KMeans.Of(rows.Select(r => r.Select((v, j) => (v - moments[j].Mean) / moments[j].StandardDeviation).ToArray()), k);
        Assert.Equal(within, segments.Within, 8);
        Assert.Equal(silhouette, segments.Silhouette, 6);
    }
}
