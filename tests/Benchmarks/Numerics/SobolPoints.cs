using LiveCommerce.Numerics;

namespace Benchmarks.Numerics;

/// <summary>Sobol' points, beside scipy's.</summary>
internal sealed class SobolPoints : IBenchmark
{
    public string Name => "numerics-sobol";

    public IEnumerable<Measurement> Measure()
    {
        var sobol = new SobolSequence(8);
        yield return new Measurement("2^16 Sobol' points in 8 dimensions", Machine.Median(() => sobol.Points(65_536)), "scipy.stats.qmc.Sobol", PeerScript.Python("""
            from scipy.stats import qmc
            print(median(lambda: qmc.Sobol(8, scramble=False).random(65536)))
            """));
    }
}
