using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Workbench.Tests.Cli;
using Workbench.Tests.Store.Engines;
using Xunit;

// Every answer of these tests comes within a second: there is nothing to cancel.
#pragma warning disable xUnit1051

namespace Workbench.Tests.Store;

/// <summary>Servers that are there, and addresses that do not fit them.</summary>
public sealed class WrongAddressTests(OnClickHouse cluster, OnPostgreSql server) : IClassFixture<OnClickHouse>, IClassFixture<OnPostgreSql>
{
    [Fact]
    public void A_refused_password_of_ClickHouse_asks_for_user_and_password()
    {
        var fault = Refused(At(cluster, "default:wrong@", null));
        Assert.Equal("DATA532", fault.Code);
        Assert.EndsWith("Authentication failed: password is incorrect, or there is no user with such name", fault.Found, StringComparison.Ordinal);
        Assert.Contains("give user and password", fault.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong@", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_password_of_PostgreSQL_asks_for_user_and_password()
    {
        var fault = Refused(At(server, "locked:wrong@", null));
        Assert.Equal(("DATA532", "28P01: password authentication failed for user \"locked\""), (fault.Code, fault.Found));
    }

    [Fact]
    public void The_native_port_of_ClickHouse_is_told_from_that_of_HTTP()
    {
        _ = cluster.Store;
        var fault = Refused(At(cluster, "", cluster.NativePort));
        Assert.Equal(("DATA530", "ClickHouse over HTTP at this port"), (fault.Code, fault.Expected));
        Assert.Contains("is for clickhouse-client program", fault.Found, StringComparison.Ordinal);
        Assert.Contains("name its HTTP port: 8123", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_of_PostgreSQL_is_none_of_ClickHouse()
    {
        var fault = Refused(At(cluster, "", new Uri(At(server, "", null)).Port));
        Assert.Equal(("DATA530", "ClickHouse over HTTP at this port"), (fault.Code, fault.Expected));
    }

    [Fact]
    public void A_server_without_TLS_is_said_to_have_none()
    {
        Assert.Equal("a server that speaks TLS at this port", Refused(At(cluster, "", null) + "?protocol=https").Expected);
        Assert.Equal("a server that speaks TLS at this port", Refused(At(server, "", null).Replace("sslmode=disable", "sslmode=require", StringComparison.Ordinal)).Expected);
    }

    [Fact]
    public async Task A_run_tells_it_in_one_line_and_runs_nothing()
    {
        using var folder = new TemporaryFolder();
        var ended = await Command.RunAsync(Repository.Root, "run", "02-conversion", "--out", folder.File("out"), "--store", At(cluster, "default:wrong@", null));
        Assert.Equal((3, ""), (ended.Code, ended.Out));
        Assert.Matches(@"^clickhouse://127\.0\.0\.1:\d+/lab/sessions: error DATA532: .*; expected leave to read\. Fix: .*\n$", ended.Errors.ReplaceLineEndings("\n"));
        Assert.False(Directory.Exists(folder.File("out")));
    }

    private static Fault Refused(string address) => Assert.Single(Assert.Throws<DataFaultException>(() => SessionStore.Open(address)).Faults);

    /// <summary>The address of a server that is there, for another user or at another port.</summary>
    private static string At(StoreOnEngine engine, string user, int? port)
    {
        _ = engine.Store;
        var uri = new Uri(engine.Address);
        return FormattableString.Invariant($"{uri.Scheme}://{user}{uri.Host}:{port ?? uri.Port}{uri.PathAndQuery}");
    }
}
