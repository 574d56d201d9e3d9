using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Whether a posterior is honest: ranks of true values among its draws, over data simulated from the prior, are uniform.</summary>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Ranks">Rank of the true value among the posterior draws, one per replication, 0 to draws.</param>
/// <param name="Draws">Posterior draws per replication.</param>
/// <param name="PValue">Of a chi-squared test of uniform ranks; small values say that intervals are too narrow, too wide or off.</param>
/// <remarks>Talts et al. (2018).</remarks>
public sealed record SimulationCalibration(string Parameter, IReadOnlyList<int> Ranks, int Draws, double PValue)
{
    /// <summary>Runs the check.</summary>
    /// <param name="names">Names of the parameters.</param>
    /// <param name="replications">Data sets simulated, at least 50.</param>
    /// <param name="draw">Draws true values from the prior.</param>
    /// <param name="posterior">Simulates data at true values and gives posterior draws, one list of values per draw, equally many each time.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="bins">Bins of the test.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>One entry per parameter.</returns>
    public static IReadOnlyList<SimulationCalibration> Run(IEnumerable<string> names, int replications, Func<RandomStream, IReadOnlyList<double>> draw, Func<IReadOnlyList<double>, RandomStream, IReadOnlyList<IReadOnlyList<double>>> posterior, ulong seed = 1, int bins = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(draw);
        ArgumentNullException.ThrowIfNull(posterior);
        string[] list = [.. names];
        Guard.AtLeast(replications, 50, "replications");
        Guard.AtLeast(bins, 2, "bins");
        var runs = Replicates.Run(replications, seed, (stream, _) =>
        {
            var truth = draw(stream);
            var draws = posterior(truth, stream);
            return (ranks: list.Select((_, p) => draws.Count(one => one[p] < truth[p])).ToArray(), draws: draws.Count);
        }, 0, cancellationToken);
        var count = runs[0].draws;
        foreach (var run in runs) Guard.SameLength(count, run.draws, "posterior draws");
        return [.. list.Select((name, p) =>
        {
            int[] ranks = [.. runs.Select(run => run.ranks[p])];
            var seen = new double[bins];
            var expected = new double[bins];
            int Bin(int rank) => (int)((long)rank * bins / (count + 1));
            foreach (var rank in ranks) seen[Bin(rank)]++;
            for (var rank = 0; rank <= count; rank++) expected[Bin(rank)] += replications / (count + 1.0);
            var chi = seen.Zip(expected, (s, e) => (s - e) * (s - e) / e).Sum();
            return new SimulationCalibration(name, ranks, count, Survival.ChiSquared(chi, bins - 1));
        })];
    }
}
