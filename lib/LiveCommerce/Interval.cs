using System.Globalization;

namespace LiveCommerce;

/// <summary>What an interval says of its estimate.</summary>
public enum IntervalKind
{
    /// <summary>Covers the true value in the stated share of repeated samples.</summary>
    Confidence,

    /// <summary>Holds the stated share of the posterior.</summary>
    Credible,

    /// <summary>Holds the next observation with the stated probability.</summary>
    Prediction,

    /// <summary>From the lowest to the highest value that sources report; says nothing of sampling.</summary>
    SourceSpread,

    /// <summary>From the lowest to the highest answer over model structures; says nothing of sampling.</summary>
    StructuralRange,
}

/// <summary>An interval, with its level and what it means.</summary>
/// <param name="Low">Lower end, in the unit of the estimate.</param>
/// <param name="High">Upper end, at least <paramref name="Low"/>.</param>
/// <param name="Level">Coverage or probability, above 0 and at most 1; 1 for a spread or a range.</param>
/// <param name="Kind">What the interval says.</param>
public sealed record Interval(double Low, double High, double Level, IntervalKind Kind)
{
    /// <summary>Upper end minus lower end.</summary>
    public double Width => High - Low;

    /// <summary>Whether <paramref name="value"/> lies inside, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low:G6} to {High:G6} ({Level:P0} {Kind})");
}
