using System.Globalization;
using LiveCommerce.Data.Store;

namespace Workbench.Tests.Store;

/// <summary>A question on which engines differ without a word unless it is spelt with care, and the one answer.</summary>
internal sealed record Probe(string Name, Func<Dialect, string> Sql, string Expected)
{
    private const string Numbers = "(select 1 as k, 4 as v, 'a' as g union all select 2, 1, 'a' union all select 3, 3, 'b' union all select 4, 2, 'b') as t";
    private const string Holes = "(select 1 as k, cast(null as {0}) as v union all select 2, cast(5 as {0}) union all select 3, cast(3 as {0})) as t";
    private const string Days = "(select cast('2024-02-29 23:30:00' as {0}) as s) as t";

    public static IReadOnlyList<Probe> All { get; } =
    [
        .. Arithmetic(), .. Nulls(), .. Aggregates(), .. Windows(), .. Times(), .. Texts(), .. Shapes(),
    ];

    /// <summary>The answer as text: all cells with a stroke between, rows with a semicolon.</summary>
    public string Ask(SqlEngine engine)
    {
        var frame = engine.Query(Sql(engine.Dialect));
        return string.Join("; ", Enumerable.Range(0, (int)frame.Rows.Count).Select(row => string.Join(" | ", frame.Columns.Select(column => Said(column[row])))));
    }

    private static string Said(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "?"),
        double number => number.ToString("R", CultureInfo.InvariantCulture) + (double.IsFinite(number) && number == Math.Floor(number) ? ".0" : ""),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static IEnumerable<Probe> Arithmetic() =>
    [
        new("division of whole numbers", d => $"select {d.Real("7")} / 2 as x", "3.5"),
        new("division of a sum by a count", d => $"select {d.Real("sum(v)")} / count(*) as x from {Numbers}", "2.5"),
        new("division by nothing", d => $"select {d.Real("1")} / nullif(0, 0) as x", "null"),
        new("a decimal literal", d => $"select {d.Real("0.1")} + {d.Real("0.2")} as x", "0.30000000000000004"),
        new("a sum of whole numbers is whole", d => $"select {d.Whole("sum(v)")} as x from {Numbers}", "10"),
        new("a sum of large whole numbers is exact", d => $"select {d.Whole("sum(v)")} as x from (select {d.Whole("9007199254740993")} as v union all select {d.Whole("2")}) as t", "9007199254740995"),
        new("a count is whole", d => $"select {d.Whole("count(*)")} as x from {Numbers}", "4"),
        new("floor of a negative number", d => $"select {d.Whole($"floor({d.Real("-7")} / 2)")} as x", "-4"),
        new("natural logarithm", d => $"select {d.Whole($"floor({d.Real($"ln({d.Real("10")})")} * 1000)")} as x", "2302"),
        new("rounding to the nearest, a half upwards", d => $"select {d.Whole($"floor({d.Real("2.5")} + 0.5)")} as x, {d.Whole($"floor({d.Real("2.7")})")} as y", "3 | 2"),
        new("absolute value", d => $"select {d.Whole("abs(-3)")} as x", "3"),
        new("remainder", d => $"select {d.Whole("7 % 4")} as x", "3"),
    ];

