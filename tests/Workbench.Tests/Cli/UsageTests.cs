using Xunit;

namespace Workbench.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [InlineData("rnu", "Unknown command 'rnu'; did you mean 'run'?")]
    [InlineData("run --tiemout 5", "Unknown option '--tiemout'; did you mean '--timeout'?")]
    [InlineData("check --seel", "Unknown option '--seel'; did you mean '--seal'?")]
    [InlineData("run --timeout soon", "'--timeout' is \"soon\"; expected a number.")]
    [InlineData("run --timeout 0", "'--timeout' is \"0\"; expected seconds above 0, up to a week.")]
    [InlineData("run --jobs 0", "'--jobs' is \"0\"; expected a whole number from 1.")]
    [InlineData("run --seed -1", "'--seed' is \"-1\"; expected a whole number from 0.")]
    [InlineData("export --dpi 5", "'--dpi' is \"5\"; expected from 36 to 1200.")]
    [InlineData("compare --format txt", "'--format' is \"txt\"; did you mean 'text'?; expected one of html, json, md, text.")]
    [InlineData("compare --fail-on huge", "'--fail-on' is \"huge\"; expected one of large, moderate, noise, small.")]
    [InlineData("doctor extra", "Unknown argument 'extra'")]
    [InlineData("kernel strat", "Unknown command 'strat'; did you mean 'start'?")]
    [InlineData("kernel start", "'workbench kernel start --help' tells more.")]
    public async Task What_is_not_known_is_named_with_the_nearest_word_and_exit_code_2(string line, string expected)
    {
        var ended = await Command.RunAsync(Repository.Root, line.Split(' '));

        Assert.Equal(2, ended.Code);
        Assert.Contains(expected, ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Known here: ", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(ended.Out);
    }

    [Fact]
    public async Task A_notebook_that_is_not_there_gives_exit_code_3_and_the_nearest_name()
    {
        var ended = await Command.RunAsync(Repository.Root, "run", "01-landscpe");

        Assert.Equal(3, ended.Code);
        Assert.Contains("01-landscpe: error NB001: no such notebook; did you mean '01-landscape'?", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_is_not_there_gives_exit_code_3()
    {
        using var place = new SmallWorkbench().With("01-well", SmallWorkbench.CSharp("1"));
        var ended = await Command.RunAsync(place.Path, "run", "--data", "elsewhere");

        Assert.Equal(3, ended.Code);
        Assert.Contains("elsewhere: error RUN002: no such folder", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_to_check_that_is_not_there_gives_exit_code_3()
    {
        var ended = await Command.RunAsync(Repository.Root, "check", "nowhere");

        Assert.Equal(3, ended.Code);
        Assert.Contains("nowhere: error RUN002: no such folder", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_a_workbench_the_way_in_is_told()
    {
        using var folder = new TemporaryFolder();
        var ended = await Command.RunAsync(folder.Path, "run");

        Assert.Equal(3, ended.Code);
        Assert.Contains("error RUN001: no workbench here or above", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_is_no_notebook_gives_exit_code_4_and_the_place()
    {
        using var place = new SmallWorkbench();
        await File.WriteAllTextAsync(place.File("notebooks", "01-bad.ipynb"), "{\n \"cells\": [,]\n}", TestContext.Current.CancellationToken);
        var ended = await Command.RunAsync(place.Path, "run");

        Assert.Equal(4, ended.Code);
        Assert.Contains("01-bad.ipynb(2,", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("error NB002", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(place.RunFolders);
    }
}
