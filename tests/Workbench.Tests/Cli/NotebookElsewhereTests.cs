using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>Notebooks that lie outside the workbench: they find its data, and are told so.</summary>
public sealed class NotebookElsewhereTests : IDisposable
{
    private const string Told = "own: no data packages beside it; it finds those of ";

    private readonly SmallWorkbench workbench = new SmallWorkbench().WithCurated();
    private readonly SmallWorkbench elsewhere = new SmallWorkbench().With("own", SmallWorkbench.CSharp("LiveCommerce.Data.DataDirectory.Of(\"curated\") + \" \" + LiveCommerce.Data.CuratedData.Open().Platforms.Rows.Count"));

    private string Notebook => elsewhere.File("notebooks", "own.ipynb");

    [Fact]
    public async Task It_finds_the_data_of_the_workbench_in_which_the_command_was_started()
    {
        var ended = await Command.RunAsync(workbench.Path, "run", Notebook, "--out", elsewhere.Runs);
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains(Told + workbench.File("data"), ended.Errors, StringComparison.Ordinal);
        Assert.Contains(workbench.File("data", "curated"), elsewhere.Executed("own").ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("livestream-commerce-facts/platforms.csv", elsewhere.Json("manifest.json").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_of_any_workbench_it_finds_the_data_that_came_with_the_program()
    {
        var ended = await Command.RunAsync(Path.GetTempPath(), "run", Notebook, elsewhere.File("written.ipynb"));
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Contains(Told + Path.Combine(Repository.Root, "data"), ended.Errors, StringComparison.Ordinal);
        Assert.Contains(Repository.Curated, await File.ReadAllTextAsync(elsewhere.File("written.ipynb"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_around_the_notebook_come_first()
    {
        elsewhere.WithCurated();
        var ended = await Command.RunAsync(workbench.Path, "run", Notebook, elsewhere.File("written.ipynb"));
        Assert.True(ended.Code == 0, ended.Errors);
        Assert.DoesNotContain("no data packages beside it", ended.Errors, StringComparison.Ordinal);
        Assert.Contains(elsewhere.File("data", "curated"), await File.ReadAllTextAsync(elsewhere.File("written.ipynb"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        workbench.Dispose();
        elsewhere.Dispose();
    }
}
