namespace LiveCommerce.Numerics;

/// <summary>The replicates of any bootstrap and their percentile interval.</summary>
internal static class BootstrapRun
{
    public static BootstrapResult Percentile(string method, double estimate, int units, Func<RandomStream, double> replicate, BootstrapOptions? options)
    {
        options ??= new BootstrapOptions();
        Guard.AtLeast(options.Replicates, 10, "Replicates");
        Guard.Level(options.Level, "Level");
        Guard.Finite(estimate, "statistic of the data");
        if (units < 2)
        {
            throw new NotIdentifiedException("MODEL130", "'data'", FormattableString.Invariant($"{units} unit to resample"),
                "one unit shows no spread", "give at least two independent units (rows or clusters)");
        }

        var all = Numerics.Replicates.Run(options.Replicates, options.Seed, (stream, _) => replicate(stream), options.MaxParallelism);
        double[] finite = [.. all.Where(double.IsFinite).Order()];
        var dropped = all.Length - finite.Length;
        if (dropped > 0.05 * all.Length)
        {
            throw new NotIdentifiedException("MODEL132", "'statistic'", FormattableString.Invariant($"not finite in {dropped} of {all.Length} replicates"),
                "an interval from the rest would be too narrow", "use a statistic that is defined on resampled data");
        }

        var moments = Moments.Of(finite);
        var tail = (1 - options.Level) / 2;
        var interval = new Interval(Quantile.Type7(finite, tail), Quantile.Type7(finite, 1 - tail), options.Level, IntervalKind.Confidence);
        return new BootstrapResult(estimate, moments.StandardDeviation, moments.Mean - estimate, interval, method, finite, options) { Dropped = dropped };
    }
}
