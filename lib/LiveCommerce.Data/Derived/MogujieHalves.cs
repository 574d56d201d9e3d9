namespace LiveCommerce.Data.Derived;

/// <summary>Half-years of Mogujie, and its releases checked against each other.</summary>
internal static class MogujieHalves
{
    private const string FirstHalf2021 = "2020-04-01/2020-09-30";
    private const string SecondHalf2021 = "2020-10-01/2021-03-31";

    public static IEnumerable<DerivedFact> Of(InputRows rows)
    {
        yield return Fact("live-share-h2-fy2022", "live share of GMV", "2021-10-01/2022-03-31", DerivedKind.Computed,
            rows.Compute(rows.Value("o0047") / rows.Value("o0046"), Unit.Share, "ratio", "livestream GMV / GMV", "o0047", "o0046"));
        var live1 = rows.Value("o0027") + rows.Value("o0034");
        var total1 = rows.Value("o0026") + rows.Value("o0033");
        yield return Fact("live-gmv-h1-fy2021", "livestream GMV", FirstHalf2021, DerivedKind.Computed, rows.Compute(live1, Unit.Yuan, "sum", "two quarters", "o0027", "o0034"));
        yield return Fact("gmv-h1-fy2021", "GMV", FirstHalf2021, DerivedKind.Computed, rows.Compute(total1, Unit.Yuan, "sum", "two quarters", "o0026", "o0033"));
        var live2 = rows.Value("o0047") / (1 - 0.230);
        var total2 = rows.Value("o0046") / (1 - 0.314);
        yield return Fact("live-gmv-h2-fy2021", "livestream GMV", SecondHalf2021, DerivedKind.FromGrowthRate,
            rows.Compute(live2, Unit.Yuan, "worked back", "second half of FY2022 / (1 - 23.0%)", "o0047"));
        yield return Fact("gmv-h2-fy2021", "GMV", SecondHalf2021, DerivedKind.FromGrowthRate,
            rows.Compute(total2, Unit.Yuan, "worked back", "second half of FY2022 / (1 - 31.4%)", "o0046"));
        yield return Fact("live-share-h2-fy2021", "live share of GMV", SecondHalf2021, DerivedKind.FromGrowthRate,
            rows.Compute(live2 / total2, Unit.Share, "ratio", "both worked back from the second half of FY2022 and its growth", "o0047", "o0046"));

        yield return Check("live-gmv-h1-fy2021", "livestream GMV: two quarters against the half a year later and its growth of 8.5%", FirstHalf2021,
            rows.Compute(rows.Value("o0042") / 1.085 / live1, Unit.Number, "ratio", "(first half of FY2022 / 1.085) / two quarters", "o0042", "o0027", "o0034"));
        yield return Check("gmv-h1-fy2021", "GMV: two quarters against the half a year later and its growth of -12.5%", FirstHalf2021,
            rows.Compute(rows.Value("o0043") / 0.875 / total1, Unit.Number, "ratio", "(first half of FY2022 / 0.875) / two quarters", "o0043", "o0026", "o0033"));
        yield return Check("gmv-q2-fy2020", "GMV: two trailing sums of twelve months against the quarter a year later and its growth of -25.3%", "2019-07-01/2019-09-30",
            rows.Compute((rows.Value("o0029") + rows.Value("o0033") - rows.Value("o0036")) / (rows.Value("o0033") / 0.747), Unit.Number, "ratio",
                "(twelve months to June 2020 + quarter to September 2020 - twelve months to September 2020) / (quarter to September 2020 / 0.747)", "o0029", "o0033", "o0036"));
    }

    private static DerivedFact Fact(string id, string metric, string period, DerivedKind kind, Estimate estimate) =>
        new("mogujie-" + id, "mogujie", metric, period, kind, estimate, kind == DerivedKind.FromGrowthRate ? "the growth is rounded to 0.1 point" : "");

    private static DerivedFact Check(string id, string metric, string period, Estimate estimate) =>
        new("check-mogujie-" + id, "mogujie", metric, period, DerivedKind.ConsistencyCheck, estimate);
}
