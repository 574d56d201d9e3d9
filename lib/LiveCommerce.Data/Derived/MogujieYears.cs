namespace LiveCommerce.Data.Derived;

/// <summary>A fiscal year of Mogujie: total and livestream GMV, and the live share, each with what it is computed from.</summary>
/// <param name="Name">Name, such as <c>FY2021</c>: the year that ends on 31 March 2021.</param>
/// <param name="Total">Total GMV, yuan.</param>
/// <param name="Live">Livestream GMV, yuan.</param>
/// <param name="LiveShare">Live share of GMV, 0 to 1.</param>
public sealed record MogujieYear(string Name, Estimate Total, Estimate Live, Estimate LiveShare);

/// <summary>Fiscal years of Mogujie, put together from quarters, halves and stated growth rates: the company does not publish them all.</summary>
/// <remarks>GMV counts orders placed at list price, paid or not, returned or not. Growth rates are rounded to 0.1 point, so back-calculated values carry an error of about 0.1%.</remarks>
public sealed class MogujieYears
{
    private readonly InputRows rows;

    private MogujieYears(CuratedData data) => rows = new InputRows(data);

    /// <summary>Fiscal years 2018 to 2022, in order.</summary>
    /// <exception cref="InputException">A row that a year needs is not in the data.</exception>
    public static IReadOnlyList<MogujieYear> Of(CuratedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var years = new MogujieYears(data);
        return [years.Fy2018(), years.Fy2019(), years.Fy2020(), years.Fy2021(), years.Fy2022()];
    }

    /// <summary>Total GMV of FY2020: the twelve months to June 2020, less that quarter, plus the same quarter a year before.</summary>
    private Estimate Total2020() => Money(Value("o0029") - Value("o0026") + Value("o0026") / (1 - 0.252),
        "twelve months to June 2020 - quarter to June 2020 + the same quarter a year before, from its growth of -25.2%", "o0029", "o0026");

    private Estimate Live2020() => Money(Value("o0013") * Total2020().Value, "published live share x total GMV of FY2020", "o0013", "o0029", "o0026");

    private Estimate Live2019() => Money(Live2020().Value / (1 + Value("o0014")), "livestream GMV of FY2020 / (1 + its growth of 91.6%)", "o0013", "o0029", "o0026", "o0014");

    private MogujieYear Fy2018()
    {
        var live = Money(Live2019().Value / (1 + Value("o0007")), "livestream GMV of FY2019 / (1 + growth of 138.1%); weak: the release does not say whether the growth is of the year or of the quarter", "o0013", "o0029", "o0026", "o0014", "o0007");
        return Year("FY2018", Published("o0004", Unit.Yuan), live);
    }

    private MogujieYear Fy2019() => Year("FY2019", Published("o0005", Unit.Yuan), Live2019());

    private MogujieYear Fy2020() => new("FY2020", Total2020(), Live2020(), Published("o0013", Unit.Share));

    private MogujieYear Fy2021()
    {
        var live = Value("o0027") + Value("o0034") + Value("o0047") / (1 - 0.230);
        var total = Value("o0026") + Value("o0033") + Value("o0046") / (1 - 0.314);
        return Year("FY2021",
            Money(total, "two quarters + second half, from the second half a year later and its growth of -31.4%", "o0026", "o0033", "o0046"),
            Money(live, "two quarters + second half, from the second half a year later and its growth of -23.0%", "o0027", "o0034", "o0047"));
    }

    private MogujieYear Fy2022() => Year("FY2022",
        Money(Value("o0043") + Value("o0046"), "first half + second half", "o0043", "o0046"),
        Money(Value("o0042") + Value("o0047"), "first half + second half", "o0042", "o0047"));

    private static MogujieYear Year(string name, Estimate total, Estimate live) => new(name, total, live,
        new Estimate(live.Value / total.Value, null, Unit.Share, new SampleSize(live.N.Used + total.N.Used), "ratio of sums")
        {
            Provenance = live.Provenance.With(total.Provenance).Computed($"livestream GMV ({live.Provenance.ComputedFrom ?? "as published"}) / total GMV ({total.Provenance.ComputedFrom ?? "as published"})"),
        });

    private double Value(string id) => rows.Value(id);

    private Estimate Published(string id, Unit unit) => new(rows.Value(id), null, unit, new SampleSize(1), "as published") { Provenance = rows.Provenance(id) };

    private Estimate Money(double value, string computation, params string[] ids) => rows.Compute(value, Unit.Yuan, "sum of published figures", computation, ids);
}
