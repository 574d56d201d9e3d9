using LiveCommerce.Data.Frames;
using LiveCommerce.Monetisation;

namespace LiveCommerce.Data.Store;

public sealed partial class SessionStore
{
    /// <summary>Counts of the funnel, by group.</summary>
    /// <param name="by">Columns of text, such as <c>platform_id</c>; none for all sessions together.</param>
    /// <param name="filter">Which sessions; all when null.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <returns>Groups in the order of their values; none when no session is left.</returns>
    public IReadOnlyList<FunnelGroup> Funnel(IEnumerable<string>? by = null, SessionFilter? filter = null, CancellationToken cancellation = default)
    {
        var columns = Groups(by);
        var where = Sound(filter);
        var frame = Engine.Query(SessionSql.Groups(Dialect, where.Text(Table), columns), where.Parameters, cancellation);
        var rows = Frame.Rows(frame, row => new FunnelGroup(Group(row, columns), row.Count("session_count"), row.Count("kol_count"), row.Count("sum_viewers"), row.Count("sum_product_clicks"),
            row.Count("sum_carts"), row.Count("sum_orders"), row.Count("sum_kept_orders"), row.Count("sum_gmv_yuan"), From(row.Count("synthetic_count"))));
        return InOrder(rows.Where(row => row.Sessions > 0), row => row.Group, _ => "");
    }

    /// <summary>How much a rate differs between sessions, by group.</summary>
    /// <param name="events">Such as <c>orders</c>.</param>
    /// <param name="trials">Such as <c>viewers</c>; sessions with none are left out.</param>
    /// <param name="by">Columns of text; none for all sessions together.</param>
    /// <param name="filter">Which sessions; all when null.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <remarks>Pearson's statistic over sessions, from three sums: sum e^2/n, sum e, sum n.</remarks>
    public IReadOnlyList<RateSpread> Spread(string events = "orders", string trials = "viewers", IEnumerable<string>? by = null, SessionFilter? filter = null, CancellationToken cancellation = default)
    {
        var columns = Groups(by);
        var where = Sound(filter);
        var frame = Engine.Query(SessionSql.Spread(Dialect, where.Text(Table), columns, Counted(events), Counted(trials)), where.Parameters, cancellation);
        var rows = Frame.Rows(frame, row =>
        {
            var (sum, all, used, empty) = (row.Count("sum_events"), row.Count("sum_trials"), row.Count("used_count"), row.Count("empty_count"));
            double? spread = used < 2 || sum == 0 || sum == all ? null
                : ((row.Number("sum_ratio") ?? 0) - ((double)sum * sum / all)) / ((double)sum / all * (1 - ((double)sum / all))) / (used - 1);
            return new RateSpread(Group(row, columns), sum, all, spread, new SampleSize(used, empty, empty > 0 ? $"{trials} is 0" : null), From(row.Count("synthetic_count")));
        });
        return InOrder(rows.Where(row => row.N.Used + row.N.Dropped > 0), row => row.Group, _ => "");
    }

    /// <summary>Sums by KOL, within groups: incomes, and the clusters of rates.</summary>
    /// <param name="by">Columns of text; none for all sessions of a KOL together.</param>
    /// <param name="filter">Which sessions; all when null.</param>
    /// <param name="cancellation">Stops the engine.</param>
    public IReadOnlyList<KolTotal> Kols(IEnumerable<string>? by = null, SessionFilter? filter = null, CancellationToken cancellation = default)
    {
        var columns = Groups(by);
        var where = Sound(filter);
        var frame = Engine.Query(SessionSql.Kols(Dialect, where.Text(Table), columns), where.Parameters, cancellation);
        var answer = new AnswerColumns(frame);
        var (groups, kols, sessions, synthetic, sums) = (GroupsOf(answer, columns), answer.Text("kol_id"), answer.Whole("session_count"), answer.Whole("synthetic_count"), answer.Sums(SessionColumns.KolSums));
        return new RowList<KolTotal>(answer.Count, i => new KolTotal(groups(i), kols[i], sessions.Span[i], new RowSums(sums, i), From(synthetic.Span[i])));
    }

    /// <summary>How unequal the KOLs are, by group.</summary>
    /// <param name="income">What is added up per KOL: <c>gmv_yuan</c>, <c>ad_yuan</c>, <c>commission_yuan</c> or a stage.</param>
    /// <param name="by">Columns of text; none for all together.</param>
    /// <param name="filter">Which sessions; all when null.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <exception cref="InputException">A group has one KOL, or no income.</exception>
    public IReadOnlyList<GroupConcentration> Concentrations(string income = "gmv_yuan", IEnumerable<string>? by = null, SessionFilter? filter = null, CancellationToken cancellation = default)
    {
        var columns = Groups(by);
        var groups = Kols(columns, filter, cancellation).GroupBy(kol => string.Join('\u0001', kol.Group.Values), StringComparer.Ordinal).Select(group => group.ToList());
        return [.. groups.Select(kols => kols.Count > 1 && kols.Any(kol => kol.Of(income) > 0)
            ? new GroupConcentration(kols[0].Group, income, Concentration.Of(kols.Select(kol => (double)kol.Of(income)), Provenance.Combine(kols.Select(kol => kol.Provenance).Distinct())))
            : throw new InputException("DATA524", $"the group {string.Join(" / ", kols[0].Group.Values)}", kols.Count == 1 ? "one KOL" : $"no {income}", "inequality needs two KOLs and an income", "filter the group out, and say so"))];
    }

