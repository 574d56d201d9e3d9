using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Binomial logit with one constant per group, the constants eliminated block by block: the cost is that of the few columns.</summary>
/// <remarks>
/// Made once per data set and fitted for many columns; <see cref="Fit"/> starts where it is told, so that a profile moves from neighbour to neighbour.
/// Columns and weights stand at the places of <see cref="Places"/>. Its inner loops are compiled in full at once: a first, unoptimised version of vector code takes seconds.
/// </remarks>
internal sealed class FixedEffectLogit
{
    /// <summary>A fit.</summary>
    /// <param name="Constants">Log odds of each group where the columns are 0.</param>
    /// <param name="Slopes">One per column.</param>
    /// <param name="Deviance">Twice the log likelihood that a perfect fit has more.</param>
    /// <param name="Inverse">Covariance of the slopes.</param>
    internal sealed record Result(double[] Constants, double[] Slopes, double Deviance, double[,] Inverse);

    private readonly double[] events;
    private readonly double[] trials;

    // What a perfect fit reaches does not depend on the fit: taken once per data set.
    private readonly double[] perfect;

    /// <param name="events">Events per row.</param>
    /// <param name="trials">Trials per row.</param>
    /// <param name="group">Group of each row, rising from 0.</param>
    /// <param name="groups">How many.</param>
    public FixedEffectLogit(double[] events, double[] trials, int[] group, int groups)
    {
        static double Part(double y, double n) => y > 0 ? y * Math.Log(y / n) : 0;
        Places = new GroupedRows(group, groups);
        (this.events, this.trials) = (Places.Spread(events), Places.Spread(trials));
        perfect = Places.Spread([.. events.Zip(trials, (y, n) => Part(y, n) + Part(n - y, n))]);
    }

    public GroupedRows Places { get; }

    /// <summary>Fits; null when there is no maximum or columns are collinear within groups.</summary>
    /// <param name="columns">Column by column.</param>
    /// <param name="weights">Weights; 0 leaves a row out.</param>
    /// <param name="start">Where to begin; its slopes are used when their number fits.</param>
    /// <param name="times">How often each group counts; once where null.</param>
    public Result? Fit(double[][] columns, double[] weights, Result? start = null, double[]? times = null)
    {
        var p = columns.Length;
        double[] a = start is null ? Constants(weights) : [.. start.Constants];
        var b = new double[p];
        if (start is not null && start.Slopes.Length == p) start.Slopes.CopyTo(b, 0);
        double[] score = new double[Places.Length], information = new double[Places.Length];
        var system = new ArrowSystem(Places, p, 1e-10);
        double reached = double.PositiveInfinity, part = 1;
        for (var step = 0; step < 120; step++)
        {
            system.Begin();
            var deviance = 0.0;
            for (var g = 0; g < Places.Groups; g++)
            {
                var count = times?[g] ?? 1;
                if (count == 0) continue;
                var sums = Rows(g, columns, weights, a[g], b, score, information);
                deviance += count * sums.Deviance;
                system.Add(g, sums.Score, sums.Information, columns, score, information, count);
            }

            if (!(deviance <= reached + 1e-9 * (1 + Math.Abs(reached))) && part > 1e-6)
            {
                // Too far: back half of the way.
                part /= 2;
                Move(a, system.MoveConstants, -part);
                Move(b, system.MoveSlopes, -part);
                continue;
            }

            (reached, part) = (deviance, 1);
            if (!system.Solve()) return null;
            Move(a, system.MoveConstants, 1);
            Move(b, system.MoveSlopes, 1);
            if (b.Any(value => !double.IsFinite(value) || Math.Abs(value) > 1e4)) return null;
            if (system.Gain <= 1e-10 * Math.Min(1, deviance)) return new Result(a, b, deviance - system.Gain, system.Inverse());
        }

        return null;
    }

    /// <summary>Probability at each place.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public double[] Fitted(double[][] columns, Result fit)
    {
        var fitted = new double[Places.Length];
        for (var g = 0; g < Places.Groups; g++)
        {
            for (var i = Places.Begin[g]; i < Places.Begin[g + 1]; i++)
            {
                var eta = fit.Constants[g];
                for (var j = 0; j < columns.Length; j++) eta += fit.Slopes[j] * columns[j][i];
                fitted[i] = 1 / (1 + Math.Exp(-eta));
            }
        }

        return fitted;
    }

    /// <summary>Each place's part of Pearson's chi-squared, unweighted.</summary>
    public double[] Pearson(double[][] columns, Result fit)
    {
        var pearson = Fitted(columns, fit);
        for (var i = 0; i < pearson.Length; i++)
        {
            var residual = events[i] - trials[i] * pearson[i];
            pearson[i] = residual * residual / Math.Max(1e-300, trials[i] * pearson[i] * (1 - pearson[i]));
        }

        return pearson;
    }

