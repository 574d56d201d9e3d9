using LiveCommerce.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace LiveCommerce.Conversion;

/// <summary>Which coefficients weigh the explained part of the two-fold split.</summary>
public enum PooledReference
{
    /// <summary>Of a regression on both groups with a group constant (Jann 2008): the default.</summary>
    WithGroupConstant,

    /// <summary>Of a regression on both groups without one (Neumark 1988): it books part of the unexplained as explained.</summary>
    WithoutGroupConstant,
}

/// <summary>A part of a difference of two means, by covariate.</summary>
/// <param name="Total">Sum over the covariates and the constant.</param>
/// <param name="ByCovariate">The constant first, then one per covariate.</param>
public sealed record OaxacaPart(double Total, IReadOnlyList<double> ByCovariate)
{
    /// <summary>Confidence interval of the total; null when a group has no more rows than coefficients.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Confidence intervals in the order of <see cref="ByCovariate"/>; empty when there are none.</summary>
    public IReadOnlyList<Interval> Intervals { get; init; } = [];
}

/// <summary>The difference of two groups' means, A minus B, split by regressions.</summary>
/// <remarks>
/// Oaxaca (1973), Blinder (1973), Jann (2008). Three-fold: (xA - xB) bB + xB (bA - bB) + (xA - xB)(bA - bB).
/// Accounting, not causation; the detail of a category depends on which level is left out.
/// Intervals by the delta method over rows drawn at random, covariates and coefficients both (Jann 2008), from the influence of each row, so that unlike variances and the common
/// regression are accounted for; rows of one cluster are taken together. For small groups they are too narrow.
/// </remarks>
public sealed record OaxacaBlinder
{
    /// <summary>Names: the constant first.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Mean of A.</summary>
    public required double MeanA { get; init; }

    /// <summary>Mean of B.</summary>
    public required double MeanB { get; init; }

    /// <summary>Three-fold: part of unlike covariates at B's coefficients.</summary>
    public required OaxacaPart Endowments { get; init; }

    /// <summary>Three-fold: part of unlike coefficients at B's covariates.</summary>
    public required OaxacaPart Coefficients { get; init; }

    /// <summary>Three-fold: part of both at once.</summary>
    public required OaxacaPart Interaction { get; init; }

    /// <summary>Two-fold: part of unlike covariates at the pooled coefficients.</summary>
    public required OaxacaPart Explained { get; init; }

    /// <summary>Two-fold: the rest.</summary>
    public required OaxacaPart Unexplained { get; init; }

    /// <summary>Confidence interval of the difference; null when a group has no more rows than coefficients.</summary>
    public Interval? DifferenceInterval { get; init; }

    /// <summary>Level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>Rows of both groups.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Origin of all rows together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Mean of A minus mean of B.</summary>
    public double Difference => MeanA - MeanB;

