using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Two populations, one living on the other: growth, predation, decline, conversion (Lotka and Volterra).</summary>
/// <param name="Growth">Growth of the prey per period, above 0.</param>
/// <param name="Predation">Loss of prey per predator, above 0.</param>
/// <param name="Decline">Decline of the predators per period, above 0.</param>
/// <param name="Conversion">Gain of predators per prey, above 0.</param>
/// <remarks>The control of the equation solver and of the sampler: published posterior of Carpenter (2018) in posteriordb. Reference case E20.</remarks>
public sealed record PredatorPrey(double Growth, double Predation, double Decline, double Conversion)
{
    /// <summary>Populations at given times.</summary>
    /// <param name="prey">Prey at the first time, above 0.</param>
    /// <param name="predators">Predators at the first time, above 0.</param>
    /// <param name="times">Times, rising.</param>
    /// <param name="tolerance">Relative error aimed at.</param>
    /// <returns>Prey and predators, one pair per time.</returns>
    public IReadOnlyList<double[]> Path(double prey, double predators, IEnumerable<double> times, double tolerance = 1e-8) =>
        RungeKutta.Solve((_, z) => [(Growth - Predation * z[1]) * z[0], (Conversion * z[0] - Decline) * z[1]], [prey, predators], times, tolerance);

    /// <summary>Posterior of the four rates, the two starts and the two log-normal errors, given counts.</summary>
    /// <param name="times">Times, rising.</param>
    /// <param name="prey">Counts of prey, above 0.</param>
    /// <param name="predators">Counts of predators, above 0.</param>
    /// <param name="options">Chains, draws, seed.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>Draws of the logarithms, named theta1 to theta4, prey, predators, sigma1 and sigma2.</returns>
    /// <remarks>Priors of Carpenter (2018): rates 1 and 3 normal(1, 0.5), 2 and 4 normal(0.05, 0.05), starts log-normal(ln 10, 1), errors log-normal(-1, 1).</remarks>
    public static PosteriorDraws Posterior(IEnumerable<double> times, IEnumerable<double> prey, IEnumerable<double> predators, SamplerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var at = Guard.Values(times, "times", 3);
        var first = Guard.Values(prey, "prey");
        var second = Guard.Values(predators, "predators");
        Guard.SameLength(at.Length, first.Length, "prey");
        Guard.SameLength(at.Length, second.Length, "predators");
        double[] logFirst = [.. first.Select(count => Math.Log(Guard.Positive(count, "prey")))], logSecond = [.. second.Select(count => Math.Log(Guard.Positive(count, "predators")))];

        double LogDensity(double[] x)
        {
            double[] v = [.. x.Select(Math.Exp)];
            var log = x.Sum() + Normal(v[0], 1, 0.5) + Normal(v[1], 0.05, 0.05) + Normal(v[2], 1, 0.5) + Normal(v[3], 0.05, 0.05)
                + Normal(x[4], Math.Log(10), 1) - x[4] + Normal(x[5], Math.Log(10), 1) - x[5] + Normal(x[6], -1, 1) - x[6] + Normal(x[7], -1, 1) - x[7];
            if (!double.IsFinite(log) || v.Take(4).Any(rate => rate > 20)) return double.NegativeInfinity;
            try
            {
                var path = new PredatorPrey(v[0], v[1], v[2], v[3]).Path(v[4], v[5], at, 1e-6);
                for (var t = 0; t < at.Length; t++)
                    log += Normal(logFirst[t], Math.Log(path[t][0]), v[6]) + Normal(logSecond[t], Math.Log(path[t][1]), v[7]);
            }
            catch (NotIdentifiedException)
            {
                return double.NegativeInfinity;
            }

            return log;
        }

        double[] guess = [Math.Log(0.5), Math.Log(0.03), Math.Log(0.8), Math.Log(0.03), logFirst[0], logSecond[0], Math.Log(0.3), Math.Log(0.3)];
        var mode = Minimiser.Minimise(x => -LogDensity(x), [guess], new MinimiserOptions { MaxEvaluations = 4000, Tolerance = 1e-6 });
        return AdaptiveMetropolis.Sample(["theta1", "theta2", "theta3", "theta4", "prey", "predators", "sigma1", "sigma2"], LogDensity, mode.Point,
            (options ?? new SamplerOptions()) with { StartSpread = 0.02 }, cancellationToken);
    }

    private static double Normal(double x, double mean, double sd) => -0.5 * Math.Pow((x - mean) / sd, 2) - Math.Log(sd);
}
