using MathNet.Numerics.Distributions;

namespace LiveCommerce.Numerics;

/// <summary>Resampling with replacement: rows, or whole clusters of rows.</summary>
/// <remarks>Efron and Tibshirani (1993). Reference case A08 (law school).</remarks>
public static class Bootstrap
{
    /// <summary>Percentile interval: quantiles of the replicates.</summary>
    /// <param name="data">Observations, independent of one another.</param>
    /// <param name="statistic">The statistic of a sample of the same length.</param>
    /// <param name="options">Replicates, seed, level.</param>
    /// <exception cref="InputException">No data, a statistic that is not finite on the data, or options out of range.</exception>
    /// <exception cref="NotIdentifiedException">One observation only, or the statistic fails in more than 5% of the replicates.</exception>
    public static BootstrapResult Percentile<T>(IEnumerable<T> data, Func<IReadOnlyList<T>, double> statistic, BootstrapOptions? options = null)
    {
        T[] list = Check(data, statistic);
        return BootstrapRun.Percentile("percentile bootstrap", statistic(list), list.Length, stream => statistic(Resample(list, stream)), options);
    }

    /// <summary>Bias-corrected and accelerated interval.</summary>
    /// <inheritdoc cref="Percentile{T}(IEnumerable{T}, Func{IReadOnlyList{T}, double}, BootstrapOptions?)"/>
    /// <remarks>Efron (1987); acceleration from the jackknife; when the replicates all lie on one side, refused.</remarks>
    public static BootstrapResult BCa<T>(IEnumerable<T> data, Func<IReadOnlyList<T>, double> statistic, BootstrapOptions? options = null)
    {
        T[] list = Check(data, statistic);
        var plain = Percentile(list, statistic, options);
        return Correct(plain, Jackknife.Of(list, statistic).Acceleration);
    }

    /// <summary>Percentile interval with whole clusters resampled: sessions within a KOL, sources, ...</summary>
    /// <param name="data">Observations.</param>
    /// <param name="cluster">The cluster of an observation.</param>
    /// <param name="statistic">The statistic of a sample; its length varies with the clusters drawn.</param>
    /// <param name="options">Replicates, seed, level.</param>
    /// <exception cref="NotIdentifiedException">One cluster only.</exception>
    public static BootstrapResult Cluster<T, TKey>(IEnumerable<T> data, Func<T, TKey> cluster, Func<IReadOnlyList<T>, double> statistic, BootstrapOptions? options = null)
        where TKey : notnull
    {
        T[] list = Check(data, statistic);
        T[][] clusters = [.. list.GroupBy(cluster).Select(group => group.ToArray())];
        return BootstrapRun.Percentile("cluster percentile bootstrap", statistic(list), clusters.Length,
            stream => statistic([.. Resample(clusters, stream).SelectMany(group => group)]), options);
    }

    /// <summary>Percentile interval from samples that a model draws.</summary>
    /// <param name="estimate">The statistic of the data.</param>
    /// <param name="draw">Draws one data set from the fitted model and gives its statistic.</param>
    /// <param name="options">Replicates, seed, level.</param>
    public static BootstrapResult Parametric(double estimate, Func<RandomStream, double> draw, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return BootstrapRun.Percentile("parametric bootstrap", estimate, 2, draw, options);
    }

    /// <summary>A sample of the same length, with replacement.</summary>
    public static IReadOnlyList<T> Resample<T>(IReadOnlyList<T> data, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stream);
        var sample = new T[data.Count];
        for (var i = 0; i < sample.Length; i++) sample[i] = data[stream.NextInt(data.Count)];
        return sample;
    }

    private static BootstrapResult Correct(BootstrapResult plain, double acceleration)
    {
        var below = plain.Replicates.Count(value => value < plain.Estimate) + (0.5 * plain.Replicates.Count(value => value == plain.Estimate));
        var share = below / plain.Replicates.Count;
        if (share is <= 0 or >= 1)
        {
            throw new NotIdentifiedException("MODEL131", "BCa", FormattableString.Invariant($"{share:P0} of the replicates lie below the estimate"),
                "the bias correction is infinite", "use the percentile interval, or a statistic that is not at its bound");
        }

        var z0 = Normal.InvCDF(0, 1, share);
        double End(double p)
        {
            var z = z0 + Normal.InvCDF(0, 1, p);
            return Quantile.Type7(plain.Replicates, Normal.CDF(0, 1, z0 + (z / (1 - (acceleration * z)))));
        }

        var tail = (1 - plain.Options.Level) / 2;
        var ends = new[] { End(tail), End(1 - tail) };
        return plain with
        {
            Interval = new Interval(ends.Min(), ends.Max(), plain.Options.Level, IntervalKind.Confidence),
            Method = "BCa bootstrap",
            BiasCorrection = z0,
            Acceleration = acceleration,
        };
    }

    private static T[] Check<T>(IEnumerable<T> data, Func<IReadOnlyList<T>, double> statistic)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(statistic);
        T[] list = [.. data];
        Guard.AtLeast(list.Length, 1, "data");
        return list;
    }
}
