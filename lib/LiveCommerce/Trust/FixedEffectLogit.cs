using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Trust;

/// <summary>Binomial logit with one constant per group, the constants eliminated block by block: the cost is that of the few columns.</summary>
/// <remarks>Made once per data set and fitted for many columns; <see cref="Fit"/> starts where it is told, so that a profile moves from neighbour to neighbour.</remarks>
internal sealed class FixedEffectLogit(double[] events, double[] trials, int[] group, int groups)
{
    /// <summary>A fit; with a prior, <paramref name="Deviance"/> includes twice its minus log density, less its constant.</summary>
    /// <param name="Constants">Log odds of each group where the columns are 0.</param>
    /// <param name="Slopes">One per column.</param>
    /// <param name="Deviance">Twice the log likelihood that a perfect fit has more.</param>
    /// <param name="Pearson">Pearson's chi-squared.</param>
    /// <param name="Inverse">Covariance of the slopes.</param>
    /// <param name="Fitted">Probability per row.</param>
    /// <param name="LogInformation">Log of the information on the constants at known slopes, summed over groups.</param>
    internal sealed record Result(double[] Constants, double[] Slopes, double Deviance, double Pearson, double[,] Inverse, double[] Fitted, double LogInformation);

    /// <summary>Independent normal priors of the slopes.</summary>
    /// <param name="Means">One per column.</param>
    /// <param name="Precisions">1/variance, one per column.</param>
    internal sealed record Prior(double[] Means, double[] Precisions)
    {
        public double Penalty(double[] slopes) => slopes.Select((b, j) => Precisions[j] * (b - Means[j]) * (b - Means[j])).Sum();
    }

    // What a perfect fit reaches does not depend on the fit: taken once per data set.
    private readonly double[] eventPart = [.. events.Zip(trials, (y, n) => y > 0 ? y * Math.Log(y / n) : 0)];
    private readonly double[] otherPart = [.. events.Zip(trials, (y, n) => y < n ? (n - y) * Math.Log((n - y) / n) : 0)];

    public int Rows => events.Length;

    public int Groups => groups;

    /// <summary>Fits; null when there is no maximum or columns are collinear within groups.</summary>
    /// <param name="columns">Column by column, one value per row.</param>
    /// <param name="weights">Weight per row; 0 leaves it out.</param>
    /// <param name="start">Where to begin; its slopes are used when their number fits.</param>
    /// <param name="prior">What is known of the slopes beside the data; with it collinear columns are no hindrance.</param>
    public Result? Fit(double[][] columns, double[] weights, Result? start = null, Prior? prior = null)
    {
        var p = columns.Length;
        double[] a = start is null ? Constants(weights) : [.. start.Constants];
        var b = new double[p];
        if (start is not null && start.Slopes.Length == p) start.Slopes.CopyTo(b, 0);
        double[] eta = new double[Rows], fitted = new double[Rows];
        Predict(columns, a, b, eta);
        double Reached(double[] slopes) => Deviance(eta, weights) + (prior?.Penalty(slopes) ?? 0);
        var deviance = Reached(b);
        double[] total = new double[groups], score = new double[groups];
        var cross = new double[groups * p];
        for (var step = 0; step < 60; step++)
        {
            Array.Clear(total);
            Array.Clear(score);
            Array.Clear(cross);
            var matrix = new double[p, p];
            var right = new double[p];
            for (var i = 0; i < Rows; i++)
            {
                if (weights[i] == 0) continue;
                var mean = 1 / (1 + Math.Exp(-eta[i]));
                fitted[i] = mean;
                double w = weights[i] * trials[i] * mean * (1 - mean), r = weights[i] * (events[i] - trials[i] * mean);
                var g = group[i];
                total[g] += w;
                score[g] += r;
                for (var j = 0; j < p; j++)
                {
                    var wx = w * columns[j][i];
                    cross[g * p + j] += wx;
                    right[j] += r * columns[j][i];
                    for (var k = 0; k <= j; k++) matrix[j, k] += wx * columns[k][i];
                }
            }

            for (var j = 0; j < p; j++)
            {
                var whole = matrix[j, j];
                for (var g = 0; g < groups; g++)
                {
                    if (total[g] <= 0) continue;
                    right[j] -= cross[g * p + j] * score[g] / total[g];
                    for (var k = 0; k <= j; k++) matrix[j, k] -= cross[g * p + j] * cross[g * p + k] / total[g];
                }

                if (prior is not null)
                {
                    matrix[j, j] += prior.Precisions[j];
                    right[j] += prior.Precisions[j] * (prior.Means[j] - b[j]);
                }
                else if (!(matrix[j, j] > 1e-10 * whole))
                {
                    return null;
                }

                for (var k = 0; k < j; k++) matrix[k, j] = matrix[j, k];
            }

            var move = p == 0 ? [] : NumericalHessian.Solve(matrix, right);
            if (move is null) return null;
            double[] nextA = [.. a], nextB = [.. b];
            for (var length = 1.0; ; length /= 2)
            {
                for (var j = 0; j < p; j++) nextB[j] = b[j] + length * move[j];
                for (var g = 0; g < groups; g++)
                {
                    if (total[g] <= 0) continue;
                    var shift = score[g];
                    for (var j = 0; j < p; j++) shift -= cross[g * p + j] * move[j];
                    nextA[g] = a[g] + length * shift / total[g];
                }

                Predict(columns, nextA, nextB, eta);
                var reached = Reached(nextB);
                if (reached <= deviance + 1e-9 * (1 + deviance) || length < 1e-6)
                {
                    var gain = deviance - reached;
                    (a, b, deviance) = (nextA, nextB, reached);
                    if (Math.Abs(gain) > 1e-10 * (1 + deviance)) break;
                    if (b.Any(value => !double.IsFinite(value) || Math.Abs(value) > 1e4)) return null;
                    var inverse = p == 0 ? new double[0, 0] : Matrix<double>.Build.DenseOfArray(matrix).Inverse().ToArray();
                    return new Result(a, b, deviance, Pearson(eta, weights, fitted), inverse, fitted, total.Where(t => t > 0).Sum(Math.Log));
                }
            }
        }

        return null;
    }

