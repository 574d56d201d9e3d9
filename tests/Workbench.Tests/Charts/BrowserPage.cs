using System.Text.Json.Nodes;
using LiveCommerce.Charts.Export;
using Xunit;

namespace Workbench.Tests.Charts;

/// <summary>A page opened from disk in a headless browser, with an ear for everything that should not happen.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Ear = "window.__heard = []; for (const name of ['alert', 'confirm', 'prompt', 'open', 'fetch']) window[name] = () => { window.__heard.push(name); };"
        + "addEventListener('error', event => window.__heard.push('error: ' + event.message)); addEventListener('securitypolicyviolation', event => window.__heard.push('policy: ' + event.violatedDirective));";

    private readonly DevTools tools;
    private readonly string session;

    private BrowserPage(DevTools tools, string session) => (this.tools, this.session) = (tools, session);

    public static async Task<BrowserPage> OpenAsync(string path, int width)
    {
        var search = BrowserProgram.Find();
        if (search.Program is null && Environment.GetEnvironmentVariable("CI") != "true") Assert.Skip(search.Message);
        var cancellation = TestContext.Current.CancellationToken;
        var tools = await DevTools.StartAsync(search.Program!.Path, Directory.CreateTempSubdirectory("workbench-page-").FullName, cancellation);
        var target = await tools.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, cancellation);
        var attached = await tools.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, null, cancellation);
        var page = new BrowserPage(tools, attached["sessionId"]!.GetValue<string>());
        await page.CallAsync("Page.enable", []);
        await page.CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await page.CallAsync("Page.addScriptToEvaluateOnNewDocument", new JsonObject { ["source"] = Ear });
        await page.CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        for (var i = 0; i < 200 && await page.TellAsync("document.readyState === 'complete' && location.protocol === 'file:'") != "true"; i++) await Task.Delay(50, cancellation);
        return page;
    }

    /// <summary>What was called or reported that should not have been.</summary>
    public async Task<string> HeardAsync() => await TellAsync("window.__heard.join('; ')");

    /// <summary>The value of an expression, or what it promises, as text.</summary>
    public async Task<string> TellAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = $"Promise.resolve({expression}).then(String)", ["awaitPromise"] = true, ["returnByValue"] = true });
        return answer["result"]?["value"]?.GetValue<string>() ?? "";
    }

    /// <summary>Runs a script in the page.</summary>
    public Task RunAsync(string script) => CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = script + "\n;0" });

    public ValueTask DisposeAsync() => tools.DisposeAsync();

    private Task<JsonObject> CallAsync(string method, JsonObject parameters) => tools.CallAsync(method, parameters, session, TestContext.Current.CancellationToken);
}
