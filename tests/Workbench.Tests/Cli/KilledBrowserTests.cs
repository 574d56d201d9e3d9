using System.Diagnostics;
using LiveCommerce.Charts.Export;
using Xunit;

namespace Workbench.Tests.Cli;

/// <summary>Runs whose browser is ended while it draws.</summary>
public sealed class KilledBrowserTests
{
    private const string Figures = """
        using LiveCommerce;
        using LiveCommerce.Charts;
        using Microsoft.Data.Analysis;
        for (var i = 1; i <= 6; i++) Notebook.Display(new Figure("f" + i, "Figure " + i, Plot.Of(new { }, new object[] { new { type = "bar", x = new[] { 1, 2 }, y = new[] { i, 2 } } }),
            new DataFrame(new DoubleDataFrameColumn("Bar", new double[] { i, 2 })), "Two bars.", new Provenance { Sources = ["none"] }));
        """;

    private static readonly string[] Drawn = [".csv", ".html", ".json", ".pdf", ".png", ".svg"];

    [Fact]
    public async Task A_browser_that_is_killed_once_is_started_again_and_every_figure_is_drawn()
    {
        using var place = Place();
        var ended = await RunAsync(place, most: 1);

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.Equal(6, Written(place).Count);
        Assert.All(Written(place).Values, kinds => Assert.Equal(Drawn, kinds));
        Assert.Contains("1 of 1 notebooks, 6 figures, ", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_no_browser_lived_to_draw_are_named_and_the_next_run_draws_them()
    {
        using var place = Place();
        var ended = await RunAsync(place, most: int.MaxValue);
        var lacking = Written(place).Where(figure => !figure.Value.Contains(".png")).Select(figure => figure.Key).ToList();
        var next = await Command.RunAsync(place.Path, "run");

        Assert.True(ended.Code == 0, ended.Errors);
        Assert.NotEmpty(lacking);
        Assert.Contains("FIG102", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("the next run draws", ended.Errors, StringComparison.Ordinal);
        Assert.True(next.Code == 0, next.Errors);
        Assert.Contains("01-figures  up to date", next.Errors, StringComparison.Ordinal);
        Assert.Equal(6, Written(place).Count);
        Assert.All(Written(place).Values, kinds => Assert.Equal(Drawn, kinds));
    }

    /// <summary>A run during which browsers that it started are killed, so many at most.</summary>
    private static async Task<Ended> RunAsync(SmallWorkbench place, int most)
    {
        if (!Directory.Exists("/proc")) Assert.Skip("Processes are found in /proc, which only Linux has.");
        if (BrowserProgram.Find().Program is null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("No browser draws here.");
        // The profiles of the browsers of this run lie in a folder of its own, by which they are known.
        var own = Directory.CreateDirectory(place.File("temporary")).FullName;
        using var running = Command.Start(place.Path, new Dictionary<string, string?> { ["TMPDIR"] = own }, "run");
        var ending = running.EndAsync();
        for (var kills = 0; !ending.IsCompleted && kills < most;)
        {
            foreach (var browser in Browsers(own)) kills += Kill(browser) ? 1 : 0;
            await Task.Delay(40, TestContext.Current.CancellationToken);
        }

        return await ending;
    }

    private static IEnumerable<int> Browsers(string own)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var process)) continue;
            var command = "";
            try
            {
                command = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            // The first process of a browser: not the shell before it, not those that it starts.
            if (command.Contains("--user-data-dir=" + own, StringComparison.Ordinal) && !command.Contains("--type=", StringComparison.Ordinal) && !command.StartsWith("/bin/sh", StringComparison.Ordinal)) yield return process;
        }
    }

    private static bool Kill(int process)
    {
        try
        {
            using var browser = Process.GetProcessById(process);
            browser.Kill();
            return true;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static SmallWorkbench Place() => new SmallWorkbench().With("01-figures", SmallWorkbench.CSharp(Figures));

    private static Dictionary<string, string[]> Written(SmallWorkbench place) => Directory.EnumerateFiles(Path.Combine(place.Latest, "figures"))
        .GroupBy(file => Path.GetFileNameWithoutExtension(file)).ToDictionary(group => group.Key, group => group.Select(file => Path.GetExtension(file)).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
