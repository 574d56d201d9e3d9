namespace LiveCommerce.Conversion;

/// <summary>One row of a logit model.</summary>
/// <param name="Events">Such as orders; from 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">Such as viewers, at least 1.</param>
/// <param name="Covariates">One finite number per covariate; categories as 0 and 1, one level left out.</param>
public sealed record LogitRow(long Events, long Trials, IReadOnlyList<double> Covariates)
{
    /// <summary>The random factor's level, such as the KOL; empty in a plain logit.</summary>
    public string Group { get; init; } = "";

    /// <summary>Levels of several random factors, in the order in which <see cref="CrossedLogit"/> is given their names; empty in other models.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Where the counts come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same row in a group.</summary>
    public LogitRow In(string group) => this with { Group = group };

    /// <summary>The same row with its levels of several factors, such as KOL and platform.</summary>
    public LogitRow Across(IEnumerable<string> levels) => this with { Levels = [.. levels] };

    /// <summary>The same row with its origin.</summary>
    public LogitRow From(Provenance provenance) => this with { Provenance = provenance };
}

/// <summary>One coefficient on the log-odds scale.</summary>
/// <param name="Name">Name of the covariate; <c>(intercept)</c> for the constant.</param>
/// <param name="Value">Change of the log odds per unit of the covariate.</param>
/// <param name="StandardError">From the observed information.</param>
/// <param name="Interval">Wald interval.</param>
public sealed record LogitCoefficient(string Name, double Value, double StandardError, Interval Interval)
{
    /// <summary>Value over its standard error.</summary>
    public double Z => Value / StandardError;

    /// <summary>Two-sided normal tail of <see cref="Z"/>.</summary>
    public double PValue => Tail.TwoSided(Z);

    /// <summary>Odds ratio per unit of the covariate.</summary>
    public double OddsRatio => Math.Exp(Value);

    /// <summary>Interval of the odds ratio.</summary>
    public Interval OddsRatioInterval => Interval with { Low = Math.Exp(Interval.Low), High = Math.Exp(Interval.High) };
}
