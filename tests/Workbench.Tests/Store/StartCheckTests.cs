using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Workbench.Tests.Store.Engines;
using Xunit;

// Every answer of these tests comes within a second: there is nothing to cancel.
#pragma warning disable xUnit1051

namespace Workbench.Tests.Store;

public sealed class StartCheckTests(OnPostgreSql engine) : IClassFixture<OnPostgreSql>
{
    [Fact]
    public void A_database_of_another_encoding_is_refused_with_the_setting_and_the_way_out()
    {
        _ = engine.Store;
        using (var connection = new Npgsql.NpgsqlConnection(Plain(engine.Address)))
        {
            connection.Open();
            using var command = new Npgsql.NpgsqlCommand("create database plain encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0", connection);
            command.ExecuteNonQuery();
        }

        var fault = Assert.Throws<DataFaultException>(() => SessionStore.Open(engine.Address.Replace("/postgres?", "/plain?", StringComparison.Ordinal))).Faults[0];
        Assert.Equal(("DATA542", "server_encoding is 'SQL_ASCII'"), (fault.Code, fault.Found));
    }

    [Fact]
    public void The_store_cannot_write() =>
        Assert.Contains("read-only", Assert.Throws<DataFaultException>(() => engine.Store.Engine.Query("create table lab.mine (a int)")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_that_is_not_there_is_said_so_with_the_way_out() =>
        Assert.Equal("DATA534", Assert.Throws<DataFaultException>(() => SessionStore.Open(Named(engine, "nothing"))).Faults[0].Code);

    private static string Named(StoreOnEngine engine, string table)
    {
        _ = engine.Store;
        return engine.Address.Replace("table=lab.panel", "table=lab." + table, StringComparison.Ordinal);
    }

    private static string Plain(string address)
    {
        var uri = new Uri(address);
        return $"Host={uri.Host};Port={uri.Port};Username=postgres;Database=postgres;Pooling=false";
    }
}
