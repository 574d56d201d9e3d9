using LiveCommerce.Numerics;

namespace LiveCommerce.Competition.Calibration;

/// <summary>Shares of platforms at several times, all by one definition of the market.</summary>
public sealed record ShareHistory
{
    private ShareHistory(string name, string definition, IReadOnlyList<string> platforms, IReadOnlyList<string> periods, IReadOnlyList<IReadOnlyList<double>> values, int stepsBetween, Provenance provenance)
    {
        (Name, Definition, Platforms, Periods, Values, StepsBetween, Provenance) = (name, definition, platforms, periods, values, stepsBetween, provenance);
        Shares = [.. values.Select(row => (IReadOnlyList<double>)row.Select(value => value / row.Sum()).ToArray())];
    }

    /// <summary>Name of the series family.</summary>
    public string Name { get; }

    /// <summary>What the values are: part of the fact.</summary>
    public string Definition { get; }

    /// <summary>Ids of the platforms.</summary>
    public IReadOnlyList<string> Platforms { get; }

    /// <summary>Names of the periods, oldest first.</summary>
    public IReadOnlyList<string> Periods { get; }

    /// <summary>Values, one list per period, one value per platform.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Values { get; }

    /// <summary>Shares, one list per period, adding up to 1.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Shares { get; }

    /// <summary>Steps of the simulator from one period to the next: 4 for years simulated in quarters.</summary>
    public int StepsBetween { get; }

    /// <summary>Where the values come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>A history from values such as yearly GMV.</summary>
    /// <param name="name">Name of the series family.</param>
    /// <param name="definition">What the values are.</param>
    /// <param name="platforms">Ids; the rest of the market is a platform too.</param>
    /// <param name="periods">Names of the periods, oldest first, equally far apart.</param>
    /// <param name="values">One list per period; one value above 0 per platform.</param>
    /// <param name="stepsBetween">Steps of the simulator between two periods.</param>
    /// <param name="provenance">Where the values come from.</param>
    /// <exception cref="InputException">Lists that do not match, or a value that is not above 0.</exception>
    /// <exception cref="NotIdentifiedException">Fewer than two periods.</exception>
    public static ShareHistory Of(string name, string definition, IEnumerable<string> platforms, IEnumerable<string> periods, IEnumerable<IReadOnlyList<double>> values, int stepsBetween = 4, Provenance? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(platforms);
        ArgumentNullException.ThrowIfNull(periods);
        ArgumentNullException.ThrowIfNull(values);
        string[] ids = [.. platforms], times = [.. periods];
        double[][] rows = [.. values.Select((row, t) => Guard.Values(row, FormattableString.Invariant($"values[{t}]"), 2))];
        Guard.SameLength(times.Length, rows.Length, "values");
        foreach (var row in rows)
        {
            Guard.SameLength(ids.Length, row.Length, "row of values");
            foreach (var value in row) Guard.Positive(value, $"value of {name}");
        }

        if (rows.Length < 2) throw new NotIdentifiedException("MODEL650", name, FormattableString.Invariant($"{rows.Length} periods"), "one time tells nothing of change", "add periods of the same definition");
        return new ShareHistory(name, definition, ids, times, rows, Guard.AtLeast(stepsBetween, 1, "stepsBetween"), provenance ?? Provenance.None);
    }

    /// <summary>The market at one of the periods, without categories.</summary>
    /// <param name="period">Place of the period; the last when left out.</param>
    public Market MarketAt(int period = -1)
    {
        var shares = Shares[period < 0 ? Shares.Count - 1 : period];
        return Market.Of([new MarketCategory("all", 1)], Platforms.Select((id, i) => new PlatformProfile(id, [new CategoryOffer("all", shares[i])])), Provenance);
    }

    /// <summary>The first periods only.</summary>
    /// <param name="count">How many, at least 2.</param>
    public ShareHistory First(int count) => Of(Name, Definition, Platforms, Periods.Take(Guard.AtLeast(count, 2, "count")), Values.Take(count), StepsBetween, Provenance);

    /// <summary>Log-ratios of the shares to the last platform, period by period after the first, then Herfindahl indices, then changes of rank.</summary>
    internal static double[] Summaries(IReadOnlyList<IReadOnlyList<double>> shares)
    {
        var last = shares[0].Count - 1;
        var ratios = shares.Skip(1).SelectMany(row => Enumerable.Range(0, last).Select(i => Math.Log(Math.Max(row[i], 1e-12) / Math.Max(row[last], 1e-12))));
        var hhi = shares.Skip(1).Select(row => row.Sum(share => share * share));
        var swaps = shares.Skip(1).Zip(shares, (now, before) => (double)Enumerable.Range(0, last + 1).Sum(i => Enumerable.Range(0, i).Count(j => (now[i] > now[j]) != (before[i] > before[j])))).Sum();
        return [.. ratios, .. hhi, swaps];
    }

    /// <summary>Names of <see cref="Summaries"/>.</summary>
    internal IReadOnlyList<string> SummaryNames() =>
    [
        .. Periods.Skip(1).SelectMany(period => Platforms.Take(Platforms.Count - 1).Select(id => $"ln {id}/{Platforms[^1]} {period}")),
        .. Periods.Skip(1).Select(period => $"HHI {period}"), "rank changes",
    ];
}
