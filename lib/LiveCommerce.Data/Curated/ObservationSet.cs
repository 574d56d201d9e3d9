namespace LiveCommerce.Data;

/// <summary>A selection of observations, narrowed step by step; what is left out is remembered.</summary>
/// <remarks>Known misprints never appear; recalled rows only after <see cref="IncludingUnverified"/>; rows that disagree stay.</remarks>
public sealed class ObservationSet
{
    private readonly IReadOnlyList<Observation> all;
    private readonly bool unverified;
    private readonly string asked;

    internal ObservationSet(IReadOnlyList<Observation> all, bool unverified = false, string asked = "observations")
    {
        this.all = all;
        this.unverified = unverified;
        this.asked = asked;
        Rows = [.. all.Where(row => row.Kind != ValueKind.KnownMisprint && (unverified || !row.Unverified))];
    }

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<Observation> Rows { get; }

    /// <summary>How many recalled rows are left out.</summary>
    public int UnverifiedLeftOut => all.Count(row => row.Kind != ValueKind.KnownMisprint && row.Unverified) - Rows.Count(row => row.Unverified);

    /// <summary>Recalled rows too; their mark goes with them.</summary>
    public ObservationSet IncludingUnverified() => new(all, true, asked);

    /// <summary>Rows of one metric.</summary>
    public ObservationSet Metric(string metric) => Narrow(row => row.Metric == metric, $"metric {metric}");

    /// <summary>Rows of one platform.</summary>
    public ObservationSet Platform(string platform) => Narrow(row => row.Platform == platform, $"platform {platform}");

    /// <summary>Rows of exactly one period.</summary>
    public ObservationSet Period(DateTime first, DateTime last) =>
        Narrow(row => row.Start == first.Date && row.End == last.Date, $"period {first:yyyy-MM-dd} to {last:yyyy-MM-dd}");

    /// <summary>Rows whose period lies within two days.</summary>
    public ObservationSet Within(DateTime first, DateTime last) =>
        Narrow(row => row.Start >= first.Date && row.End <= last.Date, $"within {first:yyyy-MM-dd} to {last:yyyy-MM-dd}");

    /// <summary>Rows for which a rule of the caller holds.</summary>
    public ObservationSet Where(Func<Observation, bool> rule) => Narrow(rule, "a rule of the caller");

    /// <summary>One value from rows that speak of the same: the mean of their points, with the spread of sources as interval.</summary>
    /// <param name="acrossDefinitions">Whether rows with different definitions are taken together; the method then says so, and the spread holds the definitions too.</param>
    /// <exception cref="InputException">There is no row, or the rows differ in platform, metric, unit, currency, period or definition.</exception>
    public Estimate Pooled(bool acrossDefinitions = false)
    {
        var rows = Comparable();
        Same("platforms", row => row.Platform, "choose one with Platform(...)");
        Same("periods", row => $"{row.Start:yyyy-MM-dd} to {row.End:yyyy-MM-dd}", "choose one with Period(...)");
        if (!acrossDefinitions) Same("definitions", row => row.Definition, "choose one with Where(row => row.Definition == ...), or write Pooled(acrossDefinitions: true)");
        var isMixed = rows.Select(row => row.Definition).Distinct(StringComparer.Ordinal).Count() > 1;
        var points = rows.Where(row => row.Value is not null).Select(row => row.Value!.Value).ToList();
        var ends = points.Concat(rows.SelectMany(row => new[] { row.Low, row.High }).OfType<double>()).ToList();
        var value = points.Count > 0 ? points.Average() : double.NaN;
        var spread = rows.Count > 1 || points.Count == 0 ? new Interval(ends.Min(), ends.Max(), 1, IntervalKind.SourceSpread) : null;
        return new Estimate(value, spread, rows[0].Unit, new SampleSize(rows.Count, UnverifiedLeftOut, UnverifiedLeftOut > 0 ? "recalled, unverified" : null), isMixed ? "mean of sources, definitions differ" : rows.Count > 1 ? "mean of sources" : "as published")
        {
            Provenance = Provenance.Combine(rows.Select(row => row.Provenance)),
        };
    }

    /// <summary>The one row that is left.</summary>
    /// <exception cref="InputException">There is none, or more than one.</exception>
    public Observation Single() => Rows.Count switch
    {
        1 => Rows[0],
        0 => throw Nothing(),
        _ => throw new InputException("DATA405", asked, $"{Rows.Count} rows ({string.Join(", ", Rows.Take(6).Select(row => row.Id))})", "one was asked for", "narrow the selection, or pool the sources with Pooled()"),
    };

    /// <summary>The rows, when they may stand on one axis.</summary>
    /// <exception cref="InputException">There is no row, or the rows differ in metric, unit, currency or period length.</exception>
    public IReadOnlyList<Observation> Comparable()
    {
        if (Rows.Count == 0) throw Nothing();
        Same("metrics", row => row.Metric, "choose one with Metric(...)");
        Same("units or currencies", row => row.Unit.Id, "choose one with Where(row => row.Unit == ...); amounts are not converted");
        Same("lengths of period", row => Length(row), "choose one with Period(...) or Where(row => row.Days ...)");
        return Rows;
    }

    private ObservationSet Narrow(Func<Observation, bool> rule, string step) => new([.. all.Where(rule)], unverified, $"{asked}, {step}");

    private void Same(string what, Func<Observation, string> key, string fix)
    {
        var kinds = Rows.Select(key).Distinct(StringComparer.Ordinal).ToList();
        if (kinds.Count > 1)
            throw new InputException("DATA404", asked, $"different {what} ({string.Join(", ", kinds.Take(5))})", "they are not the same quantity and are not pooled", fix);
    }

    private static string Length(Observation row) => row.Days switch
    {
        null => "no period",
        1 => "a day",
        <= 7 => "a week",
        >= 28 and <= 31 => "a month",
        >= 89 and <= 92 => "a quarter",
        >= 181 and <= 184 => "half a year",
        >= 365 and <= 366 => "a year",
        var days => $"{days} days",
    };

    private InputException Nothing() => new("DATA406", asked, "no row",
        UnverifiedLeftOut > 0 ? $"{UnverifiedLeftOut} recalled rows are left out" : "no source gives this figure",
        UnverifiedLeftOut > 0 ? "add IncludingUnverified() and show the mark" : "choose another metric, platform or period");
}
