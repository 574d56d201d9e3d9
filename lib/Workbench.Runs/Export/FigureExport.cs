using System.Text.Json.Nodes;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using Workbench.Runs.Compare;

namespace Workbench.Runs.Export;

/// <summary>Draws figures of a run anew in the size and the formats that a paper or a slide needs, each with its stamp; one browser for all.</summary>
public static class FigureExport
{
    /// <summary>Writes the files.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What, and how large.</param>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="say">Hears of what a reader of the pictures would miss.</param>
    /// <param name="cancellation">Ends the browser.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="InputException">The run has no such figure.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(RunFiles run, ExportOptions options, string folder, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        foreach (var id in options.Figures.Where(id => !run.FigureIds.Contains(id)))
            throw new InputException("RUN010", $"run {run.Name}", $"no figure '{id}'{Spelling.Hint(id, run.FigureIds)}", $"it has {string.Join(", ", run.FigureIds)}", "name one of these with --figure");
        Directory.CreateDirectory(folder);
        List<FigureFormat> wanted = [.. FigureFormat.All.Where(format => options.Formats.Contains(format.Name))], drawn = [.. wanted.Where(format => format.IsDrawn)];
        var search = BrowserProgram.Find();
        if (drawn.Count > 0 && search.Program is null) say(search.Message);
        await using var exporter = drawn.Count > 0 && search.Program is { } browser ? await FigureExporter.StartAsync(browser, cancellation).ConfigureAwait(false) : null;
        var written = new List<string>();
        foreach (var id in options.Figures.Count > 0 ? options.Figures : run.FigureIds)
        {
            var figure = run.Json($"figures/{id}.json").AsObject();
            var stamp = FigureStamp.Read(run.Bytes($"figures/{id}.html") ?? []) ?? new FigureStamp { Figure = id };
            Write(new FigureSource(figure, stamp), wanted.Except(drawn));
            if (exporter is null) continue;
            var picture = await exporter.RenderAsync(figure, stamp, Size(figure, options), cancellation).ConfigureAwait(false);
            foreach (var warning in picture.Warnings) say($"figure {id}: {warning}");
            Write(new FigureSource(figure, stamp, picture), drawn);
        }

        return written;

        void Write(FigureSource source, IEnumerable<FigureFormat> formats)
        {
            foreach (var format in formats)
            {
                var path = Path.Combine(folder, $"{source.Stamp.Figure}.{format.Name}");
                File.WriteAllBytes(path, format.Bytes(source));
                written.Add(path);
            }
        }
    }

    private static ExportSize Size(JsonObject figure, ExportOptions options)
    {
        var (width, height) = (figure["widthMm"]?.GetValue<double>() ?? 180, figure["heightMm"]?.GetValue<double>() ?? 110);
        var wide = options.WidthMm ?? (options.HeightMm is { } high ? width * high / height : width);
        return new ExportSize(wide, options.HeightMm ?? ExportSize.OfWidth(figure, wide).HeightMm, options.Dpi) { Transparent = options.Transparent };
    }
}
