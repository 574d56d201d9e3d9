namespace LiveCommerce.Conversion;

/// <summary>Events out of trials, both in the same unit: orders of viewers, kept of ordered.</summary>
/// <param name="Events">Trials that ended in the event, from 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">People or sessions that could have had the event, at least 1 for a rate.</param>
public sealed record RateCount(long Events, long Trials)
{
    /// <summary>Where the counts come from; it goes to every result.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>Events per trial, 0 to 1.</summary>
    /// <exception cref="InputException">A count is negative, trials are 0, or events exceed trials.</exception>
    public double Fraction
    {
        get
        {
            Checked("rate");
            return (double)Events / Trials;
        }
    }

    /// <summary>The same counts with their origin.</summary>
    public RateCount From(Provenance provenance) => this with { Provenance = provenance };

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Events} of {Trials}");

    internal RateCount Checked(string where)
    {
        Check.Counts(where, Events, Trials);
        return this;
    }
}
