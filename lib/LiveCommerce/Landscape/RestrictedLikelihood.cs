using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>Restricted likelihood of the measurement model with its score and average information.</summary>
/// <remarks>
/// Henderson's mixed-model equations in standardised effects, so that a variance of 0 is an ordinary point; average
/// information of Gilmour, Thompson and Cullis (1995). The cost is the cube of levels + platforms + sources, whatever the readings.
/// </remarks>
internal sealed class RestrictedLikelihood
{
    private readonly CrossedModel model;
    private readonly ReadingTable table;
    private readonly double[] x;
    private readonly RowEntries[] entries;
    private readonly double[] variance, projected;
    private readonly SymmetricSystem system;

    private RestrictedLikelihood(CrossedModel model, ReadingTable table, double[] y, double[] x, RowEntries[] entries, double[] variance, SymmetricSystem system, double[] right)
    {
        (this.model, this.table, this.x, this.entries, this.variance, this.system) = (model, table, x, entries, variance, system);
        Effects = system.Solve(right);
        projected = new double[y.Length];
        double log = system.LogDeterminant, total = 0;
        for (var i = 0; i < y.Length; i++)
        {
            projected[i] = (y[i] - Effects[table.Level[i]] - entries[i].Dot(Effects)) / variance[i];
            log += Math.Log(variance[i]);
            total += y[i] * projected[i];
        }

        Value = -0.5 * (log + total);
    }

    /// <summary>Log restricted likelihood, up to a constant.</summary>
    public double Value { get; }

    /// <summary>Levels, then standardised random effects: their predictions.</summary>
    public double[] Effects { get; }

    /// <summary>The likelihood at a point; null where the equations have no solution.</summary>
    public static RestrictedLikelihood? At(CrossedModel model, ReadingTable table, double[] y, double[] x)
    {
        var n = y.Length;
        var entries = new RowEntries[n];
        var variance = new double[n];
        var matrix = new double[model.Columns][];
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i] = new double[matrix.Length];
            if (model.IsRandom(i)) matrix[i][i] = 1;
        }

        var right = new double[model.Columns];
        for (var i = 0; i < n; i++)
        {
            var row = entries[i] = model.Entries(x, i);
            var weight = 1 / (variance[i] = model.ErrorVariance(x, i));
            Entry level = new(table.Level[i], 1);
            Add(matrix, level, level, weight);
            foreach (var entry in new Three(row))
            {
                Add(matrix, entry, level, weight);
                foreach (var other in new Three(row))
                {
                    if (other.Column <= entry.Column) Add(matrix, entry, other, weight);
                }

                right[entry.Column] += entry.Value * y[i] * weight;
            }

            right[level.Column] += y[i] * weight;
        }

        return SymmetricSystem.Factor(matrix) is { } system ? new RestrictedLikelihood(model, table, y, x, entries, variance, system, right) : null;
    }

    /// <summary>Covariance of the effects' prediction errors [column, column].</summary>
    public double[][] Covariance() => system.Inverse();

    /// <summary>Residual of each reading over its standard deviation.</summary>
    public double[] StandardisedResiduals()
    {
        var inverse = Covariance();
        return [.. projected.Select((value, i) => Leverage(inverse, i) is > 1e-12 and var p ? value / Math.Sqrt(p) : 0)];
    }

    /// <summary>Score and average information of the free parameters.</summary>
    public (double[] Score, double[][] Information) Slope(int[] free)
    {
        var inverse = Covariance();
        var score = new double[free.Length];
        var working = new double[free.Length][];
        var projectedWorking = new double[free.Length][];
        for (var f = 0; f < free.Length; f++)
        {
            (score[f], working[f]) = Along(inverse, free[f]);
            projectedWorking[f] = Project(working[f]);
        }

        var information = new double[free.Length][];
        for (var f = 0; f < free.Length; f++)
        {
            information[f] = new double[free.Length];
            for (var g = 0; g <= f; g++) information[f][g] = information[g][f] = 0.5 * Dot(working[f], projectedWorking[g]);
        }

        return (score, information);
    }

    private (double Score, double[] Working) Along(double[][] inverse, int parameter)
    {
        var n = projected.Length;
        var working = new double[n];
        double trace = 0, square = 0;
        if (parameter >= model.ErrorAt(0) && parameter < model.LoadingAt(0))
        {
            for (var i = 0; i < n; i++)
            {
                if (model.ErrorAt(table.Axis[i]) != parameter) continue;
                working[i] = 2 * x[parameter] * projected[i];
                trace += 2 * x[parameter] * Leverage(inverse, i);
                square += working[i] * projected[i];
            }

            return (0.5 * (square - trace), working);
        }

        var sums = new double[model.Columns];
        for (var i = 0; i < n; i++)
        {
            foreach (var entry in new Three(model.Derivative(x, i, parameter)))
            {
                if (entry.Value == 0) continue;
                sums[entry.Column] += entry.Value * projected[i];
                var column = inverse[entry.Column];
                trace += 2 * entry.Value * (column[table.Level[i]] + entries[i].Dot(column)) / variance[i];
                working[i] += entry.Value * Effects[entry.Column];
            }
        }

        for (var i = 0; i < n; i++) working[i] += entries[i].Dot(sums);
        return (0.5 * (Dot(working, projected) - trace), working);
    }

    private double[] Project(double[] vector)
    {
        var right = new double[model.Columns];
        for (var i = 0; i < vector.Length; i++)
        {
            var value = vector[i] / variance[i];
            right[table.Level[i]] += value;
            foreach (var entry in new Three(entries[i])) right[entry.Column] += entry.Value * value;
        }

        var solved = system.Solve(right);
        return [.. vector.Select((value, i) => (value - solved[table.Level[i]] - entries[i].Dot(solved)) / variance[i])];
    }

    /// <summary>Diagonal of the projection.</summary>
    private double Leverage(double[][] inverse, int row)
    {
        double sum = inverse[table.Level[row]][table.Level[row]] + (2 * entries[row].Dot(inverse[table.Level[row]]));
        foreach (var entry in new Three(entries[row])) sum += entry.Value * entries[row].Dot(inverse[entry.Column]);
        return (1 / variance[row]) - (sum / (variance[row] * variance[row]));
    }

    private static void Add(double[][] matrix, Entry row, Entry column, double weight) => matrix[row.Column][column.Column] += row.Value * column.Value * weight;

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The entries of a row, one after the other, without an allocation.</summary>
    private ref struct Three(RowEntries row)
    {
        private int at = -1;

        public readonly Entry Current => at == 0 ? row.First : at == 1 ? row.Second : row.Third;

        public readonly Three GetEnumerator() => this;

        public bool MoveNext() => ++at < (row.Third.Value == 0 && row.Third.Column == 0 ? 2 : 3);
    }
}
