using LiveCommerce.Conversion;
using LiveCommerce.Numerics;

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

    [Theory]
    [InlineData(PooledReference.WithGroupConstant)]
    [InlineData(PooledReference.WithoutGroupConstant)]
    public void Intervals_are_those_of_leaving_out_one_row_at_a_time(PooledReference reference)
    {
        var (a, b) = Drawn(1, 600, 500);
        var split = OaxacaBlinder.Split(["x", "z"], a, b, reference, 0.9);
        var (withoutA, withoutB) = (Enumerable.Range(0, a.Length).Select(i => OaxacaBlinder.Split(["x", "z"], Without(a, i), b, reference)).ToList(), Enumerable.Range(0, b.Length).Select(i => OaxacaBlinder.Split(["x", "z"], a, Without(b, i), reference)).ToList());
        foreach (var (part, of) in Parts)
        {
            Near(of(split).Interval!, s => of(s).Total);
            for (var j = 1; j < 3; j++)
            {
                var place = j;
                Near(of(split).Intervals[j], s => of(s).ByCovariate[place]);
            }
        }

        Near(split.DifferenceInterval!, s => s.Difference);
        Assert.All(new[] { split.DifferenceInterval!, split.Explained.Interval! }, interval => Assert.Equal((0.9, IntervalKind.Confidence), (interval.Level, interval.Kind)));

        // The jackknife within each group (Efron & Tibshirani 1993, ch. 11), which knows nothing of the formulas.
        void Near(Interval interval, Func<OaxacaBlinder, double> value)
        {
            var error = Math.Sqrt(Spread(withoutA, value) + Spread(withoutB, value));
            Assert.Equal(2 * 1.6448536269514722 * error, interval.Width, 0.04 * interval.Width);
            Assert.Equal(value(split), (interval.Low + interval.High) / 2, 1e-9);
        }
    }

    [Fact]
    public void The_interval_of_the_difference_is_that_of_two_means_with_unlike_variances()
    {
        // Welch (1947).
        var error = Math.Sqrt((Variance(A) / A.Length) + (Variance(B) / B.Length));
        Assert.Equal(2 * 1.9599639845400545 * error, OaxacaBlinder.Split(["price"], A, B).DifferenceInterval!.Width, 12);
    }

    [Fact]
    public void Intervals_cover_the_true_parts_as_often_as_they_say()
    {
        var truth = OaxacaBlinder.Split(["x", "z"], Drawn(77, 200_000, 0).A, Drawn(78, 0, 160_000).B);
        foreach (var (part, of) in Parts)
        {
            var covered = Enumerable.Range(0, 400).Count(i =>
            {
                var (a, b) = Drawn((ulong)i + 100, 150, 120);
                return of(OaxacaBlinder.Split(["x", "z"], a, b)).Interval!.Contains(of(truth).Total);
            });
            Assert.InRange(covered / 400.0, 0.915, 0.98);
        }
    }

    [Fact]
    public void Rows_of_one_cluster_are_not_taken_for_so_many_witnesses()
    {
        var (a, b) = Drawn(3, 200, 200);
        OutcomeRow[] Fourfold(OutcomeRow[] rows, string group) => [.. rows.SelectMany((row, i) => Enumerable.Repeat(row.InCluster($"{group}{i}"), 4))];
        var once = OaxacaBlinder.Split(["x", "z"], a, b);
        var fourfold = OaxacaBlinder.Split(["x", "z"], Fourfold(a, "a"), Fourfold(b, "b"));
        foreach (var (part, of) in Parts) Assert.Equal(of(once).Interval!.Width, of(fourfold).Interval!.Width, 0.02 * of(once).Interval!.Width);
    }

    [Fact]
    public void A_group_with_no_more_rows_than_coefficients_has_no_interval()
    {
        var split = OaxacaBlinder.Split(["price"], A, B[..2]);
        Assert.Null(split.Explained.Interval);
        Assert.Empty(split.Explained.Intervals);
        Assert.Null(split.DifferenceInterval);
    }

    private static readonly (string Part, Func<OaxacaBlinder, OaxacaPart> Of)[] Parts =
        [("endowments", s => s.Endowments), ("coefficients", s => s.Coefficients), ("interaction", s => s.Interaction), ("explained", s => s.Explained), ("unexplained", s => s.Unexplained)];

    /// <summary>Skewed covariates, unlike slopes, and a spread that grows with the covariate.</summary>
    private static (OutcomeRow[] A, OutcomeRow[] B) Drawn(ulong seed, int rowsA, int rowsB)
    {
        var random = RandomStream.For(seed, 0);
        OutcomeRow[] Rows(int count, double shift, double slope) =>
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var (x, z) = (shift - Math.Log(1 - random.NextDouble()), random.NextDouble());
                return new OutcomeRow(1 + (slope * x) + (0.5 * z) + ((random.NextDouble() - 0.5) * (1 + x)), [x, z]);
            }),
        ];
        return (Rows(rowsA, 0.5, 1.2), Rows(rowsB, 0, 0.8));
    }

    private static double Variance(OutcomeRow[] rows) => rows.Sum(row => Math.Pow(row.Outcome - rows.Average(other => other.Outcome), 2)) / (rows.Length - 1);

    private static OutcomeRow[] Without(OutcomeRow[] rows, int index) => [.. rows.Where((_, i) => i != index)];

    private static double Spread(List<OaxacaBlinder> without, Func<OaxacaBlinder, double> value)
    {
        var mean = without.Average(value);
        return without.Sum(split => Math.Pow(value(split) - mean, 2)) * (without.Count - 1) / without.Count;
    }
}
