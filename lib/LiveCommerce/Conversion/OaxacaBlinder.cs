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
public sealed record OaxacaPart(double Total, IReadOnlyList<double> ByCovariate);

/// <summary>The difference of two groups' means, A minus B, split by regressions.</summary>
/// <remarks>
/// Oaxaca (1973), Blinder (1973), Jann (2008). Three-fold: (xA - xB) bB + xB (bA - bB) + (xA - xB)(bA - bB).
/// Accounting, not causation; the detail of a category depends on which level is left out.
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
    /// <exception cref="NotIdentifiedException">A group has too few rows, or collinear covariates.</exception>
    public static OaxacaBlinder Split(IEnumerable<string> covariates, IEnumerable<OutcomeRow> groupA, IEnumerable<OutcomeRow> groupB, PooledReference reference = PooledReference.WithGroupConstant)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(groupA);
        ArgumentNullException.ThrowIfNull(groupB);
        string[] names = ["(intercept)", .. Guard.Items(covariates, "covariates")];
        OutcomeRow[] a = Guard.Items(groupA, "groupA", row => row.Covariates), b = Guard.Items(groupB, "groupB", row => row.Covariates);
        double[] betaA = Fit("A", names, a, null), betaB = Fit("B", names, b, null);
        var marks = reference == PooledReference.WithGroupConstant ? a.Select(_ => 1.0).Concat(b.Select(_ => 0.0)).ToArray() : null;
        double[] pooled = Fit("A and B together", names, [.. a, .. b], marks), xA = Means(a, names.Length), xB = Means(b, names.Length);
        return new OaxacaBlinder
        {
            Names = names,
            MeanA = a.Average(r => r.Outcome),
            MeanB = b.Average(r => r.Outcome),
            Endowments = Part(names.Length, i => (xA[i] - xB[i]) * betaB[i]),
            Coefficients = Part(names.Length, i => xB[i] * (betaA[i] - betaB[i])),
            Interaction = Part(names.Length, i => (xA[i] - xB[i]) * (betaA[i] - betaB[i])),
            Explained = Part(names.Length, i => (xA[i] - xB[i]) * pooled[i]),
            Unexplained = Part(names.Length, i => (xA[i] * (betaA[i] - pooled[i])) + (xB[i] * (pooled[i] - betaB[i]))),
            N = new SampleSize(a.Length + b.Length),
            Provenance = Provenance.Combine(a.Concat(b).Select(r => r.Provenance).Distinct()),
        };
    }

    private static OaxacaPart Part(int n, Func<int, double> of)
    {
        double[] parts = [.. Enumerable.Range(0, n).Select(of)];
        return new OaxacaPart(parts.Sum(), parts);
    }

    private static double[] Means(OutcomeRow[] rows, int width) =>
        [1, .. Enumerable.Range(0, width - 1).Select(j => rows.Average(r => r.Covariates[j]))];

    private static double[] Fit(string group, string[] names, OutcomeRow[] rows, double[]? marks)
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
        if (x.Rank() < width)
            throw new NotIdentifiedException("MODEL362", $"group {group}", string.Join(", ", names), "one covariate is a sum of others there: their effects cannot be told apart", "leave one level of each category out, and drop what is constant in a group");
        return x.QR().Solve(Vector<double>.Build.DenseOfEnumerable(rows.Select(r => r.Outcome))).ToArray();
    }
}

/// <summary>One row of a regression.</summary>
/// <param name="Outcome">Such as the conversion of a session.</param>
/// <param name="Covariates">One finite number per covariate.</param>
public sealed record OutcomeRow(double Outcome, IReadOnlyList<double> Covariates)
{
    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same row with its origin.</summary>
    public OutcomeRow From(Provenance provenance) => this with { Provenance = provenance };
}
