using System.Globalization;
using LiveCommerce.Data.Store;

namespace Workbench.Tests.Store;

/// <summary>Results of a store as lines of text.</summary>
internal static class Told
{
    private static readonly string[] KolSums = ["viewers", "product_clicks", "carts", "orders", "kept_orders", "gmv_yuan", "ad_yuan", "commission_yuan"];

    public static readonly string[] PanelSums = ["viewers", "product_clicks", "carts", "orders", "kept_orders", "gmv_yuan", "followers_start", "unfollows", "eligible_buyers", "repeat_buyers", "ad_yuan", "commission_yuan"];

    public static IReadOnlyList<string> Of(IEnumerable<FunnelGroup> groups) =>
        [.. groups.Select(row => Line(row.Group, row.Sessions, row.Kols, row.Viewers, row.ProductClicks, row.Carts, row.Orders, row.KeptOrders, row.GmvYuan))];

    public static IReadOnlyList<string> Of(IEnumerable<KolTotal> kols) => [.. kols.Select(row => Line(row.Group, [row.Kol, row.Sessions, .. KolSums.Select(row.Of)]))];

    public static IReadOnlyList<string> Of(IEnumerable<PanelRow> rows) =>
        [.. rows.Select(row => Line("", [row.Kol, row.Start, row.Sessions, .. PanelSums.Select(row.Of), row.SponsoredShare, row.ContentScore]))];

    public static IReadOnlyList<string> Of(IEnumerable<Cohort> cohorts) =>
        [.. cohorts.Select(row => Line(row.Group, row.Start, row.Size, string.Join(',', row.Remaining), string.Join(',', row.Active), string.Join(',', row.EligibleBuyers), string.Join(',', row.RepeatBuyers)))];

    private static string Line(IReadOnlyDictionary<string, string> group, params object[] values) => Line(string.Join(" / ", group.Values), values);

    public static string Line(string group, params object[] values) => $"{group}: " + string.Join(' ', values.Select(value => value switch
    {
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        double number => number.ToString("0.0###############", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    }));
}
