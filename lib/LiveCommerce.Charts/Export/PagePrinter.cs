using System.Text.Json.Nodes;

namespace LiveCommerce.Charts.Export;

/// <summary>Prints a page to PDF in an installed browser; no network, no script from outside the page.</summary>
public static class PagePrinter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>The page as PDF, its sizes as its own style says, tagged, with page numbers.</summary>
    /// <param name="browser">The program.</param>
    /// <param name="html">The page.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <exception cref="FigureExportException">The browser did not print it.</exception>
    public static async Task<byte[]> PdfAsync(BrowserProgram browser, string html, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(browser);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var tools = await DevTools.StartAsync(browser.Path, Directory.CreateTempSubdirectory("livecommerce-page-").FullName, limit.Token).ConfigureAwait(false);
        await using (tools.ConfigureAwait(false))
        {
            var target = await tools.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, null, limit.Token).ConfigureAwait(false);
            var attached = await tools.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, null, limit.Token).ConfigureAwait(false);
            var session = attached["sessionId"]!.GetValue<string>();
            await tools.CallAsync("Page.enable", [], session, limit.Token).ConfigureAwait(false);
            var frame = (await tools.CallAsync("Page.getFrameTree", [], session, limit.Token).ConfigureAwait(false))["frameTree"]!["frame"]!["id"]!.GetValue<string>();
            await tools.CallAsync("Page.setDocumentContent", new JsonObject { ["frameId"] = frame, ["html"] = html }, session, limit.Token).ConfigureAwait(false);
            await tools.CallAsync("Runtime.evaluate", new JsonObject
            {
                ["expression"] = "Promise.all([document.fonts.ready, ...[...document.images].map(image => image.decode().catch(() => {}))]).then(() => '')",
                ["awaitPromise"] = true,
            }, session, limit.Token).ConfigureAwait(false);
            var printed = await tools.CallAsync("Page.printToPDF", new JsonObject
            {
                ["printBackground"] = true,
                ["preferCSSPageSize"] = true,
                ["generateTaggedPDF"] = true,
                ["generateDocumentOutline"] = true,
                ["displayHeaderFooter"] = true,
                ["headerTemplate"] = "<span></span>",
                ["footerTemplate"] = "<span style='font-size:8px;width:100%;text-align:center'><span class='pageNumber'></span> / <span class='totalPages'></span></span>",
            }, session, limit.Token).ConfigureAwait(false);
            return PdfFile.With(Convert.FromBase64String(printed["data"]!.GetValue<string>()), "{}");
        }
    }
}
