using LiveCommerce.Numerics;
using MathNet.Numerics.Statistics;

namespace LiveCommerce.Tests.Numerics;

public sealed class BootstrapTests
{
    private sealed record Pair(double X, double Y);

    private static double Pearson(IReadOnlyList<Pair> pairs) => Correlation.Pearson(pairs.Select(p => p.X), pairs.Select(p => p.Y));

    [Fact, Trait("case", "A08")]
    public void Law_school_correlation_has_its_published_errors()
    {
        var known = ReferenceCase.Open("A08");
        Pair[] pairs = [.. known.Numbers("LSAT").Zip(known.Numbers("GPA"), (x, y) => new Pair(x, y))];
        var jackknife = Jackknife.Of(pairs, Pearson);
        known.Check("r", jackknife.Estimate);
        known.Check("jackknife_se", jackknife.StandardError);
        known.Check("jackknife_bias", jackknife.Bias);
        known.Check("bca_acceleration", jackknife.Acceleration);
        var options = new BootstrapOptions { Replicates = 40_000, Seed = 8 };
        var percentile = Bootstrap.Percentile(pairs, Pearson, options);
        var bca = Bootstrap.BCa(pairs, Pearson, options);
        known.Check("bootstrap_se", percentile.StandardError);
        known.Check("percentile_ci95", [percentile.Interval.Low, percentile.Interval.High]);
        known.Check("bca_ci95", [bca.Interval.Low, bca.Interval.High]);
    }

    [Fact]
    public void Same_seed_gives_the_same_interval_at_any_parallelism()
    {
        double[] data = [1, 4, 2, 8, 5, 7];
        var one = Bootstrap.Percentile(data, Statistics.Mean, new BootstrapOptions { MaxParallelism = 1 });
        var many = Bootstrap.Percentile(data, Statistics.Mean, new BootstrapOptions { MaxParallelism = 4 });
        Assert.Equal(one.Interval, many.Interval);
    }

    [Fact]
    public void Clusters_that_repeat_one_value_widen_the_interval()
    {
        var data = Enumerable.Range(0, 80).Select(i => (Kol: i / 10, Value: (double)(i / 10 * i / 10))).ToArray();
        var rows = Bootstrap.Percentile(data, sample => sample.Average(row => row.Value));
        var clusters = Bootstrap.Cluster(data, row => row.Kol, sample => sample.Average(row => row.Value));
        Assert.True(clusters.Interval.Width > 2 * rows.Interval.Width);
    }

    [Fact]
    public void One_cluster_is_refused()
    {
        var fault = Assert.Throws<NotIdentifiedException>(() => Bootstrap.Cluster([1.0, 2.0], _ => "a", Statistics.Mean));
        Assert.Equal("error MODEL130: 'data': 1 unit to resample; one unit shows no spread. Fix: give at least two independent units (rows or clusters)", fault.Message);
    }

    [Fact]
    public void A_statistic_that_fails_often_is_refused() =>
        Assert.Throws<NotIdentifiedException>(() => Bootstrap.Percentile([1.0, 2.0, 3.0], sample => 1 / (sample.Max() - 3 + sample.Min() - 1)
            is var value && double.IsInfinity(value) && sample.Count(x => x == 3) == 1 ? 1 : double.NaN));

    [Fact]
    public void Percentile_interval_covers_at_about_its_level()
    {
        var covered = Replicates.Run(200, 5, (stream, i) =>
        {
            double[] sample = [.. Enumerable.Range(0, 40).Select(_ => stream.NextNormal())];
            var got = Bootstrap.Percentile(sample, Statistics.Mean, new BootstrapOptions { Replicates = 300, Seed = (ulong)i, MaxParallelism = 1 });
            return got.Interval.Contains(0) ? 1 : 0;
        }, 2, TestContext.Current.CancellationToken).Average();
        Assert.InRange(covered, 0.88, 0.985);
    }
}
