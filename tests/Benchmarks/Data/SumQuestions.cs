using LiveCommerce.Data.Store;

namespace Benchmarks.Data;

/// <summary>A question put to the store, and the same put to DuckDB alone.</summary>
/// <param name="What">What is asked.</param>
/// <param name="Ask">Asks the store, looks at every row of the answer, and gives rows and the sum of one column.</param>
/// <param name="Sql">The same question as somebody would write it for DuckDB.</param>
/// <param name="Sum">The column that is summed, to see that both have answered the same.</param>
internal sealed record SumQuestion(string What, Func<SessionStore, (long Rows, long Sum)> Ask, string Sql, string Sum)
{
    private const string Stages = "sum(viewers) as v, sum(product_clicks) as pc, sum(carts) as ca, sum(orders) as o, sum(kept_orders) as k, sum(gmv_yuan) as g";

    public static IReadOnlyList<SumQuestion> All { get; } =
    [
        new("funnel by platform and category",
            store => Told(store.Funnel(["platform_id", "category"]), row => row.Orders),
            $"select platform_id, category, count(*) as n, count(distinct kol_id) as kols, count(*) filter (where synthetic) as s, {Stages} from sessions group by all", "o"),
        new("sums by KOL",
            store => Told(store.Kols(), row => row.Of("orders")),
            $"select kol_id, count(*) as n, count(*) filter (where synthetic) as s, {Stages}, sum(ad_yuan) as a, sum(commission_yuan) as c from sessions group by all", "o"),
        new("panel by KOL and month",
            store => Told(store.Panel(PanelStep.Month, limit: 5_000_000), row => row.Of("orders") + row.Of("followers_start")),
            $"select kol_id, date_trunc('month', start) as m, count(*) as n, count(*) filter (where synthetic) as s, {Stages}, sum(unfollows) as u, sum(eligible_buyers) as e, sum(repeat_buyers) as r, sum(ad_yuan) as a, sum(commission_yuan) as c, first(followers_start order by start, session_id) as f, sum(sponsored_share * viewers) as sv, sum(content_score * viewers) as cv, sum(sponsored_share) as ss, sum(content_score) as cs from sessions group by kol_id, m order by kol_id, m", "o + f"),
        new("cohorts by month",
            store => Told(store.Cohorts(), row => row.RepeatBuyers.Sum()),
            "select c, sum(ended) as size, list(n order by a) as n, list(e order by a) as e, list(r order by a) as r, sum(s) as s from (select c, a, count(*) as n, count(*) filter (where a = l) as ended, sum(e) as e, sum(r) as r, sum(s) as s from (select e, r, s, min(p) over w as c, p - min(p) over w as a, max(p) over w - min(p) over w as l from (select kol_id, extract(year from start) * 12 + extract(month from start) as p, sum(eligible_buyers) as e, sum(repeat_buyers) as r, count(*) filter (where synthetic) as s from sessions group by all) window w as (partition by kol_id)) group by all) group by c", "list_sum(r)"),
    ];

    public static SumQuestion Of(string what) => All.Single(question => question.What == what);

    private static (long, long) Told<T>(IReadOnlyList<T> rows, Func<T, long> value) => (rows.Count, rows.Sum(value));
}
