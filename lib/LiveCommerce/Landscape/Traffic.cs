using LiveCommerce.Numerics;

namespace LiveCommerce.Landscape;

/// <summary>People that one source counts on a platform in a month.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="Source">Source id.</param>
/// <param name="People">Users in the month, above 0.</param>
public sealed record TrafficReading(string Platform, string Source, double People)
{
    /// <summary>Standard error; 0 when the source gives none.</summary>
    public double StandardError { get; init; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; init; } = Provenance.None;

    /// <summary>The same with its standard error.</summary>
    public TrafficReading WithStandardError(double standardError) => this with { StandardError = standardError };

    /// <summary>The same with its origin.</summary>
    public TrafficReading From(Provenance provenance) => this with { Provenance = provenance };
}

/// <summary>A platform's traffic, as a bubble and its ring.</summary>
/// <param name="Platform">Platform id.</param>
/// <param name="People">Median over sources; from the lowest to the highest source, each widened by its error.</param>
/// <param name="Sources">Sources that count it.</param>
public sealed record PlatformTraffic(string Platform, Estimate People, IReadOnlyList<string> Sources);

/// <summary>Traffic of platforms from sources that count differently.</summary>
public static class Traffic
{
    /// <summary>One answer per platform, by id. Several readings of a source are first averaged.</summary>
    /// <param name="readings">Readings of one month or year: traffic of different years is not one quantity.</param>
    /// <param name="level">Level of the widening by standard errors.</param>
    /// <exception cref="InputException">A count that is not above 0, a negative error, a level outside (0, 1).</exception>
    public static IReadOnlyList<PlatformTraffic> Of(IEnumerable<TrafficReading> readings, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(readings);
        Guard.Level(level);
        var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + level) / 2);
        return [.. Guard.Items(readings, "readings", r => r.Platform, r => r.Source).GroupBy(r => r.Platform).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            foreach (var r in group)
            {
                Guard.Positive(r.People, $"{r.Platform}, {r.Source}");
                if (!(r.StandardError >= 0)) Guard.Positive(r.StandardError, $"standard error of {r.Platform}, {r.Source}");
            }

            var bySource = group.GroupBy(r => r.Source).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (Mean: g.Average(r => r.People), Error: Math.Sqrt(g.Sum(r => r.StandardError * r.StandardError)) / g.Count())).ToArray();
            var (low, high) = (bySource.Min(s => s.Mean - (z * s.Error)), bySource.Max(s => s.Mean + (z * s.Error)));
            var interval = high > low ? new Interval(Math.Max(0, low), high, 1, IntervalKind.SourceSpread) : null;
            return new PlatformTraffic(group.Key, new Estimate(Quantile.Of(bySource.Select(s => s.Mean), 0.5), interval, Unit.Persons, new SampleSize(bySource.Length), "median over sources")
            {
                Provenance = Provenance.Combine(group.Select(r => r.Provenance)),
            }, [.. group.Select(r => r.Source).Distinct().Order(StringComparer.Ordinal)]);
        })];
    }
}
