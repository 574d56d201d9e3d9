using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Threshold and slopes of resampled KOLs: a KOL drawn twice counts twice.</summary>
/// <remarks>
/// What each KOL says at each threshold is taken once. From it a replicate's deviance is foretold by one Newton step at every threshold, and fitted only where it can be the lowest:
/// until what is foretold exceeds the lowest one fitted by more than foretelling has erred.
/// </remarks>
internal sealed class LoadResampling
{
    private readonly FixedEffectLogit model;
    private readonly double[] weights;
    private readonly Tried[] tried;

    /// <summary>A threshold with its columns, the fit to all KOLs and what each of them says there.</summary>
    private sealed record Tried(double Kappa, double[][] Columns, FixedEffectLogit.Result Fit, FixedEffectLogit.GroupShare[] Shares);

    /// <summary>What a replicate finds.</summary>
    /// <param name="Kappa">Threshold.</param>
    /// <param name="Below">Slope below.</param>
    /// <param name="Bend">Change of the slope.</param>
    internal readonly record struct Draw(double Kappa, double Below, double Bend);

    public LoadResampling(FixedEffectLogit model, double[] weights, double[] thresholds, Func<double, double[][]> columns)
    {
        (this.model, this.weights) = (model, weights);
        List<Tried> found = [];
        foreach (var kappa in thresholds)
        {
            var at = columns(kappa);
            if (model.Fit(at, weights, found.LastOrDefault()?.Fit) is { } fit) found.Add(new(kappa, at, fit, model.Shares(at, weights, fit)));
        }

        tried = [.. found];
    }

    /// <summary>Replicates that have a maximum.</summary>
    public Draw[] Run(int replicates, ulong seed) => [.. Replicates.Run(replicates, seed, (stream, _) =>
    {
        var times = new double[model.Places.Groups];
        for (var i = 0; i < times.Length; i++) times[stream.NextInt(times.Length)]++;
        return Lowest(times);
    }).OfType<Draw>()];

    private Draw? Lowest(double[] times)
    {
        double best = double.PositiveInfinity, erred = 0;
        Draw? draw = null;
        foreach (var (at, foretold, start) in tried.Select(at => Foretold(at, times)).OrderBy(one => one.Deviance))
        {
            if (foretold > best + 1 + 2 * erred) break;
            if (model.Fit(at.Columns, weights, start, times) is not { } fit) continue;
            erred = Math.Max(erred, Math.Abs(fit.Deviance - foretold));
            if (!(fit.Deviance < best)) continue;
            (best, draw) = (fit.Deviance, new Draw(at.Kappa, fit.Slopes[0], fit.Slopes[1]));
        }

        return draw;
    }

    private static (Tried At, double Deviance, FixedEffectLogit.Result Start) Foretold(Tried at, double[] times)
    {
        var p = at.Columns.Length;
        double deviance = 0;
        var gradient = Vector<double>.Build.Dense(p);
        var curvature = Matrix<double>.Build.Dense(p, p);
        for (var g = 0; g < times.Length; g++)
        {
            if (times[g] == 0) continue;
            var share = at.Shares[g];
            deviance += times[g] * share.Deviance;
            for (var j = 0; j < p; j++)
            {
                gradient[j] += times[g] * share.Gradient[j];
                for (var k = 0; k < p; k++) curvature[j, k] += times[g] * share.Curvature[j, k];
            }
        }

        var move = curvature.Solve(gradient);
        double[] constants = [.. at.Fit.Constants];
        for (var g = 0; g < constants.Length; g++)
            for (var j = 0; j < p; j++) constants[g] -= at.Shares[g].Carried[j] * move[j];
        return (at, deviance - gradient.DotProduct(move), at.Fit with { Constants = constants, Slopes = [.. at.Fit.Slopes.Zip(move, (b, by) => b + by)] });
    }
}
