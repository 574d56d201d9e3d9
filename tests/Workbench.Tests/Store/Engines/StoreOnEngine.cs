using LiveCommerce.Data.Store;
using Xunit;

namespace Workbench.Tests.Store.Engines;

/// <summary>The panel in one engine, for the tests of one class; an engine that is not on this machine skips them, and fails them when <c>CI=true</c>.</summary>
public abstract class StoreOnEngine : IAsyncLifetime
{
    private SessionStore? store;

    /// <summary>Why the engine is missing here; null when it is there.</summary>
    public string? Missing { get; private set; }

    /// <summary>The panel in the engine.</summary>
    public SessionStore Store
    {
        get
        {
            if (Missing is not null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip(Missing);
            return store ?? throw new InvalidOperationException(Missing);
        }
    }

    /// <summary>The address of the panel.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Missing = Lacking();
        if (Missing is not null) return;
        Address = await LoadAsync();
        store = SessionStore.Open(Address);
    }

    public async ValueTask DisposeAsync()
    {
        store?.Dispose();
        await EndAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>What is missing, in one line; null when nothing is.</summary>
    protected abstract string? Lacking();

    /// <summary>Starts the engine and loads the panel.</summary>
    protected abstract Task<string> LoadAsync();

    protected virtual Task EndAsync() => Task.CompletedTask;
}
