namespace LiveCommerce.Data.Store;

/// <summary>The KOLs whose first session fell in one period, and how many there were later.</summary>
/// <param name="Group">Values of the group, by column.</param>
/// <param name="Start">Beginning of the period, UTC.</param>
/// <param name="Size">KOLs in the cohort.</param>
/// <param name="Remaining">KOLs with a session in period 1, 2, ... or later, up to the last period of the store; never rising, as retention models take it.</param>
/// <param name="Active">KOLs with a session in period 0, 1, 2, ...</param>
/// <param name="EligibleBuyers">Earlier buyers who could buy again in period 0, 1, 2, ..., summed over sessions.</param>
/// <param name="RepeatBuyers">Of them, those who did.</param>
/// <param name="Provenance">Where they come from.</param>
/// <remarks>A KOL without a session in the last period counts as gone, also when the next session is merely not yet held: leave the last periods out where sessions are rare.</remarks>
public sealed record Cohort(
    IReadOnlyDictionary<string, string> Group, DateTime Start, long Size, IReadOnlyList<long> Remaining, IReadOnlyList<long> Active, IReadOnlyList<long> EligibleBuyers, IReadOnlyList<long> RepeatBuyers, Provenance Provenance)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{RowText.Group(Group)}, from {RowText.Day(Start)}: KOLs {RowText.Whole(Size)}, remaining {RowText.Periods(Remaining)}, active {RowText.Periods(Active)}, repeat buyers {RowText.Periods(RepeatBuyers)} of {RowText.Periods(EligibleBuyers)} ({Provenance})";
}
