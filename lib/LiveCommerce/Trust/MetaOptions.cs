namespace LiveCommerce.Trust;

/// <summary>How the variance between studies is estimated.</summary>
public enum HeterogeneityMethod
{
    /// <summary>Restricted maximum likelihood.</summary>
    Reml,

    /// <summary>DerSimonian and Laird (1986).</summary>
    DerSimonianLaird,

    /// <summary>Paule and Mandel (1982).</summary>
    PauleMandel,

    /// <summary>Maximum likelihood.</summary>
    MaximumLikelihood,

    /// <summary>Hedges (1985).</summary>
    Hedges,

    /// <summary>Hunter and Schmidt.</summary>
    HunterSchmidt,

    /// <summary>Sidik and Jonkman (2005).</summary>
    SidikJonkman,

    /// <summary>No variance between studies: one common effect.</summary>
    Common,
}

/// <summary>How the interval of the pooled effect is made.</summary>
public enum PooledTest
{
    /// <summary>Normal quantile.</summary>
    Normal,

    /// <summary>Hartung and Knapp: residual scaling, t with k - p degrees of freedom.</summary>
    HartungKnapp,

    /// <summary>Hartung and Knapp with the scaling never below 1.</summary>
    HartungKnappAtLeastOne,
}

/// <summary>Options of a meta-analysis.</summary>
public sealed record MetaOptions
{
    /// <summary>Estimator of the variance between studies.</summary>
    public HeterogeneityMethod Method { get; init; } = HeterogeneityMethod.Reml;

    /// <summary>How the interval is made; null takes Hartung-Knapp below 30 effects and the normal from there on.</summary>
    public PooledTest? Test { get; init; }

    /// <summary>Level of all intervals.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The same options with another estimator.</summary>
    public MetaOptions WithMethod(HeterogeneityMethod method) => this with { Method = method };

    /// <summary>The same options with another interval.</summary>
    public MetaOptions WithTest(PooledTest test) => this with { Test = test };

    /// <summary>The same options at another level.</summary>
    public MetaOptions WithLevel(double level) => this with { Level = level };
}
