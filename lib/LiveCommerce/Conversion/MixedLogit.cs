using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Binomial logit with one normal random intercept per group, such as the KOL.</summary>
/// <remarks>
/// Laplace with one node, adaptive Gauss-Hermite with more (Pinheiro and Bates 1995). Standard errors from the observed information
/// of coefficients and standard deviation together. Laplace is biased at small binomial denominators: use nine nodes or more. Reference case B08.
/// </remarks>
public sealed record MixedLogit
{
    private readonly MixedLogitLikelihood likelihood;

    private MixedLogit(MixedLogitLikelihood likelihood) => this.likelihood = likelihood;

    /// <summary>The constant first, then one per covariate.</summary>
    public required IReadOnlyList<LogitCoefficient> Coefficients { get; init; }

    /// <summary>Standard deviation of the group intercepts on the log-odds scale, 0 or above.</summary>
    public required double GroupSd { get; init; }

    /// <summary>Minus twice the log likelihood, binomial coefficients included.</summary>
    public required double MinusTwoLogLikelihood { get; init; }

    /// <summary>Nodes of the quadrature; 1 is Laplace.</summary>
    public required int Nodes { get; init; }

    /// <summary>Conditional mode of each group's intercept and its conditional standard deviation, by name of the group.</summary>
    public required IReadOnlyList<GroupEffect> Groups { get; init; }

    /// <summary>Rows used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>Whether the search ended at a maximum.</summary>
    public required bool Converged { get; init; }

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Origin of all rows together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>One coefficient by its name.</summary>
    public LogitCoefficient Of(string name) => Coefficients.FirstOrDefault(c => c.Name == name)
        ?? throw new InputException("MODEL363", $"coefficient '{name}'", "no such coefficient", string.Join(", ", Coefficients.Select(c => c.Name)), "use one of these names");

    /// <summary>Fits the model.</summary>
    /// <param name="covariates">Names, without the constant.</param>
    /// <param name="rows">Counts with covariates and group.</param>
    /// <param name="nodes">1 for Laplace, else the nodes of the adaptive quadrature, up to 51.</param>
    /// <param name="level">Level of the Wald intervals.</param>
    /// <exception cref="InputException">A count or covariate is not what it should be.</exception>
    /// <exception cref="NotIdentifiedException">One group, collinear covariates, or a covariate that separates events from non-events.</exception>
    public static MixedLogit Fit(IEnumerable<string> covariates, IEnumerable<LogitRow> rows, int nodes = 1, double level = 0.95)
    {
        Check.Level(level);
        if (nodes is < 1 or > 51)
            throw new InputException("MODEL365", "'nodes'", $"it is {nodes}", "1 (Laplace) to 51 can be used", "9 is enough for most data, 25 to check it");
        var data = LogitData.Of(covariates, rows);
        var likelihood = new MixedLogitLikelihood(data, nodes);
        if (likelihood.Groups.Length < 2)
            throw new NotIdentifiedException("MODEL313", "groups", $"{likelihood.Groups.Length}", "the spread between groups cannot be seen in one", "use LogitRegression, or give each row its group");
        var (start, _) = LogitRegression.Maximise(data);
        var best = QuasiNewton.Minimise(likelihood.Minus, [.. start, 0.7]);
        var sd = Math.Abs(best.Point[^1]);
        double[] beta = [.. best.Point.SkipLast(1)];
        var boundary = sd < 1e-3;
        var covariance = boundary
            ? LogitData.Covariance(b => likelihood.Minus([.. b, 0]), beta)
            : LogitData.Covariance(likelihood.Minus, [.. beta, sd]);
        var warnings = new List<ModelWarning>();
        if (boundary) warnings.Add(new ModelWarning("MODEL366", Severity.Caution, "The spread between groups is estimated at its boundary 0: look at ProfileGroupSd before groups are called alike."));
        if (!best.Converged) warnings.Add(new ModelWarning("MODEL367", Severity.Serious, "The search did not end at a maximum: the numbers are where it stopped."));
        if (nodes == 1 && data.N.Average() < 5) warnings.Add(new ModelWarning("MODEL368", Severity.Caution, FormattableString.Invariant($"Laplace with {data.N.Average():0.#} trials per row is biased: use 9 nodes or more.")));
        return new MixedLogit(likelihood)
        {
            Coefficients = data.Coefficients(beta, covariance, level),
            GroupSd = sd,
            MinusTwoLogLikelihood = 2 * (best.Value - data.LogBinomials),
            Nodes = nodes,
            Groups = likelihood.Effects([.. beta, sd]),
            N = new SampleSize(data.Rows.Length),
            Converged = best.Converged,
            Warnings = warnings,
            Provenance = data.Provenance,
        };
    }

    /// <summary>Likelihood-ratio interval of <see cref="GroupSd"/>: the values that the profile does not reject; its low end may be 0.</summary>
    public Interval ProfileGroupSd(double level = 0.95)
    {
        double[] beta = [.. Coefficients.Select(c => c.Value)];
        var best = likelihood.Minus([.. beta, GroupSd]);
        return ProfileInterval.Of(sd => QuasiNewton.Minimise(b => likelihood.Minus([.. b, sd]), beta).Value - best, GroupSd, level);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Coefficients.Select(c => FormattableString.Invariant($"{c.Name} {c.Value:G4}"))) + FormattableString.Invariant($"; sd between groups {GroupSd:G4}");
}

/// <summary>Intercept of one group beside the population's, on the log-odds scale.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Value">Conditional mode.</param>
/// <param name="StandardDeviation">Conditional standard deviation, coefficients taken as known.</param>
public sealed record GroupEffect(string Group, double Value, double StandardDeviation);
