using System.Globalization;

namespace LiveCommerce.Conversion;

/// <summary>Why two rates differ: the change split into effects that add up to it.</summary>
/// <param name="First">The rate of the first side.</param>
/// <param name="Second">The rate of the second side.</param>
/// <param name="Effects">One per factor, in the order given.</param>
/// <remarks>Accounting, not causation; it depends on how the stages are cut.</remarks>
public sealed record RateChange(double First, double Second, IReadOnlyList<FactorEffect> Effects)
{
    /// <summary>Second minus first.</summary>
    public double Change => Second - First;

    /// <summary>Interval of the change over the draws; null when only points were given.</summary>
    public Interval? ChangeInterval { get; init; }

    /// <summary>Draws of the effects, one row per draw in the order of <see cref="Effects"/>; empty when only points were given.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Draws { get; init; } = [];

    /// <summary>Where the rates come from, both sides together.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>What to know before it is used.</summary>
    public IReadOnlyList<ModelWarning> Warnings { get; init; } = [];

    /// <summary>Unit of rate and effects: <see cref="Unit.Points"/> for shares.</summary>
    public Unit Unit { get; init; } = Unit.Points;

    /// <summary>The effect of one factor by its name.</summary>
    /// <exception cref="InputException">No factor has this name.</exception>
    public FactorEffect Of(string factor) =>
        Effects.FirstOrDefault(effect => effect.Factor == factor)
        ?? throw new InputException("MODEL323", $"factor '{factor}'", "no such factor", "the change was split over " + string.Join(", ", Effects.Select(effect => effect.Factor)), "use one of these names");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First:G6} to {Second:G6}: ")
        + string.Join(", ", Effects.Select(effect => string.Create(CultureInfo.InvariantCulture, $"{effect.Factor} {effect.Effect:+0.######;-0.######;0}")));
}
