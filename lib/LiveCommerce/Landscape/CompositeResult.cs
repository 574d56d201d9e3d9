using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>A platform's place in a composite over all choices.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="Score">Median score, 0 to 1, with the interval over choices and data.</param>
/// <param name="RankProbabilities">Probability of each rank, the first first.</param>
/// <param name="CompensabilityGap">Arithmetic less geometric score under equal weights, median: what a weakness costs when it is not made good.</param>
public sealed record CompositePlace(string Platform, Estimate Score, IReadOnlyList<double> RankProbabilities, double CompensabilityGap)
{
    /// <summary>Probability of being first.</summary>
    public double FirstProbability => RankProbabilities[0];

    /// <summary>Mean rank.</summary>
    public double MeanRank => RankProbabilities.Select((p, rank) => p * (rank + 1)).Sum();
}

/// <summary>How much of the spread of ranks one choice makes.</summary>
/// <param name="Choice"><c>data</c>, <c>outliers</c>, <c>normalisation</c>, <c>weights</c> or <c>aggregation</c>.</param>
/// <param name="FirstOrder">Share of the rank variance that goes when this choice is settled; may fall just below 0 by chance.</param>
/// <param name="Total">Share that stays when all others are settled.</param>
/// <param name="StandardError">Monte Carlo standard error of the first-order share.</param>
public sealed record ChoiceShare(string Choice, double FirstOrder, double Total, double StandardError);

/// <summary>Scores and ranks of platforms over all choices of a composite.</summary>
public sealed record CompositeResult
{
    /// <summary>Platforms by id.</summary>
    public required IReadOnlyList<CompositePlace> Places { get; init; }

    /// <summary>Chance that the row's platform is above the column's [row, column], in the order of <see cref="Places"/>.</summary>
    public required double[,] Above { get; init; }

    /// <summary>Which choice matters; empty when ranks never change.</summary>
    public required IReadOnlyList<ChoiceShare> Shares { get; init; }

    /// <summary>Scores [replicate][platform].</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Draws { get; init; }

    /// <summary>Values used.</summary>
    public required SampleSize N { get; init; }

    /// <summary>What to know before use.</summary>
    public required IReadOnlyList<ModelWarning> Warnings { get; init; }

    /// <summary>Where the values come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The choices.</summary>
    public required CompositeOptions Options { get; init; }

    /// <summary>A platform by its id.</summary>
    /// <exception cref="InputException">No such platform.</exception>
    public CompositePlace Of(string platform) => Places[PlaceOf(platform)];

    /// <summary>Chance that one platform is above another.</summary>
    /// <exception cref="InputException">No such platform.</exception>
    public double ProbabilityAbove(string first, string second) => Above[PlaceOf(first), PlaceOf(second)];

    /// <summary>Whether two platforms cannot be separated: the chance that one is above lies in (0.1, 0.9).</summary>
    /// <exception cref="InputException">No such platform.</exception>
    public bool NotSeparable(string first, string second) => ProbabilityAbove(first, second) is > 0.1 and < 0.9;

    private int PlaceOf(string platform)
    {
        var at = Places.ToList().FindIndex(place => place.Platform == platform);
        return at >= 0 ? at : throw new InputException("MODEL225", "'platform'", $"no platform '{platform}'", $"the platforms are {string.Join(", ", Places.Select(p => p.Platform))}",
            Spelling.Nearest(platform, Places.Select(p => p.Platform)) is { } near ? $"did you mean '{near}'?" : "give one of these");
    }
}
