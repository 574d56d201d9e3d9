namespace LiveCommerce.Trust;

/// <summary>How events at the same time are taken.</summary>
public enum TiesMethod
{
    /// <summary>Efron (1977): close to exact where ties come from rounding.</summary>
    Efron,

    /// <summary>Breslow (1974): as if each of the tied events had all of them at risk.</summary>
    Breslow,

    /// <summary>Discrete likelihood: time is truly discrete, such as sessions. Cost grows with ties times people at risk.</summary>
    Exact,
}

/// <summary>Options of a Cox regression.</summary>
public sealed record CoxOptions
{
    /// <summary>How ties are taken.</summary>
    public TiesMethod Ties { get; init; } = TiesMethod.Efron;

    /// <summary>Level of the intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same options with another way to take ties.</summary>
    public CoxOptions WithTies(TiesMethod ties) => this with { Ties = ties };

    /// <summary>The same options at another level.</summary>
    public CoxOptions WithLevel(double level) => this with { Level = level };
}
