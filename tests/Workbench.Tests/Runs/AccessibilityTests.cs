using Workbench.Tests.Charts;
using Workbench.Tests.Cli;
using Xunit;

namespace Workbench.Tests.Runs;

/// <summary>One notebook run without a browser, for its report and its figures' pages.</summary>
public sealed class NicheRun : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    internal Ended Ended { get; private set; } = null!;

    internal string File(params string[] names) => Path.Combine([folder.Path, "latest", .. names]);

    public async ValueTask InitializeAsync() =>
        Ended = await Command.RunAsync(Repository.Root, new Dictionary<string, string?> { ["WORKBENCH_BROWSER"] = "/nowhere/browser" }, "run", "03-niche", "--out", folder.Path);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The report and a figure's page for people who do not see or do not use a mouse; judged by axe-core (<c>WORKBENCH_AXE</c> names its <c>axe.min.js</c>).</summary>
public sealed class AccessibilityTests(NicheRun run) : IClassFixture<NicheRun>
{
    private const string Judge = "axe.run(document).then(found => found.violations.filter(fault => ['serious', 'critical'].includes(fault.impact)).map(fault => fault.id + ' ' + fault.nodes[0].html.slice(0, 120)).join('\\n'))";

    [Theory]
    [InlineData(1200, "report.html")]
    [InlineData(390, "report.html")]
    [InlineData(1200, "figures/mogujie-gmv.html")]
    [InlineData(390, "figures/mogujie-gmv.html")]
    public async Task Axe_finds_no_serious_fault(int width, string file)
    {
        var axe = Environment.GetEnvironmentVariable("WORKBENCH_AXE");
        if (!System.IO.File.Exists(axe) && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip("WORKBENCH_AXE names no axe.min.js; npm install axe-core brings it.");
        Assert.True(run.Ended.Code == 0, run.Ended.Errors);
        await using var page = await BrowserPage.OpenAsync(run.File(file), width);
        await page.RunAsync(await System.IO.File.ReadAllTextAsync(axe!, TestContext.Current.CancellationToken));

        Assert.Equal("", await page.TellAsync(Judge));
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("figures/mogujie-gmv.html")]
    public async Task On_a_telephone_the_page_does_not_scroll_sideways(string file)
    {
        await using var page = await BrowserPage.OpenAsync(run.File(file), 390);

        Assert.Equal("390", await page.TellAsync("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Every_figure_is_named_in_words_and_whatever_scrolls_is_reached_by_keyboard()
    {
        await using var page = await BrowserPage.OpenAsync(run.File("report.html"), 390);

        Assert.Equal("true", await page.TellAsync("[...document.querySelectorAll('div.plot')].length > 1 && [...document.querySelectorAll('div.plot')].every(plot => plot.getAttribute('role') === 'img' && plot.getAttribute('aria-label').length > 40)"));
        Assert.Equal("", await page.TellAsync("[...document.querySelectorAll('body *')].filter(part => part.scrollWidth > part.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(part).overflowX) && part.tabIndex !== 0 && !part.querySelector('a[href]')).map(part => part.outerHTML.slice(0, 100)).join('\\n')"));
    }
}