    private static IEnumerable<Probe> Nulls() =>
    [
        new("sum of no rows", d => $"select {d.Whole("sum(v)")} as x from {Numbers} where k > 9", "null"),
        new("maximum of no rows", d => $"select {d.Whole("max(v)")} as x from {Numbers} where k > 9", "null"),
        new("mean of no rows", d => $"select {d.Real("avg(v)")} as x from {Numbers} where k > 9", "null"),
        new("sum of ones over no rows", d => $"select {d.Whole("sum(1)")} as x from {Numbers} where k > 9", "null"),
        new("count of no rows", d => $"select {d.Whole("count(*)")} as x from {Numbers} where k > 9", "0"),
        new("sum passes over nulls", d => $"select {d.Whole("sum(v)")} as x, {d.Whole("count(v)")} as y, {d.Whole("count(*)")} as z from {Nullable(d)}", "8 | 2 | 3"),
        new("left join without a match", d => $"select l.k as k, {d.Whole("r.v")} as v from {Numbers.Replace(" as t", " as l", StringComparison.Ordinal)} left join (select 1 as k, 7 as v) as r on l.k = r.k order by l.k limit 2", "1 | 7; 2 | null"),
        new("join of text without a match", d => $"select r.g as g from (select 1 as k) as l left join (select 2 as k, 'b' as g) as r on l.k = r.k", "null"),
        new("coalesce", d => $"select {d.Whole("coalesce(v, 0)")} as x from {Nullable(d)} order by k", "0; 5; 3"),
        new("nulls last, falling", d => $"select k from {Nullable(d)} order by v desc nulls last, k", "2; 3; 1"),
        new("nulls first, rising", d => $"select k from {Nullable(d)} order by v nulls first, k", "1; 3; 2"),
        new("a comparison with null holds for no row", d => $"select {d.Whole("count(*)")} as x from {Nullable(d)} where v <> 5", "1"),
        new("a text joined to null", d => $"select {d.Joined("'a'", "cast(null as " + (d.Name == "ClickHouse" ? "Nullable(String)" : "varchar(9)") + ")")} as x", "null"),
        new("conditions count only what holds", d => $"select {d.Whole(d.CountIf("v > 3"))} as x, {d.Whole(d.CountIf("v is null"))} as y from {Nullable(d)}", "1 | 1"),
    ];

    private static IEnumerable<Probe> Aggregates() =>
    [
        new("exact distinct", d => $"select {d.Whole(d.Distinct("g"))} as x from {Numbers}", "2"),
        new("distinct passes over nulls", d => $"select {d.Whole(d.Distinct("v"))} as x from {Nullable(d)}", "2"),
        new("median between two values", d => $"select {d.Quantile(0.5, "v")} as x from {Numbers}", "2.5"),
        new("a quantile between two values", d => $"select {d.Quantile(0.9, "v")} as x from {Numbers}", "3.7"),
        new("quantiles pass over nulls", d => $"select {d.Quantile(0.5, "v")} as x from {Nullable(d)}", "4.0"),
        new("sample standard deviation", d => $"select {d.Real("stddev_samp(v)")} as x from (select 1 as v union all select 3 union all select 5) as t", "2.0"),
        new("population variance", d => $"select {d.Real("var_pop(v)")} as x from (select 1 as v union all select 3) as t", "1.0"),
        new("correlation", d => $"select {d.Whole($"floor(corr({d.Real("v")}, {d.Real("2 * v")}) * 1000 + 0.5)")} as x from {Numbers}", "1000"),
        new("the first by order", d => $"select g, {d.Whole(d.First("v", "k"))} as x from {Numbers} group by g order by g", "a | 4; b | 3"),
        new("the first by two columns", d => $"select {d.Whole(d.First("v", "g, v"))} as x from {Numbers}", "1"),
        new("groups by a condition", d => $"select case when v > 2 then 'much' else 'little' end as c, {d.Whole("count(*)")} as n from {Numbers} group by case when v > 2 then 'much' else 'little' end order by c", "little | 2; much | 2"),
        new("counts added up by group", d => $"select g, {d.SumOfMany("k")} as x from {Numbers} group by g order by g", "a | 3; b | 7"),
        new("counts of nothing are null", d => $"select {d.SumOfMany("k")} as x from {Numbers} where k > 9", "null"),
        new("groups kept by their sum", d => $"select g from {Numbers} group by g having sum(k) > 5", "b"),
        new("a filter names the column, not the alias", d => $"select {d.Whole("sum(v)")} as v from {Numbers} where v > 1", "9"),
        new("a slope from sums", d => $"select ({d.Real("count(*)")} * {d.Real("sum(k * v)")} - {d.Real("sum(k)")} * {d.Real("sum(v)")}) / nullif({d.Real("count(*)")} * {d.Real("sum(k * k)")} - {d.Real("sum(k)")} * {d.Real("sum(k)")}, 0) as x from {Numbers}", "-0.4"),
    ];

