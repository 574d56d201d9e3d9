using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Runs from the prior: the scale of each summary, and whether any parameter moves it.</summary>
internal sealed class AbcPilot
{
    private const int Bins = 8;

    private AbcPilot(double[][] units, double[][] summaries, double[] scales, int[] leftOut) => (Units, Summaries, Scales, LeftOut) = (units, summaries, scales, leftOut);

    public double[][] Units { get; }

    public double[][] Summaries { get; }

    /// <summary>Standard deviations of the summaries; 0 for those left out.</summary>
    public double[] Scales { get; }

    public int[] LeftOut { get; }

    public static AbcPilot Run(AbcModel model, int runs, AbcOptions options, Action step, CancellationToken token)
    {
        Guard.AtLeast(runs, 50, "pilot runs");
        var drawn = Replicates.Run(runs, options.Seed, (stream, _) =>
        {
            var unit = model.Unit(stream);
            var summaries = model.Summaries(unit, stream);
            step();
            return (unit, summaries);
        }, options.MaxParallelism, token);
        double[][] units = [.. drawn.Select(run => run.unit)], summaries = [.. drawn.Select(run => run.summaries)];
        var scales = new double[model.Observed.Count];
        List<int> leftOut = [];
        for (var s = 0; s < scales.Length; s++)
        {
            double[] values = [.. summaries.Select(row => row[s])];
            var sd = Moments.Of(values).StandardDeviation;
            if (sd > 0 && Moved(units, values)) scales[s] = sd;
            else leftOut.Add(s);
        }

        if (leftOut.Count == scales.Length)
            throw new NotIdentifiedException("MODEL652", "ABC", "no summary is moved by any parameter", "the data cannot teach anything of them", "choose other summaries or parameters");
        return new AbcPilot(units, summaries, scales, [.. leftOut]);
    }

    /// <summary>Euclidean distance over scaled summaries; a scale of 0 leaves one out.</summary>
    public static double Distance(double[] simulated, IReadOnlyList<double> observed, double[] scales)
    {
        var sum = 0.0;
        for (var s = 0; s < scales.Length; s++)
        {
            if (scales[s] == 0) continue;
            var difference = (simulated[s] - observed[s]) / scales[s];
            sum += difference * difference;
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : Math.Sqrt(sum);
    }

    public AbcPosterior Posterior(AbcModel model, IReadOnlyList<Particle> particles, double acceptance, IReadOnlyList<double> tolerances, long simulations, AbcOptions options)
    {
        string[] left = [.. LeftOut.Select(model.NameOf)];
        return new AbcPosterior
        {
            Priors = model.Priors,
            Particles = particles,
            Acceptance = acceptance,
            Tolerances = tolerances,
            Simulations = simulations,
            SummariesUsed = [.. Enumerable.Range(0, Scales.Length).Except(LeftOut).Select(model.NameOf)],
            SummariesLeftOut = left,
            Options = options,
            Warnings = left.Length == 0 ? [] : [new ModelWarning("MODEL653", Severity.Note, $"No parameter moves {string.Join(", ", left)}: left out of the distance.")],
        };
    }

    /// <summary>Whether the summary differs over bins of some parameter by three times what chance would do.</summary>
    private static bool Moved(double[][] units, double[] values)
    {
        double n = values.Length, mean = values.Average(), all = values.Sum(value => (value - mean) * (value - mean));
        for (var p = 0; p < units[0].Length; p++)
        {
            var between = units.Zip(values).GroupBy(pair => (int)(pair.First[p] * Bins)).Sum(bin => bin.Count() * Math.Pow(bin.Average(pair => pair.Second) - mean, 2));
            if (between / all > 3 * (Bins - 1) / (n - 1)) return true;
        }

        return false;
    }
}
