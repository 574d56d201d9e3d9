using LiveCommerce;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Import;

/// <summary>Proposes a mapping from the names and the values of columns.</summary>
public static class MapProposal
{
    private const int Sampled = 20_000;

    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.Ordinal)
    {
        ["session_id"] = ["id", "sessionid", "liveid", "roomid", "streamid", "statusid", "postid", "直播id", "场次"],
        ["start"] = ["starttime", "startedat", "datetime", "date", "time", "published", "statuspublished", "begin", "开播时间", "日期"],
        ["platform_id"] = ["platform", "channel", "平台"],
        ["kol_id"] = ["kol", "host", "hostid", "anchor", "anchorid", "streamer", "streamerid", "seller", "sellerid", "influencer", "主播"],
        ["kol_tier"] = ["tier", "hosttier", "level", "层级", "等级", "主播等级"],
        ["category"] = ["categoryname", "industry", "producttype", "类目", "品类"],
        ["stream_type"] = ["streamtype", "livetype", "直播类型"],
        ["viewers"] = ["uniqueviewers", "views", "uv", "audience", "visitors", "观看人数", "观看", "观众"],
        ["product_clicks"] = ["clicks", "itemclicks", "商品点击", "商品点击人数"],
        ["carts"] = ["addtocart", "cart", "atc", "加购", "加购人数"],
        ["orders"] = ["order", "purchases", "buyers", "订单数", "订单", "成交订单", "成交人数"],
        ["kept_orders"] = ["netorders", "ordersafterreturns", "净订单", "净成交订单"],
        ["gmv_yuan"] = ["gmv", "revenue", "turnover", "成交额", "销售额"],
        ["sponsored_share"] = ["adshare", "sponsored", "广告占比"],
        ["content_score"] = ["score", "quality"],
        ["followers_start"] = ["followers", "fans", "粉丝数", "粉丝"],
        ["unfollows"] = ["unfollow", "取关", "取关人数"],
        ["eligible_buyers"] = ["eligible"],
        ["repeat_buyers"] = ["repeatbuyers", "repeatcustomers", "复购", "复购人数"],
        ["ad_yuan"] = ["adrevenue", "adincome", "广告收入"],
        ["commission_yuan"] = ["commission", "佣金"],
        ["platform"] = ["platformid"],
        ["metric_id"] = ["metric", "indicator", "kpi"],
        ["period_start"] = ["from", "startdate"],
        ["period_end"] = ["to", "enddate"],
        ["definition_note"] = ["definition", "note"],
        ["geography"] = ["country", "region"],
        ["coefficient"] = ["beta", "estimate", "effect"],
        ["sample_size"] = ["n", "samplesize"],
        ["se"] = ["stderr", "standarderror"],
    };

    private static readonly string[] Bought = ["revenue", "purchase", "purchased", "bought", "converted", "conversion", "transaction"];

    /// <summary>A mapping; a field without a fitting column is left empty, with the reason beside it.</summary>
    public static ImportMap Of(SourceTable table, string kind, TableSchema schema, string file)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(schema);
        var map = new ImportMap
        {
            As = kind,
            Origin = new() { ["producer"] = "not stated", ["title"] = Path.GetFileName(file), ["url"] = "", ["licence"] = "not stated", ["synthetic"] = "false" },
        };
        var free = table.Header.ToList();
        foreach (var field in schema.Fields.Where(field => field.Name is not ("synthetic" or "observation_id" or "evidence_id")))
        {
            var mapped = Candidates(field.Name, free).Select(column => Fit(field, column, [.. table.Column(column).Where(text => text.Length > 0).Take(Sampled)])).OrderByDescending(fit => fit.From is not null).FirstOrDefault();
            if (mapped?.From is { } found) free.Remove(found);
            map.Columns[field.Name] = mapped ?? (schema.PrimaryKey.Contains(field.Name) ? new FieldMap { Value = "row-{row}", Note = "no column of ids found: rows are counted" }
                : field.Name == "verification" ? new FieldMap { Value = RowConversion.NotChecked, Note = "seen, only when the figure stood before your eyes" } : Missing(field));
        }

        map.Extra = [.. Unused(table, map)];
        return map;
    }

    /// <summary>Columns that the mapping leaves out: no field takes them, and they are not carried along.</summary>
    public static IReadOnlyList<string> Unused(SourceTable table, ImportMap map)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(map);
        return [.. table.Header.Except(map.Columns.Values.Select(field => field?.From).OfType<string>(), StringComparer.Ordinal).Except(map.Extra, StringComparer.Ordinal)];
    }

    /// <summary>Columns that may be a field: by its name, by another word for it, by a name that is nearly the same; for orders last, what a shop calls a visit that ended in one.</summary>
    private static IEnumerable<string> Candidates(string field, List<string> free)
    {
        IEnumerable<string> found = [.. free.Where(name => Plain(name) == Plain(field)), .. free.Where(name => Synonyms.TryGetValue(field, out var known) && known.Contains(Plain(name)))];
        if (Spelling.Nearest(field, free.Where(name => name.Length > 4)) is { } near) found = found.Append(near);
        if (field == "orders") found = found.Concat(free.Where(name => Bought.Contains(Plain(name))));
        return found.Distinct(StringComparer.Ordinal);
    }

    private static FieldMap Fit(FieldDescriptor field, string column, IReadOnlyList<string> fields)
    {
        switch (field.Type)
        {
            case "datetime" or "date":
                var formats = DateWriting.Guess(fields);
                return formats.Count == 0 ? new FieldMap { Note = $"column {column} holds no dates that can be read" }
                    : new FieldMap { From = column, Date = formats[0], Zone = formats[0].EndsWith('K') ? null : "UTC", Note = formats.Count > 1 ? $"day and month cannot be told apart: or {formats[1]}?" : "is the zone right?" };
            case "integer" when fields.Count > 0 && fields.All(text => text.ToLowerInvariant() is "true" or "false"):
                return new FieldMap { From = column, Note = "true counts as 1, false as 0" };
            case "integer" when field.Name == "orders" && Bought.Contains(Plain(column)):
                return new FieldMap { Note = $"column {column} holds amounts, not orders" };
            case "integer" or "number":
                var ways = NumberWriting.Guess(fields, field.Type == "integer");
                if (ways.Count == 0) return new FieldMap { Note = $"column {column} holds text such as \"{fields.First(text => !NumberWriting.TryRead(text, null, out _))}\"" };
                var numbers = fields.Select(text => NumberWriting.TryRead(text, ways[0], out var number) ? number : 0).ToList();
                var percent = fields.Any(text => text.EndsWith('%')) || (field.Unit == "share" && numbers.Count > 0 && numbers.Max() is > 1 and <= 100);
                return new FieldMap
                {
                    From = column,
                    Number = ways[0],
                    Scale = percent ? 0.01 : null,
                    Note = string.Join("; ", new[] { percent ? "looks like percent" : field.Unit is { Length: > 0 } unit ? $"in {unit}?" : "", ways[0] is { } way && ways.Count > 1 ? $"written as {way}?" : "" }.Where(note => note.Length > 0)),
                };
            default:
                return new FieldMap { From = column };
        }
    }

    private static FieldMap Missing(FieldDescriptor field) => new()
    {
        Note = (field.Unit is { Length: > 0 } unit ? unit + "; " : "") + (field.Constraints.Allowed is { Count: > 0 } allowed ? $"one of {string.Join(", ", allowed)}; " : "") + "no column found: write from or value, or leave it empty",
    };

    private static string Plain(string name) => new([.. name.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
}
