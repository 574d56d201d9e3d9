using LiveCommerce.Numerics;
using MathNet.Numerics.Statistics;

namespace Benchmarks.Numerics;

/// <summary>The BCa interval of a correlation (Efron's law schools), beside scipy's.</summary>
internal sealed class BootstrapIntervals : IBenchmark
{
    private static readonly double[] Lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
    private static readonly double[] Gpa = [3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

    public string Name => "numerics-bootstrap";

    public IEnumerable<Measurement> Measure()
    {
        var pairs = Lsat.Zip(Gpa).ToArray();
        var own = Machine.Median(() => Bootstrap.BCa(pairs, sample => Correlation.Pearson(sample.Select(p => p.First), sample.Select(p => p.Second)), new BootstrapOptions { Replicates = 10_000 }));
        yield return new Measurement("BCa of a correlation, 15 pairs, 10^4 replicates", own, "scipy.stats.bootstrap", PeerScript.Python("""
            import numpy as np
            from scipy import stats
            x = np.array([576,635,558,578,666,580,555,661,651,605,653,575,545,572,594.])
            y = np.array([3.39,3.30,2.81,3.03,3.44,3.07,3.00,3.43,3.36,3.13,3.12,2.74,2.76,2.88,2.96])
            r = lambda a, b: stats.pearsonr(a, b)[0]
            print(median(lambda: stats.bootstrap((x, y), r, paired=True, vectorized=False, n_resamples=10000, method='BCa', random_state=1), 3))
            """));
    }
}
