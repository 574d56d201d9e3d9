namespace LiveCommerce.Landscape;

/// <summary>How the indicators of a composite are put together.</summary>
public enum Aggregation
{
    /// <summary>Weighted mean: a weakness is made good elsewhere.</summary>
    Arithmetic,

    /// <summary>Weighted geometric mean: a weakness is not.</summary>
    Geometric,
}

/// <summary>How an indicator is brought to 0 to 1.</summary>
public enum Normalisation
{
    /// <summary>Between the indicator's fixed goalposts, cut to 0 and 1.</summary>
    GoalPosts,

    /// <summary>Standard score over the platforms, read off the normal distribution.</summary>
    StandardScore,

    /// <summary>Rank over the platforms: half a place below rank over their number.</summary>
    Rank,
}

/// <summary>How indicators are weighted.</summary>
public enum Weighting
{
    /// <summary>All alike.</summary>
    Equal,

    /// <summary>As stated with each indicator.</summary>
    Expert,

    /// <summary>Squared loadings of the first principal component.</summary>
    PrincipalComponent,

    /// <summary>Drawn about the stated weights from a Dirichlet distribution.</summary>
    Random,
}

/// <summary>What is done about values far off the others.</summary>
public enum OutlierRule
{
    /// <summary>Nothing.</summary>
    Keep,

    /// <summary>The farthest value is set to its neighbour while skewness exceeds 2 and excess kurtosis 3.5, at most once in five values.</summary>
    Winsorise,
}
