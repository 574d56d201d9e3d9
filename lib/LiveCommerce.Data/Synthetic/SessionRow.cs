namespace LiveCommerce.Data.Synthetic;

/// <summary>One generated session; the names are the columns of <c>sessions.csv</c>.</summary>
internal sealed record SessionRow(
    string SessionId, DateTime Start, string Platform, string Kol, string Tier, string Category, string StreamType,
    long Viewers, long Clicks, long Carts, long Orders, long Kept, long Gmv, double Sponsored, double Content,
    long Followers, long Unfollows, long EligibleBuyers, long RepeatBuyers, long Ad, long Commission)
{
    public const string Header =
        "session_id,start,platform_id,kol_id,kol_tier,category,stream_type,viewers,product_clicks,carts,orders,kept_orders,gmv_yuan,sponsored_share,content_score,followers_start,unfollows,eligible_buyers,repeat_buyers,ad_yuan,commission_yuan,synthetic";

    public string ToCsv() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{SessionId},{Start:yyyy-MM-dd'T'HH:mm:ss'Z'},{Platform},{Kol},{Tier},{Category},{StreamType},{Viewers},{Clicks},{Carts},{Orders},{Kept},{Gmv},{Sponsored:0.###},{Content:0.###},{Followers},{Unfollows},{EligibleBuyers},{RepeatBuyers},{Ad},{Commission},true");
}
