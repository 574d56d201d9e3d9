using System.Diagnostics;
using LiveCommerce.Data.Store;

namespace Benchmarks.Data;

/// <summary>The sums of a store over Parquet, beside the same questions put to DuckDB alone; 5M sessions, or as many as <c>WORKBENCH_BENCHMARK_ROWS</c> says.</summary>
internal sealed class StoreSums : IBenchmark
{
    public string Name => "store-sums";

    public IEnumerable<Measurement> Measure()
    {
        var rows = long.TryParse(Environment.GetEnvironmentVariable("WORKBENCH_BENCHMARK_ROWS"), out var asked) ? asked : 5_000_000;
        using var files = new ManySessions();
        var parquet = files.Make("sessions.parquet", rows, "format parquet, compression zstd");
        var view = $"create view sessions as select * from read_parquet('{parquet}')";
        var millions = (rows / 1e6).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) + "M";
        var watch = Stopwatch.StartNew();
        using var store = SessionStore.Open($"duckdb:{parquet}?memory=4GB");
        _ = store.Facts;
        yield return new Measurement($"{millions}: open, and look once at every row", watch.Elapsed.TotalSeconds);
        foreach (var (what, ask, sql) in Questions(store))
            yield return new Measurement($"{millions}: {what}", Machine.Median(ask, 3), "DuckDB alone", Machine.Median(() => ManySessions.Duck(sql, view), 3));
        yield return new Measurement($"memory of the process at its highest: {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20)} MB (files were made in it)", 0);
    }

    private static IEnumerable<(string What, Action Ask, string Sql)> Questions(SessionStore store)
    {
        const string stages = "sum(viewers), sum(product_clicks), sum(carts), sum(orders), sum(kept_orders), sum(gmv_yuan)";
        yield return ("funnel by platform and category", () => store.Funnel(["platform_id", "category"]), $"select platform_id, category, count(*), count(distinct kol_id), count(*) filter (where synthetic), {stages} from sessions group by all");
        yield return ("sums by KOL", () => store.Kols(), $"select kol_id, count(*), count(*) filter (where synthetic), {stages}, sum(ad_yuan), sum(commission_yuan) from sessions group by all");
        yield return ("panel by KOL and month", () => store.Panel(PanelStep.Month, limit: 5_000_000),
            $"select kol_id, date_trunc('month', start) as m, count(*), count(*) filter (where synthetic), {stages}, sum(unfollows), sum(eligible_buyers), sum(repeat_buyers), sum(ad_yuan), sum(commission_yuan), first(followers_start order by start, session_id), sum(sponsored_share * viewers), sum(content_score * viewers), sum(sponsored_share), sum(content_score) from sessions group by kol_id, m order by kol_id, m");
        yield return ("cohorts by month", () => store.Cohorts(),
            "select c, a, count(*), count(*) filter (where a = l), sum(e), sum(r), sum(s) from (select e, r, s, min(p) over w as c, p - min(p) over w as a, max(p) over w - min(p) over w as l from (select kol_id, extract(year from start) * 12 + extract(month from start) as p, sum(eligible_buyers) as e, sum(repeat_buyers) as r, count(*) filter (where synthetic) as s from sessions group by all) window w as (partition by kol_id)) group by all");
    }
}
