namespace Workbench.Tests.Store.Engines;

/// <summary>The panel in Parquet files, read by DuckDB.</summary>
public sealed class OnDuckDb : StoreOnEngine
{
    private readonly TemporaryFolder folder = new();

    protected override string? Lacking() => null;

    protected override Task<string> LoadAsync()
    {
        Directory.CreateDirectory(folder.File("sessions"));
        Panel.WriteParquet(folder.File("sessions"));
        return Task.FromResult($"duckdb:{folder.Path}?memory=512MB&threads=2&spill={Uri.EscapeDataString(folder.File("spill"))}");
    }

    protected override Task EndAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
