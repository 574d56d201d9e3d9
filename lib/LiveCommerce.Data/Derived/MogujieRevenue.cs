namespace LiveCommerce.Data.Derived;

/// <summary>What Mogujie earns on: commission against marketing, and commission against GMV.</summary>
internal static class MogujieRevenue
{
    public static IEnumerable<DerivedFact> Of(InputRows rows)
    {
        var gmv = rows.Value("o0043") + rows.Value("o0046");
        yield return new DerivedFact("mogujie-commission-of-gmv-fy2022", "mogujie", "commission revenue / GMV", "2021-04-01/2022-03-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0054") / gmv, Unit.Share, "ratio", "commission revenue / (first half + second half of GMV)", "o0054", "o0043", "o0046"),
            "not a tariff: GMV counts unpaid and returned orders");
        foreach (var (year, revenue, commission, marketing) in new[] { (2021, "o0051", "o0053", "o0055"), (2022, "o0052", "o0054", "o0056") })
        {
            yield return Share("marketing", year, marketing, revenue);
            yield return Share("commission", year, commission, revenue);
        }

        DerivedFact Share(string part, int year, string of, string all) => new($"mogujie-{part}-share-fy{year}", "mogujie", $"{part} share of revenue", $"{year - 1}-04-01/{year}-03-31", DerivedKind.Computed,
            rows.Compute(rows.Value(of) / rows.Value(all), Unit.Share, "ratio", $"{part} revenue / total revenue", of, all));
    }
}
