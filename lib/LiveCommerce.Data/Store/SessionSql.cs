namespace LiveCommerce.Data.Store;

/// <summary>The questions that are asked of a table of sessions, written once; an engine's <see cref="Dialect"/> fills the few holes.</summary>
/// <remarks>
/// Kept by a test: no bare division, rounding, logarithm or cast; no order without a unique key; no alias that is a column. Sums are of whole numbers, so that no order of shards changes them,
/// and whatever has digits is rounded in C#, not here.
/// </remarks>
internal static class SessionSql
{
    /// <summary>One row on the table as a whole: size, span, sums, and what tells that something is there that must not be.</summary>
    public static string Facts(Dialect d, string table) =>
        $"""
        select {d.Whole("count(*)")} as session_count,
          {d.Whole(d.CountIf("synthetic"))} as synthetic_count,
          min({d.Utc("start")}) as first_start, max({d.Utc("start")}) as last_start,
          {List(SessionColumns.Counts, column => $"{d.Whole($"sum({column})")} as sum_{column}")},
          {List(SessionColumns.All, column => $"{d.Whole($"count({column})")} as filled_{column}")},
          {List(SessionColumns.Counts, column => $"{d.Whole($"min({column})")} as least_{column}")},
          {List(SessionColumns.Grows, pair => $"{d.Whole($"max({d.Whole(pair.Next)} - {d.Whole(pair.Stage)})")} as growth_{pair.Next}")}
        from {table}
        """;

    /// <summary>One row with how often each thing is there that must not be.</summary>
    public static string Faults(Dialect d, string table) =>
        $"""
        select {List(SessionColumns.All, column => $"{d.Whole(d.CountIf($"{column} is null"))} as null_{column}")},
          {List(SessionColumns.Counts, column => $"{d.Whole(d.CountIf($"{column} < 0"))} as negative_{column}")},
          {List(SessionColumns.Grows, pair => $"{d.Whole(d.CountIf($"{pair.Next} > {pair.Stage}"))} as grows_{pair.Next}")}
        from {table}
        """;

    /// <summary>How many ids of sessions come more than once.</summary>
    public static string Repeated(Dialect d, string table) =>
        $"select {d.Whole("count(*)")} as repeated_count from (select session_id from {table} group by session_id having count(*) > 1) as repeated_ids";

    /// <summary>Sums by group.</summary>
    public static string Groups(Dialect d, string from, IReadOnlyList<string> by) =>
        $"""
        select {Keys(by)}{d.Whole("count(*)")} as session_count, {d.Whole(d.Distinct("kol_id"))} as kol_count, {d.Whole(d.CountIf("synthetic"))} as synthetic_count,
          {List([.. SessionColumns.Stages, "gmv_yuan"], column => $"{d.Whole($"sum({column})")} as sum_{column}")}
        from {from}{GroupBy(by)}
        """;

    /// <summary>What Pearson's over-dispersion of a rate between sessions is made of, by group.</summary>
    public static string Spread(Dialect d, string from, IReadOnlyList<string> by, string events, string trials) =>
        $"""
        select {Keys(by)}{d.Whole(d.CountIf($"{trials} > 0"))} as used_count, {d.Whole(d.CountIf($"{trials} = 0"))} as empty_count, {d.Whole(d.CountIf("synthetic"))} as synthetic_count,
          {d.Whole($"sum({events})")} as sum_events, {d.Whole($"sum({trials})")} as sum_trials,
          sum({d.Real(events)} * {d.Real(events)} / {d.Real($"nullif({trials}, 0)")}) as sum_ratio
        from {from}{GroupBy(by)}
        """;

    /// <summary>Sums by KOL, within groups, in order of both.</summary>
    public static string Kols(Dialect d, string from, IReadOnlyList<string> by) =>
        $"""
        select {Keys(by)}kol_id, {d.Whole("count(*)")} as session_count, {d.Whole(d.CountIf("synthetic"))} as synthetic_count,
          {List(SessionColumns.KolSums, column => $"{d.Whole($"sum({column})")} as sum_{column}")}
        from {from} group by {Keys(by)}kol_id order by {List([.. by, "kol_id"], d.Binary)}
        """;