    private static IEnumerable<Probe> Windows() =>
    [
        new("the row before, none for the first", d => $"select k, {d.Whole(d.Previous("v", "order by k"))} as x from {Numbers} order by k", "1 | null; 2 | 4; 3 | 1; 4 | 3"),
        new("the row before within a group", d => $"select k, {d.Whole(d.Previous("v", "partition by g order by k"))} as x from {Numbers} order by k", "1 | null; 2 | 4; 3 | null; 4 | 3"),
        new("running sum", d => $"select {d.Whole("sum(v) over (order by k rows between unbounded preceding and current row)")} as x from {Numbers} order by k", "4; 5; 8; 10"),
        new("number of the row", d => $"select {d.Whole("row_number() over (partition by g order by v)")} as x from {Numbers} order by k", "2; 1; 2; 1"),
        new("lowest of a group, on every row", d => $"select {d.Whole("min(v) over (partition by g)")} as x from {Numbers} order by k", "1; 1; 2; 2"),
    ];

    private static IEnumerable<Probe> Times() =>
    [
        new("beginning of the day", d => $"select {d.Truncated("day", "s")} as x from {Moment(d)}", "2024-02-29T00:00:00Z"),
        new("weeks begin on Monday", d => $"select {d.Truncated("week", "s")} as x from {Moment(d)}", "2024-02-26T00:00:00Z"),
        new("beginning of the month", d => $"select {d.Truncated("month", "s")} as x from {Moment(d)}", "2024-02-01T00:00:00Z"),
        new("seconds since 1970", d => $"select {d.Seconds(d.Utc("s"))} as x from {Moment(d)}", "1709249400"),
        new("difference in seconds", d => $"select {d.Seconds(d.Utc("s"))} - {d.Seconds(d.Truncated("day", "s"))} as x from {Moment(d)}", "84600"),
        new("year and month", d => $"select {d.Whole($"extract(year from {d.Utc("s")})")} as y, {d.Whole($"extract(month from {d.Utc("s")})")} as m from {Moment(d)}", "2024 | 2"),
        new("a time is in UTC", d => $"select {d.Utc("s")} as x from {Moment(d)}", "2024-02-29T23:30:00Z"),
        new("a time before 1970", d => $"select {d.Seconds(d.Utc("s"))} as x from {Moment(d).Replace("2024-02-29 23:30:00", "1969-12-31 23:59:59", StringComparison.Ordinal)}", "-1"),
    ];

    private static IEnumerable<Probe> Texts() =>
    [
        new("text sorts by its characters' numbers", d => $"select x from (select 'b' as x union all select 'B' union all select 'a' union all select '快') as t order by {d.Binary("x")}", "B; a; b; 快"),
        new("text is compared by case", d => $"select {d.Whole("count(*)")} as x from (select 'Jd' as g) as t where g = 'jd'", "0"),
        new("trailing blanks count", d => $"select {d.Whole("count(*)")} as x from (select 'jd ' as g) as t where g = 'jd'", "0"),
        new("patterns mind the case", d => $"select {d.Whole(d.CountIf("g like 'tao%'"))} as x from (select 'taobao' as g union all select 'Taobao') as t", "1"),
        new("lower case", d => $"select lower('TaoBao') as x", "taobao"),
        new("a quote inside a text", d => $"select 'it''s' as x", "it's"),
    ];

    private static IEnumerable<Probe> Shapes() =>
    [
        new("a question inside a question", d => $"select {d.Whole("max(n)")} as x from (select g, count(*) as n from {Numbers} group by g) as s", "2"),
        new("a named question", d => $"with s as (select g, sum(v) as w from {Numbers} group by g) select {d.Whole("max(w)")} as x from s", "5"),
        new("the first rows of an order", d => $"select k from {Numbers} order by v desc, k limit 2", "1; 3"),
        new("one row of each group, by order", d => $"select distinct on (g) g, k from {Numbers} order by g, v", "a | 2; b | 4"),
        new("all of two questions", d => $"select {d.Whole("count(*)")} as x from (select 1 as a union all select 1) as t", "2"),
        new("a flag", d => $"select {(d.Name == "ClickHouse" ? "cast(1 as Bool)" : "true")} as x", "true"),
        new("a value is one of a list", d => $"select {d.Whole("count(*)")} as x from {Numbers} where g in ('b', 'c')", "2"),
    ];

    private static string Nullable(Dialect d) => Holes.Replace("{0}", d.Name == "ClickHouse" ? "Nullable(Int32)" : "integer", StringComparison.Ordinal);

    private static string Moment(Dialect d) => Days.Replace("{0}", d.Name == "ClickHouse" ? "DateTime64(0, 'UTC')" : "timestamp", StringComparison.Ordinal);
}
