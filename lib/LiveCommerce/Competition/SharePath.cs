namespace LiveCommerce.Competition;

/// <summary>One simulated path of shares.</summary>
/// <param name="Platforms">Ids of the platforms.</param>
/// <param name="Shares">One list per period, the start first; one share of the whole market per platform, adding up to 1.</param>
/// <param name="CategoryShares">Shares in each category at the end; one list per category.</param>
/// <param name="Parameters">The parameters used.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Provenance">Where the market comes from.</param>
public sealed record SharePath(
    IReadOnlyList<string> Platforms,
    IReadOnlyList<IReadOnlyList<double>> Shares,
    IReadOnlyList<IReadOnlyList<double>> CategoryShares,
    ShareParameters Parameters,
    ulong Seed,
    Provenance Provenance)
{
    /// <summary>Shares at the end.</summary>
    public IReadOnlyList<double> Final => Shares[^1];

    /// <summary>The path of one platform.</summary>
    /// <param name="platform">Id.</param>
    /// <exception cref="InputException">No such platform.</exception>
    public IReadOnlyList<double> Of(string platform)
    {
        for (var i = 0; i < Platforms.Count; i++)
        {
            if (Platforms[i] == platform) return [.. Shares.Select(row => row[i])];
        }

        throw new InputException("MODEL611", "'platform'", $"\"{platform}\"", "not in this path", "choose one of " + string.Join(", ", Platforms));
    }
}
