namespace LiveCommerce.Data.Derived;

/// <summary>Figures computed from the curated rows: never stored, so that a corrected row corrects them too.</summary>
public static class DerivedFacts
{
    /// <summary>All derived facts: Mogujie's years and halves, revenue shares, Kuaishou's sums, implied rates, and checks of sources against each other.</summary>
    /// <exception cref="InputException">A row that a fact needs is not in the data (DATA407).</exception>
    public static IReadOnlyList<DerivedFact> Of(CuratedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = new InputRows(data);
        return [.. Years(data), .. MogujieHalves.Of(rows), .. MogujieRevenue.Of(rows), .. KuaishouSums.Of(rows), .. ImpliedRates.Of(rows)];
    }

    private static IEnumerable<DerivedFact> Years(CuratedData data)
    {
        foreach (var year in MogujieYears.Of(data))
        {
            var ends = int.Parse(year.Name[2..], System.Globalization.CultureInfo.InvariantCulture);
            var period = $"{ends - 1}-04-01/{ends}-03-31";
            var note = year.Name == "FY2018" ? "weak: the release does not say whether the growth is of the year or of the quarter" : "";
            foreach (var (id, metric, estimate) in new[] { ("gmv", "GMV", year.Total), ("live-gmv", "livestream GMV", year.Live), ("live-share", "live share of GMV", year.LiveShare) })
            {
                if (estimate.Provenance.ComputedFrom is not { } computation) continue;
                var kind = computation.Contains("growth", StringComparison.Ordinal) ? DerivedKind.FromGrowthRate : DerivedKind.Computed;
                yield return new DerivedFact($"mogujie-{id}-{year.Name.ToLowerInvariant()}", "mogujie", metric, period, kind, estimate, note);
            }
        }
    }
}