    /// <summary>Covariance of the slopes that holds when rows of a group hang together (sandwich, times G / (G - 1)).</summary>
    public double[,] Robust(double[][] columns, double[] weights, Result fit)
    {
        var bread = Matrix<double>.Build.DenseOfArray(fit.Inverse);
        GroupShare[] shares = [.. Shares(columns, weights, fit).Where(share => share.Information > 0)];
        var meat = Matrix<double>.Build.Dense(shares.Length, columns.Length, (g, j) => shares[g].Gradient[j]);
        return (bread * meat.TransposeThisAndMultiply(meat) * bread * (shares.Length / (shares.Length - 1.0))).ToArray();
    }

    /// <summary>What each group says of the slopes at a fit, its constant eliminated.</summary>
    [MethodImpl(VectorLoop.Whole)]
    public GroupShare[] Shares(double[][] columns, double[] weights, Result fit)
    {
        var p = columns.Length;
        double[] score = new double[Places.Length], information = new double[Places.Length];
        return [.. Enumerable.Range(0, Places.Groups).Select(g =>
        {
            var sums = Rows(g, columns, weights, fit.Constants[g], fit.Slopes, score, information);
            double[] gradient = new double[p], mean = new double[p];
            var curvature = new double[p, p];
            for (var i = Places.Begin[g]; i < Places.Begin[g + 1]; i++)
            {
                for (var j = 0; j < p; j++)
                {
                    gradient[j] += score[i] * columns[j][i];
                    mean[j] += information[i] * columns[j][i];
                    for (var k = 0; k <= j; k++) curvature[j, k] += information[i] * columns[j][i] * columns[k][i];
                }
            }

            for (var j = 0; j < p && sums.Information > 0; j++)
            {
                mean[j] /= sums.Information;
                gradient[j] -= mean[j] * sums.Score;
                for (var k = 0; k <= j; k++) curvature[k, j] = curvature[j, k] -= mean[j] * mean[k] * sums.Information;
            }

            return new GroupShare(sums.Deviance, gradient, curvature, mean, sums.Information);
        })];
    }

    /// <summary>A group's part of a fit.</summary>
    /// <param name="Deviance">Its deviance.</param>
    /// <param name="Gradient">Half the fall of its deviance per unit of each slope.</param>
    /// <param name="Curvature">Its information on the slopes.</param>
    /// <param name="Carried">How much its constant falls per unit of each slope.</param>
    /// <param name="Information">On its constant.</param>
    internal sealed record GroupShare(double Deviance, double[] Gradient, double[,] Curvature, double[] Carried, double Information);

    private double[] Constants(double[] weights)
    {
        var constants = new double[Places.Groups];
        for (var g = 0; g < constants.Length; g++)
        {
            double y = 1e-6, others = 1e-6;
            for (var i = Places.Begin[g]; i < Places.Begin[g + 1]; i++)
            {
                y += weights[i] * events[i];
                others += weights[i] * (trials[i] - events[i]);
            }

            constants[g] = Math.Log(y / others);
        }

        return constants;
    }

    private static void Move(double[] values, double[] by, double part)
    {
        for (var i = 0; i < values.Length; i++) values[i] += part * by[i];
    }

    private readonly record struct Sums(double Deviance, double Score, double Information);

    /// <summary>Deviance of a group's rows, with the score and information of each by its log odds.</summary>
    [MethodImpl(VectorLoop.Whole)]
    private Sums Rows(int g, double[][] columns, double[] weights, double constant, double[] slopes, double[] score, double[] information)
    {
        Vector256<double> half = Vector256<double>.Zero, first = half, second = half, one = Vector256<double>.One;
        for (var i = Places.Begin[g]; i < Places.Begin[g + 1]; i += Vector256<double>.Count)
        {
            var eta = Vector256.Create(constant);
            for (var j = 0; j < slopes.Length; j++) eta += Vector256.Create(slopes[j]) * Vector256.LoadUnsafe(ref columns[j][i]);
            Vector256<double> y = Vector256.LoadUnsafe(ref events[i]), n = Vector256.LoadUnsafe(ref trials[i]), w = Vector256.LoadUnsafe(ref weights[i]);
            // exp of minus the size of the log odds never overflows; what it gives is the smaller of the two odds.
            var odds = BaseTwo.Exp(Vector256.Max(-Vector256.Abs(eta), Vector256.Create(-690.0)));
            Vector256<double> larger = one / (one + odds), mean = Vector256.ConditionalSelect(Vector256.GreaterThan(eta, Vector256<double>.Zero), larger, odds * larger);
            Vector256<double> s = w * (y - n * mean), v = w * n * odds * larger * larger;
            half += w * (n * (Vector256.Max(eta, Vector256<double>.Zero) + BaseTwo.Log(one + odds)) - y * eta + Vector256.LoadUnsafe(ref perfect[i]));
            first += s;
            second += v;
            s.StoreUnsafe(ref score[i]);
            v.StoreUnsafe(ref information[i]);
        }

        return new(2 * Vector256.Sum(half), Vector256.Sum(first), Vector256.Sum(second));
    }
}