    /// <summary>Every session, in order of KOL and time.</summary>
    public static string PanelOfSessions(Dialect d, string from, long limit) =>
        $"""
        select kol_id, {d.Utc("start")} as period_start, {d.Whole("1")} as session_count, {d.Whole("case when synthetic then 1 else 0 end")} as synthetic_count,
          {List(SessionColumns.Counts, column => $"{d.Whole(column)} as sum_{column}")},
          {d.Real("sponsored_share")} * {d.Real("viewers")} as weighed_sponsored, {d.Real("content_score")} * {d.Real("viewers")} as weighed_content,
          {d.Real("sponsored_share")} as sum_sponsored, {d.Real("content_score")} as sum_content
        from {from} order by {d.Binary("kol_id")}, {d.Utc("start")}, {d.Binary("session_id")} limit {limit}
        """;

    /// <summary>Sessions of a KOL within a week or month taken together.</summary>
    public static string PanelOfPeriods(Dialect d, string from, string period, long limit) =>
        $"""
        select kol_id, {period} as period_index, {d.Whole("count(*)")} as session_count, {d.Whole(d.CountIf("synthetic"))} as synthetic_count,
          {List(SessionColumns.Counts.Where(column => column != "followers_start"), column => $"{d.SumOfMany(column)} as sum_{column}")},
          {d.Whole(d.First("followers_start", $"{d.Utc("start")}, {d.Binary("session_id")}"))} as sum_followers_start,
          sum({d.Real("sponsored_share")} * {d.Real("viewers")}) as weighed_sponsored, sum({d.Real("content_score")} * {d.Real("viewers")}) as weighed_content,
          sum({d.Real("sponsored_share")}) as sum_sponsored, sum({d.Real("content_score")}) as sum_content
        from {from} group by kol_id, {period} order by {d.Binary("kol_id")}, period_index limit {limit}
        """;

    /// <summary>KOLs by the period of their first session and the periods since: how many were active, for how many it was the last period.</summary>
    public static string Cohorts(Dialect d, string from, IReadOnlyList<string> by, string period) =>
        $"""
        select {Keys(by)}cohort_period, age, {d.Whole("count(*)")} as active_count, {d.Whole(d.CountIf("age = last_age"))} as ended_count,
          {d.Whole("sum(eligible_sum)")} as sum_eligible, {d.Whole("sum(repeat_sum)")} as sum_repeat, {d.Whole("sum(synthetic_sum)")} as synthetic_count
        from (
          select {Keys(by)}eligible_sum, repeat_sum, synthetic_sum, min(active_period) over ({Window(by)}) as cohort_period,
            active_period - min(active_period) over ({Window(by)}) as age, max(active_period) over ({Window(by)}) - min(active_period) over ({Window(by)}) as last_age
          from (
            select {Keys(by)}kol_id, {period} as active_period, {d.SumOfMany("eligible_buyers")} as eligible_sum, {d.SumOfMany("repeat_buyers")} as repeat_sum, {d.Whole(d.CountIf("synthetic"))} as synthetic_sum
            from {from} group by {Keys(by)}kol_id, {period}
          ) as active_periods
        ) as aged_periods
        group by {Keys(by)}cohort_period, age
        """;

    /// <summary>The sessions themselves, in the order of their ids.</summary>
    public static string Rows(Dialect d, string from, long limit) =>
        $"""
        select {List(SessionColumns.All, column => column == SessionColumns.Time ? $"{d.Utc("start")} as start_utc" : SessionColumns.Counts.Contains(column) ? $"{d.Whole(column)} as whole_{column}" : SessionColumns.Shares.Contains(column) ? $"{d.Real(column)} as real_{column}" : column)}
        from {from} order by {d.Binary("session_id")} limit {limit}
        """;

    private static string Keys(IReadOnlyList<string> by) => string.Concat(by.Select(column => column + ", "));

    private static string GroupBy(IReadOnlyList<string> by) => by.Count == 0 ? "" : " group by " + string.Join(", ", by);

    private static string Window(IReadOnlyList<string> by) => $"partition by {Keys(by)}kol_id";

    private static string List<T>(IEnumerable<T> items, Func<T, string> text) => string.Join(", ", items.Select(text));
}
