namespace LiveCommerce.Data.Store;

/// <summary>The columns that a table of sessions has; more are welcome.</summary>
internal static class SessionColumns
{
    public static readonly string[] Keys = ["session_id", "kol_id"];

    public static readonly string[] Groups = ["platform_id", "kol_tier", "category", "stream_type"];

    /// <summary>Nested counts of people, first to last.</summary>
    public static readonly string[] Stages = ["viewers", "product_clicks", "carts", "orders", "kept_orders"];

    /// <summary>Each stage with the next, which never has more people.</summary>
    public static readonly (string Stage, string Next)[] Grows = [.. Stages.Zip(Stages.Skip(1))];

    public static readonly string[] Amounts = ["gmv_yuan", "followers_start", "unfollows", "eligible_buyers", "repeat_buyers", "ad_yuan", "commission_yuan"];

    public static readonly string[] Shares = ["sponsored_share", "content_score"];

    public const string Time = "start";

    public const string Mark = "synthetic";

    public static readonly string[] Counts = [.. Stages, .. Amounts];

    /// <summary>What is added up for each KOL.</summary>
    public static readonly string[] KolSums = [.. Stages, "gmv_yuan", "ad_yuan", "commission_yuan"];

    /// <summary>In the order of <c>sessions.csv</c>.</summary>
    public static readonly string[] All = ["session_id", "start", "platform_id", "kol_id", "kol_tier", "category", "stream_type", .. Stages, "gmv_yuan", "sponsored_share", "content_score", "followers_start", "unfollows", "eligible_buyers", "repeat_buyers", "ad_yuan", "commission_yuan", "synthetic"];

    /// <summary>What DuckDB reads from a CSV file.</summary>
    public static string DuckType(string column) =>
        Counts.Contains(column) ? "BIGINT" : Shares.Contains(column) ? "DOUBLE" : column switch { Time => "TIMESTAMPTZ", Mark => "BOOLEAN", _ => "VARCHAR" };

    /// <summary>Whether a column of this type can be what the name says.</summary>
    public static bool Fits(string column, Type type)
    {
        var kind = Nullable.GetUnderlyingType(type) ?? type;
        if (column == Time) return kind == typeof(DateTime) || kind == typeof(DateTimeOffset) || kind == typeof(DateOnly);
        if (column == Mark) return kind == typeof(bool);
        var whole = kind == typeof(long) || kind == typeof(int) || kind == typeof(short) || kind == typeof(sbyte) || kind == typeof(ulong) || kind == typeof(uint) || kind == typeof(ushort) || kind == typeof(byte);
        if (Counts.Contains(column)) return whole;
        if (Shares.Contains(column)) return whole || kind == typeof(double) || kind == typeof(float) || kind == typeof(decimal);
        return kind == typeof(string);
    }

    public static string Wanted(string column) =>
        Counts.Contains(column) ? "a column of whole numbers" : Shares.Contains(column) ? "a column of numbers" : column switch { Time => "a column of times (UTC)", Mark => "a column of true and false", _ => "a column of text" };
}
