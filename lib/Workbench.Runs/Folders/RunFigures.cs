using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;

namespace Workbench.Runs.Folders;

/// <summary>Figures of a run as they were written.</summary>
/// <param name="Browser">Version of the browser that drew them; null when none did.</param>
/// <param name="Undrawn">Ids of figures without pictures because the browser ended; the next run draws them.</param>
internal sealed record WrittenFigures(string? Browser, IReadOnlyList<string> Undrawn);

/// <summary>Writes the figures of a run: data and page always, pictures when a browser draws.</summary>
internal static class RunFigures
{
    public static async Task<WrittenFigures> WriteAsync(RunFolder folder, IReadOnlyList<JsonObject> figures, Func<JsonObject, FigureStamp> stamped, Action<string> say, CancellationToken cancellation)
    {
        if (figures.Count == 0) return new WrittenFigures(null, []);
        var undrawn = new List<string>();
        await using var exporter = await StartAsync(say, cancellation).ConfigureAwait(false);
        foreach (var figure in figures)
        {
            var id = figure["id"]!.GetValue<string>();
            var stamp = stamped(figure);
            folder.Write($"figures/{id}.json", figure.DeepClone());
            folder.Write($"figures/{id}.csv", PlottedRows.ToCsv(figure["rows"]!.AsObject()));
            folder.Write($"figures/{id}.html", FigurePage.Html(figure, stamp));
            if (exporter is null) continue;
            try
            {
                var rendered = await exporter.RenderAsync(figure, stamp, null, cancellation).ConfigureAwait(false);
                folder.Write($"figures/{id}.svg", rendered.Svg);
                folder.Write($"figures/{id}.png", rendered.Png);
                folder.Write($"figures/{id}.pdf", rendered.Pdf);
                foreach (var warning in rendered.Warnings) say($"figure {id}: {warning}");
            }
            catch (FigureExportException error)
            {
                if (error.IsOfTheBrowser) undrawn.Add(id);
                say(error.Message + (error.IsOfTheBrowser ? " It has no SVG, PNG and PDF in this run; the next run draws it." : ""));
            }
        }

        return new WrittenFigures(exporter?.BrowserVersion, undrawn);
    }

    /// <summary>A browser that draws; null, with one line that says why, when there is none or it does not start.</summary>
    private static async Task<FigureExporter?> StartAsync(Action<string> say, CancellationToken cancellation)
    {
        var search = BrowserProgram.Find();
        if (search.Program is not { } browser)
        {
            say(search.Message);
            return null;
        }

        try
        {
            return await FigureExporter.StartAsync(browser, cancellation).ConfigureAwait(false);
        }
        catch (FigureExportException error)
        {
            say($"{error.Message} No SVG, PNG or PDF is written; the next run draws them.");
            return null;
        }
    }
}
