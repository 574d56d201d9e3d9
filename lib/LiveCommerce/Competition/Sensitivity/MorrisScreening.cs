using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Sensitivity;

/// <summary>Elementary effects of one input.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Mu">Mean effect over the whole range of the input.</param>
/// <param name="MuStar">Mean size of the effect, with a bootstrap interval over trajectories.</param>
/// <param name="Sigma">Standard deviation of the effects (n - 1): interactions or curvature.</param>
public sealed record ElementaryEffect(string Input, double Mu, Estimate MuStar, double Sigma);

/// <summary>Screening of many inputs by elementary effects along random trajectories.</summary>
/// <remarks>Morris (1991); mu* of Campolongo, Cariboni and Saltelli (2007). Reference cases E10 and E11.</remarks>
public sealed record MorrisScreening
{
    private MorrisScreening(IReadOnlyList<ElementaryEffect> effects, int trajectories, ulong seed, string method) =>
        (Effects, Trajectories, Seed, Method) = (effects, trajectories, seed, method);

    /// <summary>One entry per input, in the order given.</summary>
    public IReadOnlyList<ElementaryEffect> Effects { get; }

    /// <summary>Trajectories used.</summary>
    public int Trajectories { get; }

    /// <summary>Seed of the design and of the bootstrap.</summary>
    public ulong Seed { get; }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>Runs a model along random trajectories on a grid.</summary>
    /// <param name="inputs">Names; each runs from 0 to 1, so the model maps it to its own range.</param>
    /// <param name="model">The model; may be called from several threads.</param>
    /// <param name="trajectories">At least 2; 10 to 50 to screen, 1000 for digits.</param>
    /// <param name="levels">Grid levels, even, at least 2; 4 is usual. The step is levels / (2 (levels - 1)).</param>
    /// <param name="seed">Seed.</param>
    /// <param name="maxParallelism">How many at once; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <exception cref="InputException">Too few trajectories or levels, an odd number of levels, or an output that is not finite.</exception>
    public static MorrisScreening Run(IEnumerable<string> inputs, Func<double[], double> model, int trajectories = 50, int levels = 4, ulong seed = 1, int maxParallelism = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(model);
        string[] names = [.. inputs];
        Guard.AtLeast(names.Length, 1, "inputs");
        Guard.AtLeast(trajectories, 2, "trajectories");
        if (levels < 2 || levels % 2 != 0)
            throw new InputException("MODEL630", "'levels'", FormattableString.Invariant($"it was {levels}"), "an even number of at least 2 gives every level the same chance", "use 4");
        var delta = levels / (2.0 * (levels - 1));
        var effects = Replicates.Run(trajectories, seed, (stream, _) => Trajectory(names.Length, levels, delta, model, stream), maxParallelism, cancellationToken);
        return Summarise(names, effects, seed, FormattableString.Invariant($"Morris, {trajectories} trajectories, {levels} levels, seed {seed}"));
    }

    /// <summary>Effects from points that were run elsewhere.</summary>
    /// <param name="inputs">Names.</param>
    /// <param name="points">Points of the trajectories one after another, inputs + 1 points each; neighbours differ in one input.</param>
    /// <param name="outputs">One output per point.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="InputException">The points are not whole trajectories, or neighbours differ in none or several inputs.</exception>
    public static MorrisScreening FromRuns(IEnumerable<string> inputs, IEnumerable<IReadOnlyList<double>> points, IEnumerable<double> outputs, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(points);
        string[] names = [.. inputs];
        IReadOnlyList<double>[] x = [.. points];
        var y = Guard.Values(outputs, "outputs");
        Guard.SameLength(x.Length, y.Length, "outputs");
        var length = names.Length + 1;
        if (x.Length == 0 || x.Length % length != 0 || x.Length / length < 2)
            throw new InputException("MODEL631", "'points'", FormattableString.Invariant($"{x.Length} points"), FormattableString.Invariant($"at least two whole trajectories of {length} points are needed"), "leave half trajectories out");
        double[][] effects = [.. Enumerable.Range(0, x.Length / length).Select(k => Differences(x.AsSpan(k * length, length), y.AsSpan(k * length, length), names.Length, k))];
        return Summarise(names, effects, seed, FormattableString.Invariant($"Morris, {effects.Length} trajectories given"));
    }

    private static double[] Trajectory(int inputs, int levels, double delta, Func<double[], double> model, RandomStream stream)
    {
        var x = new double[inputs];
        for (var i = 0; i < inputs; i++) x[i] = stream.NextInt(levels) / (levels - 1.0);
        var y = Finite(model([.. x]));
        var effects = new double[inputs];
        foreach (var i in stream.Permutation(inputs))
        {
            var step = x[i] + delta <= 1 + 1e-12 ? delta : -delta;
            x[i] += step;
            var next = Finite(model([.. x]));
            effects[i] = (next - y) / step;
            y = next;
        }

        return effects;
    }

    private static double Finite(double y) => double.IsFinite(y) ? y
        : throw new InputException("MODEL632", "model output", FormattableString.Invariant($"it was {y}"), "effects need finite outputs", "give such runs a value, or narrow the ranges");

    private static double[] Differences(ReadOnlySpan<IReadOnlyList<double>> x, ReadOnlySpan<double> y, int inputs, int trajectory)
    {
        var effects = Enumerable.Repeat(double.NaN, inputs).ToArray();
        for (var p = 1; p < x.Length; p++)
        {
            var moved = -1;
            for (var i = 0; i < inputs; i++)
            {
                if (x[p][i] == x[p - 1][i]) continue;
                moved = moved < 0 ? i : inputs;
            }

            if (moved < 0 || moved == inputs || !double.IsNaN(effects[moved]))
                throw new InputException("MODEL631", FormattableString.Invariant($"trajectory {trajectory + 1}, step {p}"), "not exactly one new input moved", "each step of a trajectory moves one input that has not moved yet", "order the points by trajectory");
            effects[moved] = (y[p] - y[p - 1]) / (x[p][moved] - x[p - 1][moved]);
        }

        return effects;
    }

    private static MorrisScreening Summarise(string[] names, double[][] effects, ulong seed, string method)
    {
        var results = names.Select((name, i) =>
        {
            double[] mine = [.. effects.Select(row => row[i])];
            double[] sizes = [.. mine.Select(Math.Abs)];
            var draws = Replicates.Run(1000, seed + 1, (stream, _) => Bootstrap.Resample(sizes, stream).Average(), 1);
            var star = new Estimate(sizes.Average(), Quantile.Central(draws, 0.95, IntervalKind.Confidence), Unit.Number, new SampleSize(effects.Length), method);
            return new ElementaryEffect(name, mine.Average(), star, Moments.Of(mine).StandardDeviation);
        });
        return new MorrisScreening([.. results], effects.Length, seed, method);
    }
}
