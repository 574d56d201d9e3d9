using System.Globalization;

namespace LiveCommerce.Data.Store;

/// <summary>The few spellings in which the engines differ; everything else of an analysis is plain SQL that all of them read alike.</summary>
/// <remarks>The conformance suite holds every spelling, and every construct of the shared SQL, to the same answer on all engines.</remarks>
public sealed record Dialect
{
    /// <summary>Name of the engine.</summary>
    public required string Name { get; init; }

    /// <summary>A whole number of 64 bits.</summary>
    public required Func<string, string> Whole { get; init; }

    /// <summary>A number of double precision; what is divided goes through it.</summary>
    public required Func<string, string> Real { get; init; }

    /// <summary>The sum of whole numbers of 0 or more in each of very many groups, exact up to 2^53; a store whose totals are greater takes the plain sum.</summary>
    public required Func<string, string> SumOfMany { get; init; }

    /// <summary>How many rows meet a condition.</summary>
    public required Func<string, string> CountIf { get; init; }

    /// <summary>How many different values there are, exactly.</summary>
    public required Func<string, string> Distinct { get; init; }

    /// <summary>The exact quantile with linear interpolation (type 7); first the probability.</summary>
    public required Func<double, string, string> Quantile { get; init; }

    /// <summary>Seconds since 1970, UTC.</summary>
    public required Func<string, string> Seconds { get; init; }

    /// <summary>A time in UTC, whatever zone the column is kept in.</summary>
    public required Func<string, string> Utc { get; init; }

    /// <summary>The beginning of the day, week (Monday) or month; first the unit.</summary>
    public required Func<string, string, string> Truncated { get; init; }

    /// <summary>The value of the row that is first by an order over one or more columns; first the value.</summary>
    public required Func<string, string, string> First { get; init; }

    /// <summary>The value of the row before, null for the first; first the value, then the window.</summary>
    public required Func<string, string, string> Previous { get; init; }

    /// <summary>A text that sorts by its characters' numbers, not by a language.</summary>
    public required Func<string, string> Binary { get; init; }

    /// <summary>A text made of texts; null as soon as one is.</summary>
    public required Func<string, string, string> Joined { get; init; }

    /// <summary>A value bound by name: first the name, then <c>text</c> or <c>time</c>.</summary>
    public required Func<string, string, string> Parameter { get; init; }

    /// <summary>DuckDB.</summary>
    public static Dialect DuckDb { get; } = new()
    {
        Name = "DuckDB",
        Whole = e => $"cast({e} as bigint)",
        Real = e => $"cast({e} as double)",
        // DuckDB adds whole numbers up in 128 bits: with a million groups the time goes into their memory, of which double precision takes half.
        SumOfMany = e => $"cast(sum(cast({e} as double)) as bigint)",
        CountIf = condition => $"count(*) filter (where {condition})",
        Distinct = e => $"count(distinct {e})",
        Quantile = (p, e) => $"quantile_cont(cast({e} as double), {Number(p)})",
        Seconds = e => $"cast(floor(epoch({e})) as bigint)",
        Utc = e => $"cast({e} as timestamp)",
        Truncated = (unit, e) => $"cast(date_trunc('{unit}', cast({e} as timestamp)) as timestamp)",
        First = (e, order) => $"arg_min({e}, row({order}))",
        Previous = (e, window) => $"lag({e}) over ({window})",
        Binary = e => e,
        Joined = (a, b) => $"({a} || {b})",
        Parameter = (name, kind) => kind == "time" ? $"cast(${name} as timestamp)" : "$" + name,
    };

    /// <summary>PostgreSQL.</summary>
    public static Dialect PostgreSql { get; } = new()
    {
        Name = "PostgreSQL",
        Whole = e => $"cast({e} as bigint)",
        Real = e => $"cast({e} as double precision)",
        SumOfMany = e => $"cast(sum({e}) as bigint)",
        CountIf = condition => $"count(*) filter (where {condition})",
        Distinct = e => $"count(distinct {e})",
        Quantile = (p, e) => $"percentile_cont({Number(p)}) within group (order by cast({e} as double precision))",
        Seconds = e => $"cast(floor(extract(epoch from {e})) as bigint)",
        Utc = e => $"(cast({e} as timestamptz) at time zone 'UTC')",
        Truncated = (unit, e) => $"date_trunc('{unit}', cast({e} as timestamptz) at time zone 'UTC')",
        First = (e, order) => $"(array_agg({e} order by {order}))[1]",
        Previous = (e, window) => $"lag({e}) over ({window})",
        Binary = e => $"{e} collate \"C\"",
        Joined = (a, b) => $"({a} || {b})",
        Parameter = (name, _) => "@" + name,
    };

    /// <summary>ClickHouse, with the settings that <see cref="SqlEngine"/> sends and checks.</summary>
    public static Dialect ClickHouse { get; } = new()
    {
        Name = "ClickHouse",
        Whole = e => $"cast({e} as Nullable(Int64))",
        Real = e => $"cast({e} as Nullable(Float64))",
        SumOfMany = e => $"cast(sum({e}) as Nullable(Int64))",
        CountIf = condition => $"countIf({condition})",
        Distinct = e => $"uniqExact({e})",
        Quantile = (p, e) => $"quantileExactInclusive({Number(p)})({e})",
        Seconds = e => $"toInt64(toUnixTimestamp64Second(toDateTime64({e}, 6, 'UTC')))",
        Utc = e => $"toDateTime64({e}, 6, 'UTC')",
        Truncated = (unit, e) => $"toDateTime64(date_trunc('{unit}', toDateTime64({e}, 6, 'UTC')), 6, 'UTC')",
        First = (e, order) => $"argMin({e}, tuple({order}))",
        Previous = (e, window) => $"lag(toNullable({e})) over ({window})",
        Binary = e => e,
        Joined = (a, b) => $"({a} || {b})",
        Parameter = (name, kind) => kind == "time" ? $"{{{name}:DateTime64(6, 'UTC')}}" : $"{{{name}:String}}",
    };

    /// <summary>The dialect for a table whose columns add up to this at most.</summary>
    internal Dialect For(long total) => total <= 1L << 53 ? this : this with { SumOfMany = e => Whole($"sum({e})") };

    private static string Number(double value) => value.ToString("0.0################", CultureInfo.InvariantCulture);
}
