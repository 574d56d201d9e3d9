using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>Hamiltonian Monte Carlo that tunes its own step, shape and path length, for 4 to 30 parameters without bounds.</summary>
/// <remarks>
/// No-U-turn sampler (Hoffman and Gelman 2014) with multinomial paths (Betancourt 2017); step by dual averaging and a dense
/// metric over doubling windows, as in Stan's warm-up. Map bounded parameters with <see cref="Transform"/> and add the log
/// Jacobian. With three parameters or fewer after integration, quadrature is surer.
/// </remarks>
public static class HamiltonianSampler
{
    /// <summary>Draws from a density.</summary>
    /// <param name="names">A name per parameter, at most 30.</param>
    /// <param name="logDensity">Log of the density up to a constant; NaN or minus infinity where there is none. Called from several chains at once.</param>
    /// <param name="start">Where chains start, about.</param>
    /// <param name="gradient">Gradient of the log density; by central differences when left out.</param>
    /// <param name="options">Chains, draws, seed.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">Names and start of unequal length, too many parameters, no finite density near the start, options out of range.</exception>
    /// <exception cref="NotIdentifiedException">The chains do not agree or hold too few independent draws.</exception>
    public static PosteriorDraws Sample(IEnumerable<string> names, Func<double[], double> logDensity, IEnumerable<double> start,
        Func<double[], double[]>? gradient = null, SamplerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        options ??= new SamplerOptions();
        options.Check();
        var centre = Guard.Values(start, "start");
        var list = SamplerVerdict.Names(names, centre);
        gradient ??= x => NumericalHessian.Gradient(logDensity, x);
        var chains = Replicates.Run(options.Chains, options.Seed, (stream, _) => Chain(logDensity, gradient, centre, options, stream, cancellationToken), options.MaxParallelism, cancellationToken);
        return SamplerVerdict.Judge("Hamiltonian Monte Carlo (no-U-turn, dual averaging)", list, chains, options);
    }

    private static SampledChain Chain(Func<double[], double> logDensity, Func<double[], double[]> gradient, double[] centre, SamplerOptions options, RandomStream stream, CancellationToken token)
    {
        var point = SamplerVerdict.Start(logDensity, centre, options.StartSpread, stream);
        var log = logDensity([.. point]);
        var target = options.TargetAcceptance == 0 ? 0.8 : options.TargetAcceptance;
        NoUTurn Sampler(Matrix<double> shape, double step) => new(logDensity, gradient, new Metric(shape), stream, options.MaxTreeDepth) { Step = step };
        var sampler = Sampler(Matrix<double>.Build.DenseIdentity(centre.Length), 0.1);
        sampler.Step = sampler.Reasonable(point, log);
        var tuning = new DualAveraging(sampler.Step, target);
        var windows = Windows(options.Warmup);
        var seen = new RunningCovariance(centre.Length);
        for (var i = 0; i < options.Warmup; i++)
        {
            token.ThrowIfCancellationRequested();
            sampler.Step = tuning.Step;
            var step = sampler.Move(point, log);
            (point, log) = (step.Position, step.LogDensity);
            tuning.Learn(step.Acceptance);
            if (i < windows[0] || i >= windows[^1]) continue;
            seen.Add(point);
            if (!windows.Contains(i + 1)) continue;
            sampler = Sampler(seen.Shrunk(), sampler.Step);
            sampler.Step = sampler.Reasonable(point, log);
            tuning = new DualAveraging(sampler.Step, target);
            seen = new RunningCovariance(centre.Length);
        }

        sampler.Step = tuning.Average;
        var draws = new double[options.Draws][];
        var thin = Math.Max(1, options.Thin);
        double acceptance = 0;
        var divergences = 0;
        for (var i = 0; i < options.Draws * thin; i++)
        {
            token.ThrowIfCancellationRequested();
            var step = sampler.Move(point, log);
            (point, log) = (step.Position, step.LogDensity);
            acceptance += step.Acceptance;
            if (step.Diverged) divergences++;
            if (i % thin == thin - 1) draws[i / thin] = [.. point];
        }

        return new SampledChain(draws, acceptance / (options.Draws * thin), divergences);
    }

    /// <summary>Ends of the windows over which the shape is learnt: a fast start, windows that double, a fast finish.</summary>
    private static int[] Windows(int warmup)
    {
        var start = warmup >= 150 ? 75 : (int)(0.15 * warmup);
        var last = warmup - (warmup >= 150 ? 50 : (int)(0.1 * warmup));
        var size = warmup >= 150 ? 25 : last - start;
        var ends = new List<int> { start };
        while (ends[^1] < last)
        {
            var end = ends[^1] + size;
            size *= 2;
            ends.Add(end + size > last ? last : end);
        }

        return [.. ends];
    }
}
