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
}
