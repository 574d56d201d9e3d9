namespace Workbench.Tests.Store;

/// <summary>The sums of a store, counted from the rows of the file one by one.</summary>
internal static class PlainCounts
{
    private static readonly string[] FunnelSums = ["viewers", "product_clicks", "carts", "orders", "kept_orders", "gmv_yuan"];
    private static readonly string[] KolSums = [.. FunnelSums, "ad_yuan", "commission_yuan"];

    public static IReadOnlyList<string> Funnel(IEnumerable<PlainSession> rows, Func<PlainSession, string> by) =>
        [.. Grouped(rows, by).Select(group => Told.Line(group.Key, [group.LongCount(), group.Select(row => row.Kol).Distinct().LongCount(), .. FunnelSums.Select(column => (object)group.Sum(row => row[column]))]))];

    public static IReadOnlyList<string> Kols(IEnumerable<PlainSession> rows, Func<PlainSession, string> by) =>
        [.. Grouped(rows, by).SelectMany(group => Grouped(group, row => row.Kol).Select(kol => Told.Line(group.Key, [kol.Key, kol.LongCount(), .. KolSums.Select(column => (object)kol.Sum(row => row[column]))])))];

    public static IReadOnlyList<string> Sessions(IEnumerable<PlainSession> rows) =>
        [.. rows.OrderBy(row => row.Kol, StringComparer.Ordinal).ThenBy(row => row.Start).ThenBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => Told.Line("", [row.Kol, row.Start, 1, .. Told.PanelSums.Select(column => (object)row[column]), row.Sponsored, row.Content]))];

    public static IReadOnlyList<string> Periods(IEnumerable<PlainSession> rows, Func<DateTime, DateTime> period) =>
        [.. Grouped(rows, row => row.Kol).SelectMany(kol => kol.GroupBy(row => period(row.Start)).OrderBy(group => group.Key).Select(group =>
        {
            var first = group.OrderBy(row => row.Start).ThenBy(row => row.Id, StringComparer.Ordinal).First();
            double viewers = group.Sum(row => row["viewers"]);
            return Told.Line("", [kol.Key, group.Key, group.Count(), .. Told.PanelSums.Select(column => (object)(column == "followers_start" ? first[column] : group.Sum(row => row[column]))),
                group.Sum(row => row.Sponsored * row["viewers"]) / viewers, group.Sum(row => row.Content * row["viewers"]) / viewers]);
        }))];

    public static (int Index, DateTime Start) Month(DateTime time) => ((time.Year * 12) + time.Month - 1, new DateTime(time.Year, time.Month, 1));

    public static (int Index, DateTime Start) Week(DateTime time)
    {
        var monday = time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7));
        return ((monday - new DateTime(2001, 1, 1)).Days / 7, monday);
    }

    public static IReadOnlyList<string> Cohorts(IReadOnlyList<PlainSession> rows, Func<PlainSession, string> by, Func<DateTime, (int Index, DateTime Start)> period)
    {
        var end = rows.Max(row => period(row.Start).Index);
        return [.. Grouped(rows, by).SelectMany(group => group.GroupBy(row => row.Kol)
            .Select(kol => (First: period(kol.Min(row => row.Start)), Last: period(kol.Max(row => row.Start)).Index, Rows: kol.Select(row => (Period: period(row.Start).Index, Row: row)).ToList()))
            .GroupBy(kol => kol.First).OrderBy(cohort => cohort.Key.Index).Select(cohort =>
            {
                var ages = Enumerable.Range(0, end - cohort.Key.Index + 1).ToList();
                string Each(Func<int, long> count, int skip = 0) => string.Join(',', ages.Skip(skip).Select(age => count(cohort.Key.Index + age)));
                return Told.Line(group.Key, cohort.Key.Start, cohort.LongCount(), Each(at => cohort.LongCount(kol => kol.Last >= at), 1), Each(at => cohort.LongCount(kol => kol.Rows.Any(row => row.Period == at))),
                    Each(at => cohort.SelectMany(kol => kol.Rows).Where(row => row.Period == at).Sum(row => row.Row["eligible_buyers"])), Each(at => cohort.SelectMany(kol => kol.Rows).Where(row => row.Period == at).Sum(row => row.Row["repeat_buyers"])));
            }))];
    }

    private static IEnumerable<IGrouping<string, PlainSession>> Grouped(IEnumerable<PlainSession> rows, Func<PlainSession, string> by) => rows.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal);
}
