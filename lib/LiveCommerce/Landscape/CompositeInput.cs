namespace LiveCommerce.Landscape;

/// <summary>An indicator of a composite.</summary>
/// <param name="Id">Indicator id.</param>
/// <param name="Low">Value that stands for 0.</param>
/// <param name="High">Value that stands for 1; below <paramref name="Low"/> when less is more.</param>
public sealed record CompositeIndicator(string Id, double Low, double High)
{
    /// <summary>Weight that an expert gives, above 0; only ratios count.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whether the scale is logarithmic: goalposts and values must be above 0.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The same with another weight.</summary>
    public CompositeIndicator WithWeight(double weight) => this with { Weight = weight };

    /// <summary>The same on a logarithmic scale.</summary>
    public CompositeIndicator OnLogScale() => this with { Logarithmic = true };
}

/// <summary>A value of one indicator for one platform; several for the same pair are sources that disagree.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Value">The value, in the unit of the indicator.</param>
public sealed record CompositeValue(string Platform, string Indicator, double Value)
{
    /// <summary>Standard error of the value; 0 when unknown.</summary>
    public double StandardError { get; init; }

    /// <summary>Draws of the value, such as those of the measurement model; replicates take them in turn, the same place for all platforms.</summary>
    public IReadOnlyList<double> Draws { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same with its standard error.</summary>
    public CompositeValue WithStandardError(double standardError) => this with { StandardError = standardError };

    /// <summary>The same with its draws.</summary>
    public CompositeValue WithDraws(IEnumerable<double> draws) => this with { Draws = [.. draws] };

    /// <summary>The same with its origin.</summary>
    public CompositeValue From(Provenance provenance) => this with { Provenance = provenance };
}

/// <summary>The choices over which a composite is computed again and again.</summary>
public sealed record CompositeOptions
{
    /// <summary>Normalisations tried, equally often.</summary>
    public IReadOnlyList<Normalisation> Normalisations { get; init; } = [Normalisation.GoalPosts, Normalisation.StandardScore, Normalisation.Rank];

    /// <summary>Weightings tried, equally often.</summary>
    public IReadOnlyList<Weighting> Weightings { get; init; } = [Weighting.Equal, Weighting.Expert, Weighting.PrincipalComponent, Weighting.Random];

    /// <summary>Aggregations tried, equally often.</summary>
    public IReadOnlyList<Aggregation> Aggregations { get; init; } = [Aggregation.Arithmetic, Aggregation.Geometric];

    /// <summary>Outlier rules tried, equally often.</summary>
    public IReadOnlyList<OutlierRule> OutlierRules { get; init; } = [OutlierRule.Keep, OutlierRule.Winsorise];

    /// <summary>Concentration of random weights: the larger, the nearer to the stated ones; 1 per indicator when all are equal gives any weights at all.</summary>
    public double Concentration { get; init; } = 1;

    /// <summary>Level of intervals.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Base points of the design, best a power of 2; each costs seven evaluations.</summary>
    public int Points { get; init; } = 2048;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many evaluations at once; 0 for all processors. The answer does not depend on it.</summary>
    public int MaxParallelism { get; init; }

    /// <summary>The same with other normalisations.</summary>
    public CompositeOptions WithNormalisations(IEnumerable<Normalisation> normalisations) => this with { Normalisations = [.. normalisations] };

    /// <summary>The same with other weightings.</summary>
    public CompositeOptions WithWeightings(IEnumerable<Weighting> weightings) => this with { Weightings = [.. weightings] };

    /// <summary>The same with other aggregations.</summary>
    public CompositeOptions WithAggregations(IEnumerable<Aggregation> aggregations) => this with { Aggregations = [.. aggregations] };

    /// <summary>The same with another number of base points.</summary>
    public CompositeOptions WithPoints(int points) => this with { Points = points };

    /// <summary>The same with another seed.</summary>
    public CompositeOptions WithSeed(ulong seed) => this with { Seed = seed };

    /// <summary>The same with another level.</summary>
    public CompositeOptions WithLevel(double level) => this with { Level = level };

    /// <summary>The same with other rules for outliers.</summary>
    public CompositeOptions WithOutlierRules(IEnumerable<OutlierRule> outlierRules) => this with { OutlierRules = [.. outlierRules] };

    /// <summary>The same with another concentration of the random weights.</summary>
    public CompositeOptions WithConcentration(double concentration) => this with { Concentration = concentration };

    /// <summary>The same with another number of threads.</summary>
    public CompositeOptions WithMaxParallelism(int maxParallelism) => this with { MaxParallelism = maxParallelism };
}
