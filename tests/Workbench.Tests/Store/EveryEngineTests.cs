using Workbench.Tests.Cli;
using Workbench.Tests.Store.Engines;
using Xunit;

namespace Workbench.Tests.Store;

public sealed class DuckDbTests(OnDuckDb engine) : EngineTests(engine), IClassFixture<OnDuckDb>;

public sealed class PostgreSqlTests(OnPostgreSql engine) : EngineTests(engine), IClassFixture<OnPostgreSql>;

public sealed class ClickHouseTests(OnClickHouse engine) : EngineTests(engine), IClassFixture<OnClickHouse>
{
    [Fact]
    public async Task The_notebook_on_conversion_tells_the_same_numbers_from_the_cluster()
    {
        _ = engine.Store;
        using var folder = new TemporaryFolder();
        var quiet = new Dictionary<string, string?> { ["WORKBENCH_BROWSER"] = "/nowhere" };
        var ended = await Task.WhenAll(
            Command.RunAsync(Repository.Root, quiet, "run", "02-conversion", "--out", folder.File("files")),
            Command.RunAsync(Repository.Root, quiet, "run", "02-conversion", "--out", folder.File("cluster"), "--store", engine.Address + "?source=livestream-commerce-sessions-synthetic"));
        Assert.All(ended, run => Assert.True(run.Code == 0, run.Errors));
        var numbers = new[] { "files", "cluster" }.Select(run => File.ReadAllText(Path.Combine(folder.File(run), "latest", "numbers.json"))).ToList();
        Assert.Contains("panel", numbers[0], StringComparison.Ordinal);
        Assert.Equal(numbers[0], numbers[1]);
        Assert.Contains("\"clickhouse://127.0.0.1", File.ReadAllText(Path.Combine(folder.File("cluster"), "latest", "manifest.json")), StringComparison.Ordinal);
        Assert.Contains("runs: what clickhouse://127.0.0.1", ended[1].Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_opens_the_cluster_by_itself_names_it_as_an_input_and_is_never_up_to_date()
    {
        _ = engine.Store;
        using var place = new SmallWorkbench().With("01-counts", SmallWorkbench.CSharp($"using var store = LiveCommerce.Data.Store.SessionStore.Open(\"{engine.Address}\");\nstore.Engine.Query(\"select count(*) as n from sessions\")[\"n\"][0]"));
        var ended = await Command.RunAsync(place.Path, "run");
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Equal("not summed", place.Json("manifest.json")["inputs"]!.AsArray().Single(input => input!["path"]!.ToString().StartsWith("clickhouse://127.0.0.1", StringComparison.Ordinal))!["hash"]!.ToString());
        Assert.Contains("01-counts  runs: what clickhouse://127.0.0.1", (await Command.RunAsync(place.Path, "status")).Out, StringComparison.Ordinal);
    }
}
