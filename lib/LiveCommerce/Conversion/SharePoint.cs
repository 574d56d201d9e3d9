namespace LiveCommerce.Conversion;

/// <summary>A part and the rest of one whole in one period, such as live and other GMV.</summary>
/// <param name="Period">Name of the period; all periods have the same length.</param>
/// <param name="Part">The part, above 0.</param>
/// <param name="Rest">The whole without the part, 0 or above.</param>
/// <param name="Unit">Unit of both.</param>
public sealed record SharePoint(string Period, double Part, double Rest, Unit Unit)
{
    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Part of the whole, 0 to 1.</summary>
    /// <exception cref="InputException">A part that is not above 0, or a rest that is negative.</exception>
    public double Share
    {
        get
        {
            Checked();
            return Part / (Part + Rest);
        }
    }

    /// <summary>From the part and the whole.</summary>
    /// <exception cref="InputException">The part exceeds the whole.</exception>
    public static SharePoint FromTotal(string period, double part, double total, Unit unit) =>
        Check.Finite($"total in '{period}'", total) >= Check.Finite($"part in '{period}'", part)
            ? new SharePoint(period, part, total - part, unit)
            : throw new InputException("MODEL326", $"period '{period}'", $"a part of {part:R} in a whole of {total:R}", "a part cannot exceed its whole", "check that both are of the same period, definition and currency");

    /// <summary>The same point with its origin.</summary>
    public SharePoint From(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Period}: {Part:G6} beside {Rest:G6} {Unit}");

    internal void Checked()
    {
        Check.Positive($"part in '{Period}'", Part);
        if (Check.Finite($"rest in '{Period}'", Rest) < 0)
            throw new InputException("MODEL326", $"period '{Period}'", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a rest of {Rest:R}"), "the rest cannot be negative", "check that part and whole are of the same definition");
        Check.Finite($"part and rest together in '{Period}'", Part + Rest);
    }
}
