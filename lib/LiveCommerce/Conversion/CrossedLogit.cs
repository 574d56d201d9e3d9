using LiveCommerce.Numerics;

namespace LiveCommerce.Conversion;

/// <summary>Binomial logit with normal random intercepts of several factors, crossed or nested: KOL and platform, KOL and session.</summary>
/// <remarks>
/// Laplace approximation (Breslow and Clayton 1993; Bates et al. 2015), biased at small binomial denominators; one factor alone has
/// adaptive quadrature in <see cref="MixedLogit"/>. KOL effects and fixed platform effects can be told apart only within a <see cref="ConnectedSet"/>.
/// A factor with one level per row is over-dispersion between rows. Checked against lme4 on the data of reference case B08.
/// </remarks>
public sealed record CrossedLogit
{
    private readonly CrossedLogitLikelihood likelihood;

    private CrossedLogit(CrossedLogitLikelihood likelihood) => this.likelihood = likelihood;

    /// <summary>The constant first, then one per covariate.</summary>
    public required IReadOnlyList<LogitCoefficient> Coefficients { get; init; }

    /// <summary>One entry per factor, in the order given.</summary>
    public required IReadOnlyList<FactorSpread> Factors { get; init; }

    /// <summary>Minus twice the log likelihood, binomial coefficients included.</summary>
    public required double MinusTwoLogLikelihood { get; init; }

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

    /// <summary>One factor by its name.</summary>
    public FactorSpread Spread(string factor) => Factors[IndexOf(factor)];

    /// <summary>Fits the model.</summary>
    /// <param name="covariates">Names, without the constant.</param>
    /// <param name="factors">Names of the random factors, one or more.</param>
    /// <param name="rows">Counts with covariates and one level per factor (<see cref="LogitRow.Across"/>).</param>
    /// <param name="level">Level of the Wald intervals.</param>
    /// <exception cref="InputException">A count, covariate or level is not what it should be, or the factors are crossed too densely.</exception>
    /// <exception cref="NotIdentifiedException">A factor has one level, two factors group the rows alike, covariates are collinear, or one separates events from non-events.</exception>
    public static CrossedLogit Fit(IEnumerable<string> covariates, IEnumerable<string> factors, IEnumerable<LogitRow> rows, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(factors);
        Check.Level(level);
        var data = LogitData.Of(covariates, rows);
        var names = Guard.Items(factors, "factors");
        Identified(names, data);
        var likelihood = new CrossedLogitLikelihood(data, names);
        var (start, _) = LogitRegression.Maximise(data);
        var best = QuasiNewton.Minimise(likelihood.Minus, [.. start, .. names.Select(_ => 0.5)]);
        double[] beta = [.. best.Point.Take(data.Width)], sds = [.. best.Point.Skip(data.Width).Select(Math.Abs)];
        int[] free = [.. Enumerable.Range(0, sds.Length).Where(f => sds[f] >= 1e-3)];
        double[] Whole(double[] point) => [.. point[..data.Width], .. Enumerable.Range(0, sds.Length).Select(f => Array.IndexOf(free, f) is >= 0 and var at ? point[data.Width + at] : 0)];
        var covariance = LogitData.Covariance(point => likelihood.Minus(Whole(point)), [.. beta, .. free.Select(f => sds[f])]);
        var warnings = new List<ModelWarning>();
        foreach (var f in Enumerable.Range(0, sds.Length).Except(free))
            warnings.Add(new ModelWarning("MODEL366", Severity.Caution, $"The spread of '{names[f]}' is estimated at its boundary 0: look at ProfileSd before its levels are called alike."));
        if (!best.Converged) warnings.Add(new ModelWarning("MODEL367", Severity.Serious, "The search did not end at a maximum: the numbers are where it stopped."));
        if (data.N.Average() < 5) warnings.Add(new ModelWarning("MODEL368", Severity.Caution, FormattableString.Invariant($"Laplace with {data.N.Average():0.#} trials per row is biased: check one factor alone with MixedLogit and 9 nodes or more.")));
        var effects = likelihood.Effects([.. beta, .. sds]);
        return new CrossedLogit(likelihood)
        {
            Coefficients = data.Coefficients(beta, covariance, level),
            Factors = [.. names.Select((name, f) => new FactorSpread(name, sds[f], effects[f]))],
            MinusTwoLogLikelihood = 2 * (best.Value - data.LogBinomials),
            N = new SampleSize(data.Rows.Length),
            Converged = best.Converged,
            Warnings = warnings,
            Provenance = data.Provenance,
        };
    }

    /// <summary>Likelihood-ratio interval of the standard deviation of one factor: the values that the profile does not reject; its low end may be 0.</summary>
    /// <param name="factor">Name of the factor.</param>
    /// <param name="level">Level of the interval.</param>
    public Interval ProfileSd(string factor, double level = 0.95)
    {
        var at = Coefficients.Count + IndexOf(factor);
        double[] best = [.. Coefficients.Select(c => c.Value), .. Factors.Select(f => f.Sd)], others = [.. best.Where((_, i) => i != at)];
        var lowest = likelihood.Minus(best);
        return ProfileInterval.Of(sd => QuasiNewton.Minimise(p => likelihood.Minus([.. p[..at], sd, .. p[at..]]), others).Value - lowest, best[at], level);
    }

    private static void Identified(string[] names, LogitData data)
    {
        if (names.Length == 0) throw new InputException("MODEL377", "'factors'", "none", "a mixed model has at least one random factor", "use LogitRegression, or name the factor");
        for (var i = 0; i < data.Rows.Length; i++)
            if (data.Rows[i].Levels.Count != names.Length)
                throw new InputException("MODEL377", $"row {i + 1}", $"{data.Rows[i].Levels.Count} levels", $"there are {names.Length} factors: {string.Join(", ", names)}", "give one level per factor with LogitRow.Across");
        int[] counts = [.. names.Select((_, f) => data.Rows.Select(r => r.Levels[f]).Distinct(StringComparer.Ordinal).Count())];
        for (var f = 0; f < names.Length; f++)
        {
            if (counts[f] < 2) throw new NotIdentifiedException("MODEL313", $"factor '{names[f]}'", $"{counts[f]} level", "the spread between levels cannot be seen in one", "leave the factor out");
            if (counts[f] == data.Rows.Length && data.N.All(n => n == 1))
                throw new NotIdentifiedException("MODEL369", $"factor '{names[f]}'", "one single trial per level", "over-dispersion cannot be seen in single trials", "leave the factor out, or give rows of several trials");
            for (var g = 0; g < f; g++)
                if (counts[f] == counts[g] && data.Rows.Select(r => (r.Levels[f], r.Levels[g])).Distinct().Count() == counts[f])
                    throw new NotIdentifiedException("MODEL377", $"factors '{names[g]}' and '{names[f]}'", "they group the rows alike", "their spreads cannot be told apart", "keep one of them, and say that it stands for both");
        }
    }

    private int IndexOf(string factor)
    {
        for (var f = 0; f < Factors.Count; f++)
            if (Factors[f].Factor == factor) return f;
        throw new InputException("MODEL363", $"factor '{factor}'", "no such factor", string.Join(", ", Factors.Select(f => f.Factor)), "use one of these names");
    }
}

/// <summary>One random factor of a fit.</summary>
/// <param name="Factor">Name.</param>
/// <param name="Sd">Standard deviation of its intercepts on the log-odds scale, 0 or above.</param>
/// <param name="Levels">Conditional mode and standard deviation of each level, by name.</param>
public sealed record FactorSpread(string Factor, double Sd, IReadOnlyList<GroupEffect> Levels);
