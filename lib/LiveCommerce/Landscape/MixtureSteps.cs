using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Expectation and maximisation of a Gaussian mixture from one start.</summary>
internal sealed class MixtureSteps
{
    private readonly double[][] rows;
    private readonly MixtureOptions options;
    private readonly int k, columns;
    private readonly double[] floor;

    public MixtureSteps(double[][] rows, int k, MixtureOptions options)
    {
        (this.rows, this.k, this.options, columns) = (rows, k, options, rows[0].Length);
        // Below a millionth of the overall variance a segment would shrink onto a point and its likelihood grow without end.
        floor = [.. Enumerable.Range(0, columns).Select(j => Moments.Of(rows.Select(row => row[j])).Variance * 1e-6)];
        Membership = [.. rows.Select(_ => new double[k])];
        Shares = new double[k];
        Means = new double[k][];
        Covariances = new double[k][][];
    }

    public double[][] Membership { get; }
    public double[] Shares { get; }
    public double[][] Means { get; }
    public double[][][] Covariances { get; }
    public double LogLikelihood { get; private set; } = double.NegativeInfinity;
    public bool Converged { get; private set; }
    public bool Floored { get; private set; }

    public MixtureSteps From(IReadOnlyList<int> labels)
    {
        for (var i = 0; i < rows.Length; i++) Membership[i][labels[i]] = 1;
        for (var step = 0; step < options.MaxSteps; step++)
        {
            Maximise();
            var before = LogLikelihood;
            if (!Expect()) return this;
            if (!(LogLikelihood - before > 1e-8 * Math.Max(1, Math.Abs(LogLikelihood))) && step > 2)
            {
                Converged = true;
                return this;
            }
        }

        return this;
    }

    private void Maximise()
    {
        Floored = false;
        for (var c = 0; c < k; c++)
        {
            double weight = 1e-12;
            var mean = new double[columns];
            for (var i = 0; i < rows.Length; i++)
            {
                weight += Membership[i][c];
                for (var j = 0; j < columns; j++) mean[j] += Membership[i][c] * rows[i][j];
            }

            for (var j = 0; j < columns; j++) mean[j] /= weight;
            (Shares[c], Means[c], Covariances[c]) = (weight / rows.Length, mean, Covariance(c, mean, weight));
        }
    }

    private double[][] Covariance(int c, double[] mean, double weight)
    {
        var s = new double[columns][];
        for (var j = 0; j < columns; j++) s[j] = new double[columns];
        for (var i = 0; i < rows.Length; i++)
        {
            var w = Membership[i][c] / weight;
            if (w == 0) continue;
            for (var a = 0; a < columns; a++)
            {
                var d = w * (rows[i][a] - mean[a]);
                var last = options.Shape == MixtureShape.Full ? 0 : a;
                for (var b = last; b <= a; b++) s[a][b] += d * (rows[i][b] - mean[b]);
            }
        }

        var common = Enumerable.Range(0, columns).Average(j => s[j][j]);
        for (var a = 0; a < columns; a++)
        {
            if (options.Shape == MixtureShape.Spherical) s[a][a] = common;
            if (s[a][a] < floor[a])
            {
                s[a][a] = floor[a];
                Floored = true;
            }

            for (var b = 0; b < a; b++) s[b][a] = s[a][b];
        }

        return s;
    }

    private bool Expect()
    {
        var systems = new SymmetricSystem[k];
        for (var c = 0; c < k; c++)
        {
            double[][] copy = [.. Covariances[c].Select(row => (double[])[.. row])];
            if (SymmetricSystem.Factor(copy) is { } system)
            {
                systems[c] = system;
                continue;
            }

            // Rows on a plane: a ridge of the floor makes the segment thin instead of flat.
            Floored = true;
            for (var j = 0; j < columns; j++) Covariances[c][j][j] += floor[j];
            if (SymmetricSystem.Factor([.. Covariances[c].Select(row => (double[])[.. row])]) is not { } ridge) return false;
            systems[c] = ridge;
        }

        double[] constant = [.. systems.Select((system, c) => Math.Log(Shares[c]) - (0.5 * system.LogDeterminant) - (columns * 0.5 * Math.Log(2 * Math.PI)))];
        var total = 0.0;
        var logs = new double[k];
        var difference = new double[columns];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var c = 0; c < k; c++)
            {
                for (var j = 0; j < columns; j++) difference[j] = rows[i][j] - Means[c][j];
                logs[c] = constant[c] - (systems[c].Quadratic(difference) / 2);
            }

            var log = LogSumExp.Of(logs);
            total += log;
            for (var c = 0; c < k; c++) Membership[i][c] = Math.Exp(logs[c] - log);
        }

        LogLikelihood = total;
        return double.IsFinite(total);
    }
}
