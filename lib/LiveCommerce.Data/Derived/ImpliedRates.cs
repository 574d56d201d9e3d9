namespace LiveCommerce.Data.Derived;

/// <summary>Rates that a sentence of a source implies without printing them.</summary>
internal static class ImpliedRates
{
    public static IEnumerable<DerivedFact> Of(InputRows rows)
    {
        yield return new DerivedFact("implied-conventional-conversion", "", "conversion rate of conventional e-commerce, implied", "", DerivedKind.Computed,
            rows.Compute(rows.Value("f001") / 10, Unit.Share, "ratio", "'approaching 30%' / 'up to ten times conventional e-commerce'", "f001"),
            "from one self-reported sentence; both numbers are upper ends");
        yield return new DerivedFact("implied-mean-return-rate", "", "mean product return rate, implied upper bound", "", DerivedKind.Computed,
            rows.Compute(rows.Value("t005") / 100 / 0.30, Unit.Share, "ratio", "effect in points / 'more than 30% of the mean return rate'", "t005"),
            "the mean lies below this value");
    }
}
