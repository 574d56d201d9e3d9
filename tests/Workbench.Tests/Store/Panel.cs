using System.Globalization;
using DuckDB.NET.Data;

namespace Workbench.Tests.Store;

/// <summary>The shipped panel as plain rows, read without the store, and as files for engines.</summary>
internal static class Panel
{
    public static readonly string Folder = Path.Combine(Repository.Root, "data", "sessions");

    public static readonly string Csv = Path.Combine(Folder, "sessions.csv");

    private static readonly Lazy<IReadOnlyList<PlainSession>> Read = new(() => [.. File.ReadLines(Csv).Skip(1).Select(PlainSession.Of)]);

    public static IReadOnlyList<PlainSession> Rows => Read.Value;

    /// <summary>The panel in two Parquet files.</summary>
    public static void WriteParquet(string folder)
    {
        for (var half = 0; half < 2; half++)
            Duck($"copy (select * from read_csv('{Csv}', header = true) where cast(substr(kol_id, 4) as integer) % 2 = {half}) to '{Path.Combine(folder, $"part{half}.parquet")}' (format parquet)");
    }

    public static void Duck(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>One line of <c>sessions.csv</c>.</summary>
internal sealed record PlainSession(string Id, DateTime Start, string Platform, string Kol, string Tier, string Category, string Type, IReadOnlyDictionary<string, long> Counts, double Sponsored, double Content)
{
    private static readonly string[] Names = ["viewers", "product_clicks", "carts", "orders", "kept_orders", "gmv_yuan"];
    private static readonly string[] More = ["followers_start", "unfollows", "eligible_buyers", "repeat_buyers", "ad_yuan", "commission_yuan"];

    public long this[string column] => Counts[column];

    public static PlainSession Of(string line)
    {
        var part = line.Split(',');
        var counts = Names.Select((name, i) => (name, value: Whole(part[7 + i]))).Concat(More.Select((name, i) => (name, value: Whole(part[15 + i])))).ToDictionary(pair => pair.name, pair => pair.value);
        return new PlainSession(part[0], DateTime.Parse(part[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal), part[2], part[3], part[4], part[5], part[6], counts, Real(part[13]), Real(part[14]));
    }

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
