using System.Text.Json.Nodes;
using LiveCommerce.Charts.Export;
using Workbench.Runs.Export;

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
            Write(new FigureSource(figure, stamp), drawn: false);
            if (exporter is null) continue;
            try
            {
                var rendered = await exporter.RenderAsync(figure, stamp, null, cancellation).ConfigureAwait(false);
                Write(new FigureSource(figure, stamp, rendered), drawn: true);
                foreach (var warning in rendered.Warnings) say($"figure {id}: {warning}");
            }
            catch (FigureExportException error)
            {
                if (error.IsOfTheBrowser) undrawn.Add(id);
                say(error.Message + (error.IsOfTheBrowser ? " It has no SVG, PNG and PDF in this run; the next run draws it." : ""));
            }
        }

        return new WrittenFigures(exporter?.BrowserVersion, undrawn);

        void Write(FigureSource source, bool drawn)
        {
            foreach (var format in FigureFormat.All.Where(format => format.IsInRun && format.IsDrawn == drawn)) folder.Write($"figures/{source.Stamp.Figure}.{format.Name}", format.Bytes(source));
        }
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
