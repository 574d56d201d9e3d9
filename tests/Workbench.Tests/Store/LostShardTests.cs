using LiveCommerce.Data;
using LiveCommerce.Data.Store;
using Workbench.Tests.Store.Engines;
using Xunit;

// Every answer of these tests comes within a second: there is nothing to cancel.
#pragma warning disable xUnit1051

namespace Workbench.Tests.Store;

/// <summary>A cluster that loses a shard.</summary>
public sealed class LostShardTests(OnClickHouse engine) : IClassFixture<OnClickHouse>
{
    [Fact]
    public void A_missing_shard_is_a_loud_error_and_never_half_an_answer()
    {
        Assert.Equal(20_000, Assert.Single(engine.Store.Funnel()).Sessions);
        engine.EndSecondShard();
        var fault = Assert.Throws<DataFaultException>(() => engine.Store.Funnel()).Faults[0];
        Assert.True(fault.Code == "DATA531", fault.ToString());
        Assert.Contains("half an answer is never given", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("DATA531", Assert.Throws<DataFaultException>(() => SessionStore.Open(engine.Address)).Faults[0].Code);
    }
}
