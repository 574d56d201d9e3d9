namespace LiveCommerce.Data.Derived;

/// <summary>Kuaishou's quarters against its years, growth, and the upper bound of its commission rate.</summary>
internal static class KuaishouSums
{
    private const string OtherServices = "upper bound of the e-commerce commission rate: other services hold more than e-commerce";

    public static IEnumerable<DerivedFact> Of(InputRows rows)
    {
        var quarters = rows.Value("o0067") + rows.Value("o0114") + rows.Value("o0124") + rows.Value("o0079");
        yield return Fact("check-kuaishou-gmv-2022", "GMV: four quarters against the full year", "2022-01-01/2022-12-31", DerivedKind.ConsistencyCheck,
            rows.Compute(quarters / rows.Value("o0094"), Unit.Number, "ratio", "(Q1 + Q2 + Q3 + Q4) / full year", "o0067", "o0114", "o0124", "o0079", "o0094"));
        var parts = rows.Value("o0118") + rows.Value("o0121") + rows.Value("o0104");
        yield return Fact("check-kuaishou-gmv-2023", "GMV: first half, third and fourth quarter against the full year", "2023-01-01/2023-12-31", DerivedKind.ConsistencyCheck,
            rows.Compute(parts / rows.Value("o0090"), Unit.Number, "ratio", "(H1 + Q3 + Q4) / full year", "o0118", "o0121", "o0104", "o0090"));
        yield return Fact("kuaishou-gmv-q1-2023", "GMV", "2023-01-01/2023-03-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0118") - rows.Value("o0111"), Unit.Yuan, "difference", "first half - second quarter", "o0118", "o0111"));
        yield return Fact("kuaishou-gmv-growth-2023", "growth of GMV", "2023-01-01/2023-12-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0090") / rows.Value("o0094") - 1, Unit.Share, "ratio", "2023 / 2022 - 1", "o0090", "o0094"));
        yield return Fact("kuaishou-other-services-of-gmv-q3-2024", "other services revenue / GMV", "2024-07-01/2024-09-30", DerivedKind.Computed,
            rows.Compute(rows.Value("o0141") / rows.Value("o0135"), Unit.Share, "ratio", "other services revenue / GMV", "o0141", "o0135"), OtherServices + "; revenue is rounded to 0.1bn");
        yield return Fact("kuaishou-other-services-of-gmv-2023", "other services revenue / GMV", "2023-01-01/2023-12-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0428") / rows.Value("o0090"), Unit.Share, "ratio", "other services revenue / GMV", "o0428", "o0090"), OtherServices + "; revenue is recalled, not checked");
        yield return Fact("kuaishou-gmv-multiple-2019", "GMV, multiple of the year before", "2019-01-01/2019-12-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0153") / rows.Value("o0171"), Unit.Number, "ratio", "2019 / 2018", "o0153", "o0171"), "GMV of 2018 is recalled, not checked");
    }

    private static DerivedFact Fact(string id, string metric, string period, DerivedKind kind, Estimate estimate, string note = "") => new(id, "kuaishou", metric, period, kind, estimate, note);
}
