using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Numerics;

/// <summary>Random-walk Metropolis that learns the shape and scale of its steps in warm-up and then keeps them.</summary>
/// <remarks>
/// Haario, Saksman and Tamminen (2001) for the shape; the scale by Robbins-Monro towards the acceptance of Gelman, Roberts and
/// Gilks (1996). For densities with kinks or costly gradients; where the density is smooth, <see cref="HamiltonianSampler"/> is better.
/// </remarks>
public static class AdaptiveMetropolis
{
    /// <summary>Draws from a density.</summary>
    /// <param name="names">A name per parameter, at most 30.</param>
    /// <param name="logDensity">Log of the density up to a constant; NaN or minus infinity where there is none. Called from several chains at once.</param>
    /// <param name="start">Where chains start, about.</param>
    /// <param name="options">Chains, draws, thinning, seed.</param>
    /// <param name="cancellationToken">Stops early with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InputException">Names and start of unequal length, too many parameters, no finite density near the start, options out of range.</exception>
    /// <exception cref="NotIdentifiedException">The chains do not agree or hold too few independent draws.</exception>
    public static PosteriorDraws Sample(IEnumerable<string> names, Func<double[], double> logDensity, IEnumerable<double> start,
        SamplerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(logDensity);
        options ??= new SamplerOptions();
        options.Check();
        var centre = Guard.Values(start, "start");
        var list = SamplerVerdict.Names(names, centre);
        var chains = Replicates.Run(options.Chains, options.Seed, (stream, _) => Chain(logDensity, centre, options, stream, cancellationToken), options.MaxParallelism, cancellationToken);
        return SamplerVerdict.Judge("adaptive Metropolis", list, chains, options);
    }

    private static SampledChain Chain(Func<double[], double> logDensity, double[] centre, SamplerOptions options, RandomStream stream, CancellationToken token)
    {
        var n = centre.Length;
        var thin = options.Thin > 0 ? options.Thin : Math.Max(20, 10 * n);
        var target = options.TargetAcceptance > 0 ? options.TargetAcceptance : n == 1 ? 0.44 : 0.234 + (0.2 / n);
        var walk = new Walk(logDensity, SamplerVerdict.Start(logDensity, centre, options.StartSpread, stream), stream);
        var logScale = Math.Log(2.38 / Math.Sqrt(n));
        var shape = new Metric(Matrix<double>.Build.DenseDiagonal(n, n, 0.01));
        var seen = new RunningCovariance(n);
        var warmup = options.Warmup * thin;
        for (var i = 0; i < warmup; i++)
        {
            token.ThrowIfCancellationRequested();
            var chance = walk.Try(shape, Math.Exp(logScale));
            logScale += (chance - target) / Math.Pow(i + 1, 0.6);
            // The first half of the points seen belongs to the way in: the shape is learnt afresh from there.
            if (i == warmup / 4 || i == warmup / 2) seen = new RunningCovariance(n);
            seen.Add(walk.Point);
            if (i % (20 * n) == 0 && seen.Count > 10 * n) shape = new Metric(seen.Shrunk());
        }

        shape = new Metric(seen.Shrunk());
        var draws = new double[options.Draws][];
        var accepted = 0.0;
        for (var i = 0; i < options.Draws * thin; i++)
        {
            token.ThrowIfCancellationRequested();
            accepted += walk.Try(shape, Math.Exp(logScale));
            if (i % thin == thin - 1) draws[i / thin] = [.. walk.Point];
        }

        return new SampledChain(draws, accepted / (options.Draws * thin), 0);
    }

    private sealed class Walk(Func<double[], double> logDensity, double[] start, RandomStream stream)
    {
        private double log = logDensity([.. start]);

        public double[] Point { get; private set; } = start;

        public double Try(Metric shape, double scale)
        {
            var move = shape.Move(stream);
            double[] next = [.. Point.Select((value, i) => value + (scale * move[i]))];
            var logNext = logDensity([.. next]);
            var chance = double.IsFinite(logNext) ? Math.Min(1, Math.Exp(logNext - log)) : 0;
            if (stream.NextDouble() < chance) (Point, log) = (next, logNext);
            return chance;
        }
    }
}
