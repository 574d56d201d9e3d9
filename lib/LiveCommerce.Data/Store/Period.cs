namespace LiveCommerce.Data.Store;

/// <summary>Weeks from Monday or months, counted on without a gap.</summary>
internal sealed record Period(Func<Dialect, string> Sql, Func<long, DateTime> Start)
{
    private const long WeekSeconds = 7 * 86_400;

    /// <summary>1 January 1970 was a Thursday: the week before it had begun three days earlier.</summary>
    private const long ToMonday = 3 * 86_400;

    private static readonly Period Week = new(
        d => d.Whole($"floor({d.Real($"({d.Seconds(d.Utc("start"))} + {ToMonday})")} / {WeekSeconds})"),
        index => DateTime.UnixEpoch.AddSeconds((index * WeekSeconds) - ToMonday));

    private static readonly Period Month = new(
        d => d.Whole($"(extract(year from {d.Utc("start")}) * 12 + extract(month from {d.Utc("start")}) - 1)"),
        index => new DateTime((int)(index / 12), (int)(index % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc));

    public static Period Of(PanelStep step) => step == PanelStep.Week ? Week : Month;
}
