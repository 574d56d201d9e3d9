using MathNet.Numerics.Distributions;

namespace LiveCommerce.Conversion;

/// <summary>Intervals from what each row of two groups adds to an estimate.</summary>
internal sealed class RowInfluence
{
    private readonly OutcomeRow[] a;
    private readonly OutcomeRow[] b;
    private readonly double[] meansA;
    private readonly double[] meansB;
    private readonly int[] clusters;
    private readonly double[] sums;
    private readonly double level;

    public RowInfluence(OutcomeRow[] a, OutcomeRow[] b, double level)
    {
        (this.a, this.b, this.level) = (a, b, level);
        (meansA, meansB) = (Means(a), Means(b));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var used = 0;
        clusters = [.. a.Concat(b).Select(row => row.Cluster is not { } name ? used++ : places.TryGetValue(name, out var place) ? place : places[name] = used++)];
        sums = new double[used];
    }

    /// <summary>What a row of A adds to the mean of a covariate; nothing to that of the constant.</summary>
    public double A(int row, int covariate) => covariate == 0 ? 0 : Added(a[row].Covariates[covariate - 1], meansA[covariate], a.Length);

    /// <summary>What a row of B adds.</summary>
    public double B(int row, int covariate) => covariate == 0 ? 0 : Added(b[row].Covariates[covariate - 1], meansB[covariate], b.Length);

    /// <summary>What a row of A adds to the mean of its outcomes.</summary>
    public double OutcomeA(int row) => Added(a[row].Outcome, meansA[0], a.Length);

    /// <summary>What a row of B takes from the difference.</summary>
    public double OutcomeB(int row) => -Added(b[row].Outcome, meansB[0], b.Length);

    /// <summary>The interval of an estimate to which the rows add these.</summary>
    public Interval Interval(double value, Func<int, double> ofA, Func<int, double> ofB)
    {
        Array.Clear(sums);
        Add(0, a.Length, ofA);
        Add(a.Length, b.Length, ofB);
        var few = sums.Length < a.Length + b.Length ? Math.Max(2, sums.Length) / (Math.Max(2, sums.Length) - 1.0) : 1;
        var half = Normal.InvCDF(0, 1, 0.5 + (level / 2)) * Math.Sqrt(few * sums.Sum(sum => sum * sum));
        return new Interval(value - half, value + half, level, IntervalKind.Confidence);
    }

    /// <summary>Groups are of the size they are: what a row adds counts from the mean of its group.</summary>
    private void Add(int first, int count, Func<int, double> of)
    {
        double[] added = [.. Enumerable.Range(0, count).Select(of)];
        var mean = added.Average();
        for (var i = 0; i < count; i++) sums[clusters[first + i]] += added[i] - mean;
    }

    private static double Added(double value, double mean, int rows) => (value - mean) / Math.Sqrt(rows * Math.Max(1.0, rows - 1));

    /// <summary>Mean outcome, then means of the covariates.</summary>
    private static double[] Means(OutcomeRow[] rows) => [rows.Average(row => row.Outcome), .. Enumerable.Range(0, rows[0].Covariates.Count).Select(j => rows.Average(row => row.Covariates[j]))];
}
