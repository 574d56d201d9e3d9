using System.Text.Json.Nodes;
using System.Threading.Channels;
using LiveCommerce.Charts.Export;
using Workbench.Runs.Export;

namespace Workbench.Runs.Folders;

/// <summary>Figures of a run as they were written.</summary>
/// <param name="Browser">Version of the browser that drew them; null when none did.</param>
/// <param name="Undrawn">Ids of figures without pictures because the browser ended, in their order; the next run draws them.</param>
internal sealed record WrittenFigures(string? Browser, IReadOnlyList<string> Undrawn);

/// <summary>Writes the figures of a run, data and page always, pictures when a browser draws: those of a notebook as soon as it has ended, beside the notebooks that still run; one browser draws them all.</summary>
internal sealed class RunFigures : IAsyncDisposable
{
    private readonly RunFolder folder;
    private readonly Func<JsonObject, NotebookRecord, FigureStamp> stamp;
    private readonly Action<string> say;
    private readonly CancellationTokenSource ending;
    private readonly Channel<(JsonObject Figure, NotebookRecord Record)> waiting = Channel.CreateUnbounded<(JsonObject, NotebookRecord)>();
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<string> undrawn = [];
    private readonly Task<string?> drawing;

    /// <summary>Waits for figures.</summary>
    /// <param name="folder">The run that is written.</param>
    /// <param name="stamp">Makes the stamp of a figure.</param>
    /// <param name="say">Hears sentences for the user.</param>
    /// <param name="cancellation">Ends the browser.</param>
    public RunFigures(RunFolder folder, Func<JsonObject, NotebookRecord, FigureStamp> stamp, Action<string> say, CancellationToken cancellation)
    {
        (this.folder, this.stamp, this.say) = (folder, stamp, say);
        ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        drawing = Task.Run(() => DrawAsync(ending.Token));
    }

    /// <summary>Takes the figures of a notebook that has ended.</summary>
    public void Add(NotebookRecord record)
    {
        lock (gate)
        {
            foreach (var figure in Collected.From([record.Notebook]).Figures)
            {
                if (taken.TryAdd(Id(figure), record.Notebook.Id)) waiting.Writer.TryWrite((figure, record));
            }
        }
    }

    /// <summary>Waits until all figures are written.</summary>
    /// <param name="collected">The figures of the run.</param>
    /// <param name="records">Its notebooks.</param>
    public async Task<WrittenFigures> FinishAsync(Collected collected, IReadOnlyList<NotebookRecord> records)
    {
        foreach (var figure in collected.Figures)
        {
            // Of an id that two notebooks use the first notebook's figure counts, whichever ended first.
            var notebook = figure["notebook"]!.GetValue<string>();
            if (taken[Id(figure)] != notebook) waiting.Writer.TryWrite((figure, records.First(record => record.Notebook.Id == notebook)));
        }

        waiting.Writer.Complete();
        var browser = await drawing.ConfigureAwait(false);
        return new WrittenFigures(browser, [.. collected.Figures.Select(Id).Where(undrawn.Contains)]);
    }

    /// <summary>Ends the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await ((Task)drawing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private static string Id(JsonObject figure) => figure["id"]!.GetValue<string>();

    private async Task<string?> DrawAsync(CancellationToken cancellation)
    {
        if (!await waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false)) return null;
        await using var exporter = await StartExporterAsync(cancellation).ConfigureAwait(false);
        await foreach (var (figure, record) in waiting.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            var (id, origin) = (Id(figure), stamp(figure, record));
            folder.Write($"figures/{id}.json", figure.DeepClone());
            Write(new FigureSource(figure, origin), drawn: false);
            if (exporter is not null) await DrawAsync(exporter, figure, origin, cancellation).ConfigureAwait(false);
        }

        return exporter?.BrowserVersion;
    }

    private async Task DrawAsync(FigureExporter exporter, JsonObject figure, FigureStamp origin, CancellationToken cancellation)
    {
        var id = Id(figure);
        try
        {
            var rendered = await exporter.RenderAsync(figure, origin, null, cancellation).ConfigureAwait(false);
            Write(new FigureSource(figure, origin, rendered), drawn: true);
            foreach (var warning in rendered.Warnings) say($"figure {id}: {warning}");
        }
        catch (FigureExportException error)
        {
            if (error.IsOfTheBrowser) undrawn.Add(id);
            say(error.Message + (error.IsOfTheBrowser ? " It has no SVG, PNG and PDF in this run; the next run draws it." : ""));
        }
    }

    private void Write(FigureSource source, bool drawn)
    {
        foreach (var format in FigureFormat.All.Where(format => format.IsInRun && format.IsDrawn == drawn)) folder.Write($"figures/{source.Stamp.Figure}.{format.Name}", format.Bytes(source));
    }

    /// <summary>A browser that draws; null, with one line that says why, when there is none or it does not start.</summary>
    private async Task<FigureExporter?> StartExporterAsync(CancellationToken cancellation)
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
