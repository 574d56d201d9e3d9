using FsCheck.Xunit;
using LiveCommerce.Landscape;
using LiveCommerce.Numerics;

namespace LiveCommerce.Tests.Landscape;

/// <summary>What must hold whatever the numbers.</summary>
public sealed class LandscapePropertyTests
{
    private static double[][] Table(int seed, int rows, int columns)
    {
        var stream = RandomStream.For((ulong)(uint)seed, 0);
        return [.. Enumerable.Range(0, rows).Select(_ => { var level = stream.NextNormal(); return Enumerable.Range(0, columns).Select(_ => level + (0.5 * stream.NextNormal())).ToArray(); })];
    }

    private static T[] Shuffled<T>(IReadOnlyList<T> list, int seed) => [.. RandomStream.For((ulong)(uint)seed, 1).Permutation(list.Count).Select(i => list[i])];

    private static bool Near(double a, double b, double tolerance = 1e-9) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(a));

    [Property(MaxTest = 15)]
    public bool Positions_and_their_intervals_do_not_depend_on_the_order_of_rows(int seed)
    {
        IndicatorReading[] readings = [.. Table(seed, 5, 4).SelectMany((row, p) => row.Select((v, s) => new IndicatorReading("p" + p, "x", "k" + (s / 3), "s" + (s % 3), v)))];
        var options = new PositionOptions { Replicates = 100, DropSingleSource = true };
        var one = PositionModel.Fit(readings, "x", options, TestContext.Current.CancellationToken);
        var other = PositionModel.Fit(Shuffled(readings, seed), "x", options, TestContext.Current.CancellationToken);
        return one.Positions.Zip(other.Positions).All(pair => pair.First.Estimate.Value == pair.Second.Estimate.Value && pair.First.Estimate.Interval == pair.Second.Estimate.Interval);
    }

    [Property(MaxTest = 15)]
    public bool A_position_lies_between_the_mean_of_the_platforms_and_its_own_readings(int seed)
    {
        IndicatorReading[] readings = [.. Table(seed, 6, 3).SelectMany((row, p) => row.Select((v, s) => new IndicatorReading("p" + p, "x", "k", "s" + s, v)))];
        var fit = PositionModel.Fit(readings, "x", new PositionOptions { Replicates = 100 }, TestContext.Current.CancellationToken);
        var moments = Moments.Of(readings.Select(r => r.Value));
        return fit.Positions.All(p =>
        {
            var raw = (readings.Where(r => r.Platform == p.Platform).Average(r => r.Value) - moments.Mean) / moments.StandardDeviation;
            return p.Estimate.Value * raw >= -1e-9 && Math.Abs(p.Estimate.Value) <= Math.Abs(raw) + 1e-6 && p.Estimate.Interval!.Contains(p.Estimate.Value);
        });
    }

    [Property(MaxTest = 50)]
    public bool Agreement_does_not_depend_on_the_order_of_rows_or_the_unit(int seed)
    {
        var table = Table(seed, 6, 4);
        var other = Shuffled(table, seed).Select(row => row.Select(v => (3 * v) - 7).ToArray()).ToArray();
        return Near(Icc.Of(table).Icc21, Icc.Of(other).Icc21, 1e-7) && Near(KrippendorffAlpha.Interval(table), KrippendorffAlpha.Interval(other), 1e-7)
            && Near(CronbachAlpha.Of(table).Raw, CronbachAlpha.Of(other).Raw, 1e-7) && KrippendorffAlpha.Interval(table) <= 1;
    }

    [Property(MaxTest = 50)]
    public bool Correlations_lie_between_minus_one_and_one_and_do_not_depend_on_order(int seed)
    {
        var pairs = Table(seed, 8, 2);
        var other = Shuffled(pairs, seed);
        double[] x = [.. pairs.Select(p => p[0])], y = [.. pairs.Select(p => p[1])], u = [.. other.Select(p => p[0])], v = [.. other.Select(p => p[1])];
        return Near(RankCorrelation.Kendall(x, y).Value, RankCorrelation.Kendall(u, v).Value) && Near(RankCorrelation.Spearman(x, y).Value, RankCorrelation.Spearman(u, v).Value)
            && Near(RankCorrelation.Pearson(x, y).Value, RankCorrelation.Pearson(u, v).Value)
            && RankCorrelation.Pearson(x, y).Interval!.Contains(RankCorrelation.Pearson(x, y).Value) && Math.Abs(RankCorrelation.Kendall(x, y).Value) <= 1;
    }

    [Property(MaxTest = 50)]
    public bool A_row_split_in_two_equal_halves_leaves_the_line_where_it_is(int seed)
    {
        var rows = Table(seed, 8, 2);
        double[] weights = [.. rows.Select((_, i) => 1.0 + i)];
        var whole = LeastSquares.Fit(rows.Select(r => new[] { 1, r[0] }), rows.Select(r => r[1]), weights);
        var halves = LeastSquares.Fit(rows.Concat(rows).Select(r => new[] { 1, r[0] }), rows.Concat(rows).Select(r => r[1]), weights.Concat(weights).Select(w => w / 2));
        return Near(whole.Coefficients[1], halves.Coefficients[1], 1e-8) && Near(whole.ResidualSumOfSquares, halves.ResidualSumOfSquares, 1e-8);
    }

    [Property(MaxTest = 15)]
    public bool Segments_of_rows_twice_over_have_twice_the_spread(int seed)
    {
        var rows = Table(seed, 12, 2);
        return Near(2 * KMeans.Of(rows, 2).Within, KMeans.Of(Shuffled([.. rows, .. rows], seed), 2).Within, 1e-6);
    }

    [Property(MaxTest = 50)]
    public bool Partitions_agree_with_themselves_under_other_names(int seed)
    {
        var stream = RandomStream.For((ulong)(uint)seed, 2);
        int[] labels = [.. Enumerable.Range(0, 20).Select(i => i < 3 ? i : stream.NextInt(3))];
        return Near(1, KMeans.AdjustedRand(labels, labels.Select(l => (l + 1) % 3)));
    }
}