    /// <summary>Covariance of the slopes that holds when rows of a group hang together (sandwich, times G / (G - 1)).</summary>
    public double[,] Robust(double[][] columns, double[] weights, Result fit)
    {
        var p = columns.Length;
        double[] total = new double[groups];
        double[,] mean = new double[groups, p], scores = new double[groups, p];
        for (var i = 0; i < Rows; i++)
        {
            var w = weights[i] * trials[i] * fit.Fitted[i] * (1 - fit.Fitted[i]);
            total[group[i]] += w;
            for (var j = 0; j < p; j++) mean[group[i], j] += w * columns[j][i];
        }

        for (var i = 0; i < Rows; i++)
        {
            var g = group[i];
            if (total[g] <= 0) continue;
            var r = weights[i] * (events[i] - trials[i] * fit.Fitted[i]);
            for (var j = 0; j < p; j++) scores[g, j] += r * (columns[j][i] - mean[g, j] / total[g]);
        }

        var bread = Matrix<double>.Build.DenseOfArray(fit.Inverse);
        var meat = Matrix<double>.Build.DenseOfArray(scores);
        var used = total.Count(t => t > 0);
        return (bread * meat.TransposeThisAndMultiply(meat) * bread * (used / (used - 1.0))).ToArray();
    }

    private double[] Constants(double[] weights)
    {
        double[] y = new double[groups], n = new double[groups];
        for (var i = 0; i < Rows; i++)
        {
            y[group[i]] += weights[i] * events[i];
            n[group[i]] += weights[i] * trials[i];
        }

        return [.. y.Select((value, g) => Math.Log((value + 1e-6) / (n[g] - value + 1e-6)))];
    }

    private void Predict(double[][] columns, double[] a, double[] b, double[] eta)
    {
        for (var i = 0; i < Rows; i++) eta[i] = a[group[i]];
        for (var j = 0; j < columns.Length; j++)
        {
            var column = columns[j];
            for (var i = 0; i < Rows; i++) eta[i] += b[j] * column[i];
        }
    }

    private double Deviance(double[] eta, double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < Rows; i++)
        {
            if (weights[i] == 0) continue;
            double y = events[i], n = trials[i], e = eta[i];
            // -log p and -log(1 - p), without cancelling.
            var log = e > 0 ? e + Math.Log(1 + Math.Exp(-e)) : Math.Log(1 + Math.Exp(e));
            var part = n * log - y * e;
            part += eventPart[i];
            part += otherPart[i];
            sum += weights[i] * part;
        }

        return 2 * sum;
    }

    private double Pearson(double[] eta, double[] weights, double[] fitted)
    {
        double sum = 0;
        for (var i = 0; i < Rows; i++)
        {
            if (weights[i] == 0) continue;
            var mean = fitted[i] = 1 / (1 + Math.Exp(-eta[i]));
            var residual = events[i] - trials[i] * mean;
            sum += weights[i] * residual * residual / Math.Max(1e-300, trials[i] * mean * (1 - mean));
        }

        return sum;
    }
}
