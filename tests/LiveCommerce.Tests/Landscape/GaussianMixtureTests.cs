using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

public sealed class GaussianMixtureTests
{
    private static double[][] Iris => ReferenceCase.Open("A10").Rows("X");

    private static double[][] Camps(ulong seed, int each, double apart)
    {
        var stream = RandomStream.For(seed, 0);
        return [.. Enumerable.Range(0, 3 * each).Select(i => new[] { (i % 3 * apart) + stream.NextNormal(), (i % 3 == 1 ? apart : 0) + stream.NextNormal() })];
    }

    /// <summary>mclust prints BIC with the opposite sign: iris VVV -574.0178 (2 segments), -580.8396 (3).</summary>
    [Fact, Trait("case", "A10")]
    public void Iris_has_the_criterion_of_mclust()
    {
        Assert.Equal(574.0178, GaussianMixture.Of(Iris, 2).Bic, 0.01);
        var three = GaussianMixture.Of(Iris, 3);
        Assert.InRange(three.Bic, 580, 581.5);
        var species = ReferenceCase.Open("A10").Texts("species");
        Assert.True(KMeans.AdjustedRand(three.Labels, species.Select(name => Array.IndexOf(species, name))) > 0.88);
    }

    [Fact]
    public void The_criterion_chooses_the_camps_there_are()
    {
        var best = GaussianMixture.Choose(Camps(1, 40, 6), 4, new MixtureOptions().WithStarts(4))[0];
        Assert.Equal(3, best.Segments);
        Assert.All(best.Shares, share => Assert.InRange(share, 0.25, 0.42));
        Assert.Equal(MixtureShape.Spherical, best.Options.Shape);
    }

    [Fact]
    public void One_camp_is_seldom_split()
    {
        var split = Enumerable.Range(20, 10).Count(seed => GaussianMixture.Choose(Camps((ulong)seed, 20, 0), 2, new MixtureOptions().WithStarts(3))[0].Segments > 1);
        Assert.InRange(split, 0, 2);
    }

    [Fact]
    public void One_segment_is_the_normal_distribution()
    {
        double[][] rows = [[1.0], [2], [4], [5]];
        var fit = GaussianMixture.Of(rows, 1);
        var variance = 2.5;
        Assert.Equal((-2 * Math.Log(2 * Math.PI * variance)) - 2, fit.LogLikelihood, 9);
        Assert.Equal(2, fit.Parameters);
    }

    [Fact]
    public void Memberships_add_up_to_one_and_rows_between_camps_belong_to_both()
    {
        double[][] rows = [.. Camps(3, 50, 5).Where((_, i) => i % 3 != 2)];
        var fit = GaussianMixture.Of([.. rows, [2.5, 2.5]], 2, new MixtureOptions().WithShape(MixtureShape.Spherical));
        Assert.All(fit.Membership, row => Assert.Equal(1, row.Sum(), 9));
        Assert.InRange(fit.Membership[^1].Max(), 0.5, 0.97);
    }

    [Fact]
    public void Clear_camps_are_stable_and_a_single_cloud_is_not()
    {
        double[][] clear = Camps(4, 40, 7), cloud = Camps(5, 40, 0);
        var firm = KMeans.Of(clear, 3).Stability(clear, 60);
        Assert.True(firm.Stable);
        Assert.True(firm.AdjustedRand > 0.95);
        var loose = KMeans.Of(cloud, 3).Stability(cloud, 60);
        Assert.True(loose.AdjustedRand < 0.8);
        Assert.True(loose.Interval.Contains(loose.AdjustedRand));
        Assert.True(GaussianMixture.Of(clear, 3).Stability(clear, 30).Stable);
    }

    [Fact]
    public void Six_platforms_are_told_to_be_an_illustration() =>
        Assert.Contains(KMeans.Of<double[]>([[1.0], [1.1], [1.2], [5], [5.1], [5.2]], 2).Warnings, w => w.Code == "MODEL241");

    [Fact]
    public void Rows_twice_over_keep_their_segments()
    {
        double[][] rows = Camps(6, 20, 6);
        var once = KMeans.Of(rows, 3);
        var twice = KMeans.Of([.. rows, .. rows], 3);
        Assert.Equal(2 * once.Within, twice.Within, 6);
        Assert.Equal(once.Labels, twice.Labels.Take(rows.Length));
    }

    [Fact]
    public void A_segment_on_one_point_is_told()
    {
        double[][] rows = [.. Enumerable.Repeat(new[] { 0.0, 0 }, 6), .. Camps(7, 5, 0)];
        Assert.Contains(GaussianMixture.Of(rows, 2).Warnings, w => w.Code == "MODEL242");
    }

    [Fact]
    public void More_segments_than_a_third_of_the_rows_are_refused() =>
        Assert.Equal("MODEL240", Assert.Throws<NotIdentifiedException>(() => GaussianMixture.Of<double[]>([[1.0], [2], [3], [4]], 2)).Code);

    [Fact]
    public void A_column_without_spread_is_refused() =>
        Assert.Equal("MODEL204", Assert.Throws<NotIdentifiedException>(() => GaussianMixture.Of<double[]>([[1.0, 2], [1, 3], [1, 4]], 1)).Code);
}