    /// <summary>The panel: every KOL over time.</summary>
    /// <param name="step">Sessions as they are, or those of a week or month together.</param>
    /// <param name="filter">Which sessions; all when null.</param>
    /// <param name="limit">Most rows that are brought into memory.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <returns>In the order of KOL and time.</returns>
    /// <exception cref="InputException">There are more rows.</exception>
    public IReadOnlyList<PanelRow> Panel(PanelStep step = PanelStep.Session, SessionFilter? filter = null, int limit = 1_000_000, CancellationToken cancellation = default)
    {
        var where = Sound(filter);
        var from = where.Text(Table);
        var period = step == PanelStep.Session ? null : Period.Of(step);
        var sql = period is null ? SessionSql.PanelOfSessions(Dialect, from, limit + 1L) : SessionSql.PanelOfPeriods(Dialect, from, period.Sql(Dialect), limit + 1L);
        var answer = new AnswerColumns(Limited(sql, where, limit, "rows", cancellation));
        var (kols, starts, sessions, synthetic) = (answer.Text("kol_id"), Starts(answer, period), answer.Whole("session_count"), answer.Whole("synthetic_count"));
        var (sums, viewers) = (answer.Sums(SessionColumns.Counts), answer.Whole("sum_viewers"));
        var (sponsored, content) = (new WeighedMean(answer, "sponsored"), new WeighedMean(answer, "content"));
        return new RowList<PanelRow>(answer.Count, i => new PanelRow(kols[i], starts(i), sessions.Span[i], new RowSums(sums, i),
            sponsored.Of(i, viewers.Span[i], sessions.Span[i]), content.Of(i, viewers.Span[i], sessions.Span[i]), From(synthetic.Span[i])));
    }

    /// <summary>KOLs by the week or month of their first session, and how many were there later.</summary>
    /// <param name="step">Week or month.</param>
    /// <param name="by">Columns of text: a KOL counts in each group in which sessions were held; none for all together.</param>
    /// <param name="filter">Which sessions; all when null. The first session is the first of these.</param>
    /// <param name="cancellation">Stops the engine.</param>
    public IReadOnlyList<Cohort> Cohorts(PanelStep step = PanelStep.Month, IEnumerable<string>? by = null, SessionFilter? filter = null, CancellationToken cancellation = default)
    {
        if (step == PanelStep.Session) throw new InputException("DATA404", "'step'", "Session", "a cohort is of a week or a month", "write PanelStep.Month");
        var columns = Groups(by);
        var where = Sound(filter);
        var period = Period.Of(step);
        var frame = Engine.Query(SessionSql.Cohorts(Dialect, where.Text(Table), columns, period.Sql(Dialect)), where.Parameters, cancellation);
        var rows = Frame.Rows(frame, row => new CohortPart(Group(row, columns), row.Count("cohort_period"), row.Count("age"), row.Count("active_count"), row.Count("ended_count"), row.Count("sum_eligible"), row.Count("sum_repeat"), row.Count("synthetic_count")));
        if (rows.Count == 0) return [];
        var last = rows.Max(row => row.Cohort + row.Age);
        var cohorts = rows.GroupBy(row => (Name: string.Join('\u0001', row.Group.Values), row.Cohort)).OrderBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Cohort);
        return [.. cohorts.Select(group => CohortPart.Together([.. group], last, period.Start(group.Key.Cohort), From))];
    }

    /// <summary>The group of each row, one dictionary for all rows of a group.</summary>
    private static Func<int, IReadOnlyDictionary<string, string>> GroupsOf(AnswerColumns answer, string[] by)
    {
        var columns = by.Select(answer.Text).ToList();
        var known = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var groups = Enumerable.Range(0, by.Length == 0 ? 0 : answer.Count).Select(Group).ToArray();
        var none = new Dictionary<string, string>();
        return row => groups.Length == 0 ? none : groups[row];

        IReadOnlyDictionary<string, string> Group(int row)
        {
            var name = string.Join('\u0001', columns.Select(column => column[row]));
            return known.TryGetValue(name, out var group) ? group : known[name] = by.Zip(columns).ToDictionary(pair => pair.First, pair => pair.Second[row], StringComparer.Ordinal);
        }
    }

    private static Func<int, DateTime> Starts(AnswerColumns answer, Period? period)
    {
        if (period is null)
        {
            var times = answer.Time("period_start");
            return row => times.Span[row];
        }

        var indices = answer.Whole("period_index");
        return row => period.Start(indices.Span[row]);
    }

    private static string Counted(string column) => SessionColumns.Counts.Contains(column) ? column
        : throw new InputException("DATA403", $"column '{column}'", $"the counts {string.Join(", ", SessionColumns.Counts)}", "there is no such count" + Spelling.Hint(column, SessionColumns.Counts), "name one of these");
}
