using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts.Export;

/// <summary>Draws figures in an installed browser: SVG once, PNG and PDF from it. One browser, kept until disposed.</summary>
public sealed class FigureExporter : IAsyncDisposable
{
    private const string ProfilePrefix = "livecommerce-figures-";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FigureLimit = TimeSpan.FromSeconds(60);

    private readonly BrowserProgram program;
    private readonly SemaphoreSlim one = new(1);
    private DevTools? tools;
    private string session = "";
    private string context = "";
    private bool webGl;

    private FigureExporter(BrowserProgram program) => this.program = program;

    /// <summary>Version of the browser, as it says: the bytes of a figure depend on it and on the fonts.</summary>
    public string BrowserVersion { get; private set; } = "";

    /// <summary>What the browser itself took to draw so far: its page by its own clock, and the printing of PDF.</summary>
    public TimeSpan DrawingTime { get; private set; }

    /// <summary>Starts the browser.</summary>
    /// <param name="browser">The program, from <see cref="BrowserProgram.Find(string?)"/>.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="FigureExportException">It did not start, also not a second time; the message quotes what it said.</exception>
    public static async Task<FigureExporter> StartAsync(BrowserProgram browser, CancellationToken cancellationToken = default)
    {
        Sweep();
        var exporter = new FigureExporter(browser);
        try
        {
            try
            {
                await exporter.OpenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (FigureExportException fault) when (fault.IsOfTheBrowser)
            {
                await exporter.CloseAsync().ConfigureAwait(false);
                await exporter.OpenAsync(cancellationToken).ConfigureAwait(false);
            }

            return exporter;
        }
        catch
        {
            await exporter.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Draws a figure.</summary>
    /// <param name="figure">The figure as <see cref="Figure.ToJson"/> gives it.</param>
    /// <param name="stamp">Its origin, written in each file.</param>
    /// <param name="size">Size in print; null for the figure's own at 300 dpi.</param>
    /// <param name="cancellationToken">Ends the drawing.</param>
    /// <exception cref="FigureExportException">It could not be drawn, also not by a second browser when the first one ended; the exporter can go on with others.</exception>
    public async Task<RenderedFigure> RenderAsync(JsonObject figure, FigureStamp stamp, ExportSize? size = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(stamp);
        size ??= new ExportSize(figure["widthMm"]?.GetValue<double>() ?? 180, figure["heightMm"]?.GetValue<double>() ?? 110);
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            try
            {
                return await DrawInTimeAsync(figure, stamp, size, cancellationToken).ConfigureAwait(false);
            }
            catch (FigureExportException fault) when (fault.Message.Contains("FIG102", StringComparison.Ordinal))
            {
                // Somebody or something ended the browser; that says nothing of the figure.
                return await DrawInTimeAsync(figure, stamp, size, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (FigureExportException fault)
        {
            throw new FigureExportException($"figure '{stamp.Figure}': {fault.Message}");
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<RenderedFigure> DrawInTimeAsync(JsonObject figure, FigureStamp stamp, ExportSize size, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            if (tools is null) await OpenAsync(cancellationToken).ConfigureAwait(false);
            limit.CancelAfter(FigureLimit);
            return await DrawAsync(figure, stamp, size, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new FigureExportException($"error FIG103: it was not drawn in {FigureLimit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s; the browser was ended. Fix: plot fewer points.");
        }
        catch (FigureExportException fault) when (fault.Message.Contains("FIG102", StringComparison.Ordinal))
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<RenderedFigure> DrawAsync(JsonObject figure, FigureStamp stamp, ExportSize size, CancellationToken token)
    {
        var spec = ResizedLayout.Of(figure, size.WidthMm, size.HeightMm);
        if (size.Print) PrintTheme.Apply(spec, figure["synthetic"]?.GetValue<bool>() == true);
        if (size.Transparent) foreach (var ground in new[] { "paper_bgcolor", "plot_bgcolor" }) spec["layout"]![ground] = "rgba(0,0,0,0)";
        var warnings = FigureCheck.Warnings(spec).ToList();
        if (!webGl && FigureCheck.NeedsWebGl(spec)) throw new FigureExportException("error FIG104: it has WebGL traces, and this browser has no WebGL: its points would be left out. Fix: use plain traces.");
        var (title, alt) = (figure["title"]?.GetValue<string>() ?? "", figure["alt"]?.GetValue<string>() ?? "");
        var specText = spec.ToJsonString();
        var missing = await RunAsync(PageScript.Missing, token, FigureCheck.Uncommon(spec), Theme.Font).ConfigureAwait(false);
        if (missing.Length > 0) warnings.Add($"No font here has {missing.Length} of its characters ({missing[..Math.Min(missing.Length, 8)]}): they are drawn as boxes. Fix: sudo apt install fonts-noto-cjk.");
        // The seed comes from the id: a constant would give every figure the same clip ids, which collide in one page.
        var seed = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(stamp.Figure)));
        var drawn = await RunAsync(PageScript.Svg, token, specText, seed, size.CssWidth, size.CssHeight).ConfigureAwait(false);
        var png = Convert.FromBase64String(await RunAsync(PageScript.Png, token, drawn, size.PixelWidth, size.PixelHeight, size.Transparent).ConfigureAwait(false));
        if (!PngFile.IsPng(png)) throw new FigureExportException("error FIG105: the browser gave no PNG. Fix: make the figure smaller.");
        await RunAsync(PageScript.Lay, token, drawn, size.CssWidth, size.CssHeight, title, alt).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var printed = await tools!.CallAsync("Page.printToPDF", new JsonObject
        {
            ["printBackground"] = true,
            ["preferCSSPageSize"] = true,
            ["generateTaggedPDF"] = true,
            ["marginTop"] = 0,
            ["marginBottom"] = 0,
            ["marginLeft"] = 0,
            ["marginRight"] = 0,
        }, session, token).ConfigureAwait(false);
        DrawingTime += clock.Elapsed;
        var pdf = Convert.FromBase64String(printed["data"]!.GetValue<string>());
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["Description"] = alt, ["Title"] = title, [FigureStamp.Key] = stamp.ToJson() };
        return new RenderedFigure(Encoding.UTF8.GetBytes(Finish(drawn, size, stamp, title, alt)), PngFile.With(png, size.Dpi, texts), PdfFile.With(pdf, stamp.ToJson()), warnings);
    }

    private static string Finish(string svg, ExportSize size, FigureStamp stamp, string title, string alt)
    {
        var close = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal));
        var open = svg[..close];
        open = open.Replace($" width=\"{size.CssWidth}\"", string.Create(CultureInfo.InvariantCulture, $" width=\"{size.WidthMm}mm\""), StringComparison.Ordinal)
            .Replace($" height=\"{size.CssHeight}\"", string.Create(CultureInfo.InvariantCulture, $" height=\"{size.HeightMm}mm\""), StringComparison.Ordinal);
        return $"{open} role=\"img\" aria-labelledby=\"{stamp.Figure}-t {stamp.Figure}-d\"><title id=\"{stamp.Figure}-t\">{Xml(title)}</title><desc id=\"{stamp.Figure}-d\">{Xml(alt)}</desc>"
            + $"<metadata id=\"livecommerce\">{Xml(stamp.ToJson())}</metadata>{svg[(close + 1)..]}";
    }

    private static string Xml(string text) => WebUtility.HtmlEncode(new string([.. text.Where(c => c is >= ' ' and < '\uFFFE')]));

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        try
        {
            tools = await DevTools.StartAsync(program.Path, Profile(), limit.Token).ConfigureAwait(false);
            BrowserVersion = (await tools.CallAsync("Browser.getVersion", [], null, limit.Token).ConfigureAwait(false))["product"]!.GetValue<string>();
            var target = await tools.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, limit.Token).ConfigureAwait(false);
            var attached = await tools.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, null, limit.Token).ConfigureAwait(false);
            session = attached["sessionId"]!.GetValue<string>();
            await tools.CallAsync("Network.enable", [], session, limit.Token).ConfigureAwait(false);
            await tools.CallAsync("Network.setBlockedURLs", new JsonObject { ["urls"] = new JsonArray("http://*", "https://*", "ws://*", "wss://*", "file://*") }, session, limit.Token).ConfigureAwait(false);
            await tools.CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = PlotlyScript.Source() + ";0" }, session, limit.Token).ConfigureAwait(false);
            var window = await tools.CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = "globalThis" }, session, limit.Token).ConfigureAwait(false);
            context = window["result"]!["objectId"]!.GetValue<string>();
            webGl = await RunAsync(PageScript.WebGl, limit.Token).ConfigureAwait(false) == "yes";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FigureExportException($"error FIG102: the browser {program.Path} did not answer in {StartLimit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s. Fix: start it by hand to see why, or name another with WORKBENCH_BROWSER.");
        }
    }

    private async Task<string> RunAsync(string function, CancellationToken token, params object[] arguments)
    {
        var list = new JsonArray([.. arguments.Select(argument => (JsonNode)new JsonObject { ["value"] = JsonValue.Create(argument) })]);
        var answer = await tools!.CallAsync("Runtime.callFunctionOn", new JsonObject
        {
            ["functionDeclaration"] = PageScript.Timed(function),
            ["objectId"] = context,
            ["arguments"] = list,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        }, session, token).ConfigureAwait(false);
        if (answer["exceptionDetails"] is { } fault)
        {
            var said = (fault["exception"]?["description"] ?? fault["text"])?.ToString().Split('\n')[0];
            throw new FigureExportException($"error FIG106: the browser could not draw it: {said}. Fix: check the traces and the layout.");
        }

        var told = answer["result"]!["value"]!;
        DrawingTime += TimeSpan.FromMilliseconds(told["milliseconds"]!.GetValue<double>());
        return told["value"]?.GetValue<string>() ?? "";
    }

    private static string Profile() => Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{ProfilePrefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));

    /// <summary>Removes the profiles of processes that were killed.</summary>
    private static void Sweep()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), ProfilePrefix + "*"))
        {
            if (!int.TryParse(Path.GetFileName(folder)[ProfilePrefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var owner)) continue;
            try
            {
                using var alive = Process.GetProcessById(owner);
            }
            catch (ArgumentException)
            {
                try
                {
                    Directory.Delete(folder, true);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                }
            }
        }
    }

    private async Task CloseAsync()
    {
        if (tools is { } open) await open.DisposeAsync().ConfigureAwait(false);
        tools = null;
    }

    /// <summary>Ends the browser and removes its profile.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        one.Dispose();
    }
}
