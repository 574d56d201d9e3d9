namespace Workbench.Tests.Store;

/// <summary>A plain spelling that the engines accept and answer differently: why the shared SQL has its rules. Should an engine change its answer, the rule is looked at again.</summary>
/// <param name="Name">What differs.</param>
/// <param name="Sql">The plain spelling.</param>
/// <param name="Cure">The probes that hold the spelling that is used instead.</param>
/// <param name="Answers">What DuckDB, PostgreSQL and ClickHouse answer; <c>refused</c> where it is an error.</param>
internal sealed record SilentDifference(string Name, string Sql, string Cure, (string DuckDb, string PostgreSql, string ClickHouse) Answers)
{
    public const string Refused = "refused";

    private const string Rows = "(select 1 as k, 4 as v union all select 2, 1 union all select 3, 3) as t";

    public static IReadOnlyList<SilentDifference> All { get; } =
    [
        new("division of whole numbers", "select 7 / 2 as x", "division of whole numbers", ("3.5", "3", "3.5")),
        new("division by nothing", "select 1 / 0 as x", "division by nothing", ("Infinity", Refused, "Infinity")),
        new("rounding by a cast", "select cast(2.7 as integer) as x", "rounding to the nearest, a half upwards", ("3", "3", "2")),
        new("rounding of a half", "select round(cast(2.5 as double precision)) as x", "rounding to the nearest, a half upwards", ("3.0", "2.0", "2.0")),
        new("logarithm without a base", "select floor(log(10) * 1000) as x", "natural logarithm", ("1000.0", "1000.0", "2302.0")),
        new("a decimal literal", "select 0.1 + 0.2 as x", "a decimal literal", ("0.3", "0.3", "0.30000000000000004")),
        new("a text joined to null by concat", "select concat('a', null) as x", "a text joined to null", ("a", "a", "null")),
        new("nulls of a falling order", "select k from (select 1 as k, null as v union all select 2, 5) as t order by v desc", "nulls last, falling", ("2; 1", "1; 2", "2; 1")),
        new("the row before the first", $"select lag(v) over (order by k) as x from {Rows} order by k limit 1", "the row before, none for the first", ("null", "null", "0")),
        new("a difference of times", "select cast('2024-02-02' as date) - cast('2024-02-01' as date) as x", "difference in seconds", ("1", "1", "1")),
        new("a quantile as the standard spells it", $"select percentile_cont(0.5) within group (order by v) as x from {Rows}", "median between two values", ("3.0", "3.0", Refused)),
    ];
}
