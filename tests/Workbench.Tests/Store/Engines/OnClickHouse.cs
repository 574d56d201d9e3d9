using System.Globalization;

namespace Workbench.Tests.Store.Engines;

/// <summary>The panel on a cluster of two shards on loopback, spread over both by the hash of the session.</summary>
public sealed class OnClickHouse : StoreOnEngine
{
    private const string Columns = "session_id String, start DateTime('Asia/Shanghai'), platform_id LowCardinality(String), kol_id String, kol_tier LowCardinality(String), category LowCardinality(String), stream_type LowCardinality(String), viewers UInt32, product_clicks UInt32, carts UInt32, orders UInt32, kept_orders UInt32, gmv_yuan Int64, sponsored_share Float64, content_score Float64, followers_start UInt32, unfollows UInt32, eligible_buyers UInt32, repeat_buyers UInt32, ad_yuan Int64, commission_yuan Int64, synthetic Bool";

    private readonly TemporaryFolder folder = new();
    private readonly List<ClickHouseShard> shards = [];
    private readonly HttpClient client = new();

    /// <summary>The port at which the first shard talks to the second and to clickhouse-client, not to this program.</summary>
    public int NativePort { get; private set; }

    /// <summary>Ends the second shard.</summary>
    public void EndSecondShard() => shards[1].Dispose();

    protected override string? Lacking() => ClickHouseShard.Library() is null ? "ClickHouse is not on this machine. Run 'npm install --ignore-scripts chdb@3.4.0' in a folder and name its libchdb.so in WORKBENCH_CHDB." : null;

    protected override async Task<string> LoadAsync()
    {
        int[] http = [OnPostgreSql.FreePort(), OnPostgreSql.FreePort()];
        int[] tcp = [OnPostgreSql.FreePort(), OnPostgreSql.FreePort()];
        NativePort = tcp[0];
        for (var i = 0; i < 2; i++) shards.Add(ClickHouseShard.Start(folder.File($"shard{i}"), http[i], tcp, i));
        foreach (var port in http)
        {
            await ReadyAsync(port);
            await TellAsync(port, "create database lab");
            await TellAsync(port, $"create table lab.sessions_local ({Columns}) engine = MergeTree order by (platform_id, session_id)");
            await TellAsync(port, "create table lab.sessions as lab.sessions_local engine = Distributed(two, lab, sessions_local, cityHash64(session_id))");
        }

        // Without foreground insert rows arrive later, without a word.
        await TellAsync(http[0], "insert into lab.sessions settings distributed_foreground_insert = 1, date_time_input_format = 'best_effort' format CSVWithNames\n" + await File.ReadAllTextAsync(Panel.Csv));
        var rows = await Task.WhenAll(http.Select(port => TellAsync(port, "select count() from lab.sessions_local")));
        var here = rows.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToList();
        if (here.Sum() != Panel.Rows.Count || here.Min() < 9_000) throw new InvalidOperationException($"The shards hold {string.Join(" and ", here)} sessions.");
        return string.Create(CultureInfo.InvariantCulture, $"clickhouse://127.0.0.1:{http[0]}/lab");
    }

    protected override Task EndAsync()
    {
        foreach (var shard in shards) shard.Dispose();
        client.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    private async Task ReadyAsync(int port)
    {
        for (var left = 300; ; left--)
        {
            try
            {
                await TellAsync(port, "select 1");
                return;
            }
            catch (HttpRequestException) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<string> TellAsync(int port, string sql)
    {
        using var content = new StringContent(sql);
        using var answer = await client.PostAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text.Trim() : throw new InvalidOperationException(text);
    }
}
