using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Competition.Calibration;

/// <summary>A posterior by simulation, with a tolerance that shrinks from generation to generation.</summary>
/// <remarks>
/// Toni et al. (2009); kernel with twice the weighted covariance of Beaumont et al. (2009). Particles move in the unit cube of
/// the priors, in which the prior is flat. Summaries are scaled by their spread under the prior, and those that no parameter
/// moves are left out first.
/// </remarks>
public static class AbcSmc
{
    private const int MostTries = 20_000;

    /// <summary>Runs the generations.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Particles, generations, seed.</param>
    /// <param name="progress">Told the steps that are done, of <see cref="AbcOptions.Steps"/>.</param>
    /// <param name="cancellationToken">Stops early: the particles are those of the last whole generation, with a warning.</param>
    /// <exception cref="OperationCanceledException">Stopped before the pilot was whole.</exception>
    /// <exception cref="InputException">Options out of range.</exception>
    /// <exception cref="NotIdentifiedException">No parameter moves any summary.</exception>
    public static AbcPosterior Run(AbcModel model, AbcOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Check();
        options ??= new AbcOptions();
        Guard.AtLeast(options.Particles, 20, "Particles");
        Guard.AtLeast(options.Generations, 1, "Generations");
        Guard.Level(options.Shrink, "Shrink");
        long steps = 0;
        void Step() => progress?.Report(Interlocked.Increment(ref steps));
        var pilot = AbcPilot.Run(model, Math.Max(options.Pilot, options.Particles), options, Step, cancellationToken);
        var nearest = pilot.Units.Select((unit, i) => (unit, distance: AbcPilot.Distance(pilot.Summaries[i], model.Observed, pilot.Scales)))
            .OrderBy(pair => pair.distance).Take(options.Particles).ToArray();
        double[][] units = [.. nearest.Select(pair => pair.unit)];
        double[] distances = [.. nearest.Select(pair => pair.distance)], weights = [.. units.Select(_ => 1.0 / units.Length)];
        List<double> tolerances = [distances[^1]];
        long simulations = pilot.Units.Length;
        var acceptance = options.Particles / (double)pilot.Units.Length;
        var isStopped = false;
        for (var generation = 1; generation < options.Generations; generation++)
        {
            var tolerance = Quantile.Of(distances, options.Shrink);
            // Distances of counts come in steps: the next step down, where the quantile would stand still.
            if (tolerance >= tolerances[^1] && distances.Min() < tolerances[^1]) tolerance = distances.Where(distance => distance < tolerances[^1]).Max();
            var kernel = Kernel.Of(units, weights);
            var (from, weightsBefore) = (units, weights);
            (double[]? Unit, double Distance, int Tries)[] moved;
            try
            {
                moved = Replicates.Run(options.Particles, unchecked(options.Seed + 0x9E3779B97F4A7C15UL * (ulong)generation), (stream, _) =>
                {
                    var particle = Move(model, pilot, from, weightsBefore, kernel, tolerance, stream);
                    Step();
                    return particle;
                }, options.MaxParallelism, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                isStopped = true;
                break;
            }

            simulations += moved.Sum(particle => (long)particle.Tries);
            if (moved.Any(particle => particle.Unit is null)) break;
            acceptance = options.Particles / (double)moved.Sum(particle => particle.Tries);
            units = [.. moved.Select(particle => particle.Unit!)];
            distances = [.. moved.Select(particle => particle.Distance)];
            weights = [.. units.Select(unit => 1 / kernel.Mixture(unit, from, weightsBefore))];
            var total = weights.Sum();
            for (var i = 0; i < weights.Length; i++) weights[i] /= total;
            tolerances.Add(tolerance);
            if (tolerance == 0 || acceptance < options.LeastAcceptance) break;
        }

        var posterior = pilot.Posterior(model, [.. units.Select((unit, i) => new Particle(model.At(unit), weights[i], distances[i]))], acceptance, tolerances, simulations, options);
        return !isStopped ? posterior : posterior with
        {
            Warnings = [.. posterior.Warnings, new ModelWarning("MODEL640", Severity.Caution, FormattableString.Invariant($"Stopped early: {tolerances.Count} of {options.Generations} generations.")) { Numbers = new Dictionary<string, double> { ["generations"] = tolerances.Count } }],
        };
    }

    private static (double[]? Unit, double Distance, int Tries) Move(AbcModel model, AbcPilot pilot, double[][] from, double[] weights, Kernel kernel, double tolerance, RandomStream stream)
    {
        for (var attempt = 1; attempt <= MostTries;)
        {
            var at = stream.NextDouble();
            var parent = 0;
            while (parent < weights.Length - 1 && at >= weights[parent]) at -= weights[parent++];
            var unit = kernel.Move(from[parent], stream);
            if (Array.Exists(unit, u => u is <= 0 or >= 1)) continue;
            var distance = AbcPilot.Distance(model.Summaries(unit, stream), model.Observed, pilot.Scales);
            if (distance <= tolerance) return (unit, distance, attempt);
            attempt++;
        }

        return (null, double.NaN, MostTries);
    }

    /// <summary>Normal moves with twice the weighted covariance of the particles.</summary>
    private sealed class Kernel(Matrix<double> lower)
    {
        private readonly double[][] factor = lower.ToRowArrays(), inverse = lower.Inverse().ToRowArrays();

        public static Kernel Of(double[][] units, double[] weights)
        {
            var k = units[0].Length;
            double[] mean = [.. Enumerable.Range(0, k).Select(i => units.Zip(weights, (unit, weight) => weight * unit[i]).Sum())];
            var covariance = Matrix<double>.Build.Dense(k, k, (i, j) => 2 * units.Zip(weights, (unit, weight) => weight * (unit[i] - mean[i]) * (unit[j] - mean[j])).Sum() + (i == j ? 1e-8 : 0));
            return new Kernel(covariance.Cholesky().Factor);
        }

        public double[] Move(double[] from, RandomStream stream)
        {
            var z = new double[from.Length];
            for (var i = 0; i < z.Length; i++) z[i] = stream.NextNormal();
            var moved = new double[from.Length];
            for (var i = 0; i < moved.Length; i++)
            {
                var step = 0.0;
                for (var j = 0; j <= i; j++) step += factor[i][j] * z[j];
                moved[i] = from[i] + step;
            }

            return moved;
        }

        /// <summary>Density of the moved mixture at a point, up to a constant.</summary>
        public double Mixture(double[] at, double[][] from, double[] weights)
        {
            var sum = 0.0;
            for (var j = 0; j < from.Length; j++)
            {
                var square = 0.0;
                for (var r = 0; r < at.Length; r++)
                {
                    var z = 0.0;
                    for (var c = 0; c <= r; c++) z += inverse[r][c] * (at[c] - from[j][c]);
                    square += z * z;
                }

                sum += weights[j] * Math.Exp(-0.5 * square);
            }

            return sum;
        }
    }
}
