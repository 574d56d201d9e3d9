namespace LiveCommerce.Landscape;

/// <summary>A platform on the map of two composites.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="X">Place on the first axis.</param>
/// <param name="Y">Place on the second axis.</param>
/// <param name="Half">Region of half the answers.</param>
/// <param name="Most">Region of the stated level.</param>
public sealed record CompositeMapPlace(string Platform, CompositePlace X, CompositePlace Y, PositionRegion Half, PositionRegion Most);

/// <summary>Two composites of the same platforms, point by point.</summary>
/// <param name="Places">Platforms with their regions.</param>
/// <param name="X">First axis.</param>
/// <param name="Y">Second axis.</param>
public sealed record CompositeMap(IReadOnlyList<CompositeMapPlace> Places, CompositeResult X, CompositeResult Y)
{
    /// <summary>What to know before use.</summary>
    public IReadOnlyList<ModelWarning> Warnings => [.. X.Warnings.Concat(Y.Warnings).DistinctBy(warning => warning.Message)];

    /// <summary>Where the values come from.</summary>
    public Provenance Provenance => X.Provenance.With(Y.Provenance);

    /// <summary>Puts two composites on one map: replicate by replicate, so that a choice made for one axis is made for the other.</summary>
    /// <param name="x">First axis.</param>
    /// <param name="y">Second axis, of the same platforms with the same points and seed.</param>
    /// <param name="level">Level of the outer region.</param>
    /// <exception cref="InputException">Other platforms, another number of points, or another seed.</exception>
    public static CompositeMap Of(CompositeResult x, CompositeResult y, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (!x.Places.Select(p => p.Platform).SequenceEqual(y.Places.Select(p => p.Platform)))
            throw new InputException("MODEL238", "'y'", $"platforms {string.Join(", ", y.Places.Select(p => p.Platform))}", $"the first axis has {string.Join(", ", x.Places.Select(p => p.Platform))}", "give the same list of platforms to both composites");
        if (x.Options.Seed != y.Options.Seed || x.Draws.Count != y.Draws.Count)
            throw new InputException("MODEL238", "'y'", FormattableString.Invariant($"seed {y.Options.Seed} and {y.Draws.Count} draws"), FormattableString.Invariant($"the first axis has seed {x.Options.Seed} and {x.Draws.Count} draws"), "run both with the same options");
        return new CompositeMap([.. x.Places.Select((place, p) =>
        {
            double[] dx = [.. x.Draws.Select(draw => draw[p])], dy = [.. y.Draws.Select(draw => draw[p])];
            return new CompositeMapPlace(place.Platform, place, y.Places[p], PositionRegion.OfDraws(dx, dy, 0.5), PositionRegion.OfDraws(dx, dy, level));
        })], x, y);
    }
}