    /// <summary>Splits the difference.</summary>
    /// <param name="covariates">Names, without the constant.</param>
    /// <param name="groupA">Rows of A.</param>
    /// <param name="groupB">Rows of B.</param>
    /// <param name="reference">Coefficients of the two-fold split.</param>
    /// <param name="level">Level of the intervals, above 0 and below 1.</param>
    /// <exception cref="NotIdentifiedException">A group has too few rows, or collinear covariates.</exception>
    public static OaxacaBlinder Split(IEnumerable<string> covariates, IEnumerable<OutcomeRow> groupA, IEnumerable<OutcomeRow> groupB, PooledReference reference = PooledReference.WithGroupConstant, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(groupA);
        ArgumentNullException.ThrowIfNull(groupB);
        string[] names = ["(intercept)", .. Guard.Items(covariates, "covariates")];
        OutcomeRow[] a = Guard.Items(groupA, "groupA", row => row.Covariates), b = Guard.Items(groupB, "groupB", row => row.Covariates);
        Guard.Level(level, nameof(level));
        var marks = reference == PooledReference.WithGroupConstant ? a.Select(_ => 1.0).Concat(b.Select(_ => 0.0)).ToArray() : null;
        LeastSquares fitA = Fit("A", names, a, null), fitB = Fit("B", names, b, null), both = Fit("A and B together", names, [.. a, .. b], marks);
        double[] betaA = fitA.Coefficients, betaB = fitB.Coefficients, pooled = both.Coefficients, xA = Means(a, names.Length), xB = Means(b, names.Length);
        var hasSpread = Math.Min(a.Length, b.Length) > names.Length;
        var (rows, width) = (new RowInfluence(a, b, level), names.Length);
        return new OaxacaBlinder
        {
            Names = names,
            MeanA = a.Average(r => r.Outcome),
            MeanB = b.Average(r => r.Outcome),
            Endowments = Part(j => (xA[j] - xB[j]) * betaB[j], (i, j) => rows.A(i, j) * betaB[j], (i, j) => (-rows.B(i, j) * betaB[j]) + ((xA[j] - xB[j]) * fitB.Influence(i, j))),
            Coefficients = Part(j => xB[j] * (betaA[j] - betaB[j]), (i, j) => xB[j] * fitA.Influence(i, j), (i, j) => (rows.B(i, j) * (betaA[j] - betaB[j])) - (xB[j] * fitB.Influence(i, j))),
            Interaction = Part(j => (xA[j] - xB[j]) * (betaA[j] - betaB[j]),
                (i, j) => (rows.A(i, j) * (betaA[j] - betaB[j])) + ((xA[j] - xB[j]) * fitA.Influence(i, j)), (i, j) => (-rows.B(i, j) * (betaA[j] - betaB[j])) - ((xA[j] - xB[j]) * fitB.Influence(i, j))),
            Explained = Part(j => (xA[j] - xB[j]) * pooled[j],
                (i, j) => (rows.A(i, j) * pooled[j]) + ((xA[j] - xB[j]) * both.Influence(i, j)), (i, j) => (-rows.B(i, j) * pooled[j]) + ((xA[j] - xB[j]) * both.Influence(a.Length + i, j))),
            Unexplained = Part(j => (xA[j] * (betaA[j] - pooled[j])) + (xB[j] * (pooled[j] - betaB[j])),
                (i, j) => (rows.A(i, j) * (betaA[j] - pooled[j])) + (xA[j] * fitA.Influence(i, j)) + ((xB[j] - xA[j]) * both.Influence(i, j)),
                (i, j) => (rows.B(i, j) * (pooled[j] - betaB[j])) - (xB[j] * fitB.Influence(i, j)) + ((xB[j] - xA[j]) * both.Influence(a.Length + i, j))),
            DifferenceInterval = hasSpread ? rows.Interval(a.Average(r => r.Outcome) - b.Average(r => r.Outcome), rows.OutcomeA, rows.OutcomeB) : null,
            Level = level,
            N = new SampleSize(a.Length + b.Length),
            Provenance = Provenance.Combine(a.Concat(b).Select(r => r.Provenance).Distinct()),
        };

        OaxacaPart Part(Func<int, double> of, Func<int, int, double> ofA, Func<int, int, double> ofB)
        {
            double[] parts = [.. Enumerable.Range(0, width).Select(of)];
            var total = parts.Sum();
            if (!hasSpread) return new OaxacaPart(total, parts);
            return new OaxacaPart(total, parts)
            {
                Interval = rows.Interval(total, i => Enumerable.Range(0, width).Sum(j => ofA(i, j)), i => Enumerable.Range(0, width).Sum(j => ofB(i, j))),
                Intervals = [.. parts.Select((part, j) => rows.Interval(part, i => ofA(i, j), i => ofB(i, j)))],
            };
        }
    }

    private static double[] Means(OutcomeRow[] rows, int width) =>
        [1, .. Enumerable.Range(0, width - 1).Select(j => rows.Average(r => r.Covariates[j]))];

    private static LeastSquares Fit(string group, string[] names, OutcomeRow[] rows, double[]? marks)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Check.Finite($"group {group}, row {i + 1}, outcome", rows[i].Outcome);
            if (rows[i].Covariates.Count != names.Length - 1)
                throw new InputException("MODEL360", $"group {group}, row {i + 1}", $"{rows[i].Covariates.Count} covariates", $"there are {names.Length - 1} names", "give one number per covariate");
            for (var j = 0; j < names.Length - 1; j++) Check.Finite($"group {group}, row {i + 1}, '{names[j + 1]}'", rows[i].Covariates[j]);
        }

        var width = names.Length + (marks is null ? 0 : 1);
        if (rows.Length < width)
            throw new NotIdentifiedException("MODEL361", $"group {group}", $"{rows.Length} rows for {width} coefficients", "there are fewer rows than coefficients", "drop covariates or add rows");
        var x = Matrix<double>.Build.Dense(rows.Length, width, (i, j) => j == 0 ? 1 : j < names.Length ? rows[i].Covariates[j - 1] : marks![i]);
        var fit = new LeastSquares(x, Vector<double>.Build.DenseOfEnumerable(rows.Select(r => r.Outcome)));
        if (!fit.IsIdentified)
            throw new NotIdentifiedException("MODEL362", $"group {group}", string.Join(", ", names), "one covariate is a sum of others there: their effects cannot be told apart", "leave one level of each category out, and drop what is constant in a group");
        return fit;
    }
}

/// <summary>One row of a regression.</summary>
/// <param name="Outcome">Such as the conversion of a session.</param>
/// <param name="Covariates">One finite number per covariate.</param>
public sealed record OutcomeRow(double Outcome, IReadOnlyList<double> Covariates)
{
    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>What else the row hangs together with, such as the id of its KOL; null for a row of its own.</summary>
    public string? Cluster { get; init; }

    /// <summary>The same row as one of a cluster.</summary>
    public OutcomeRow InCluster(string cluster) => this with { Cluster = cluster };

    /// <summary>The same row with its origin.</summary>
    public OutcomeRow From(Provenance provenance) => this with { Provenance = provenance };
}
