using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;
using Workbench.Runs.Compare;
using Workbench.Runs.Report;

namespace Workbench.Runs.Export;

/// <summary>What an export has come to.</summary>
/// <param name="Files">The files written.</param>
/// <param name="Undrawn">Ids of figures that were not drawn; what the browser said was told.</param>
public sealed record ExportedFigures(IReadOnlyList<string> Files, IReadOnlyList<string> Undrawn);

/// <summary>Draws figures of a run anew in the size and the formats that a paper or a slide needs, each with its stamp; one browser for all.</summary>
public static class FigureExport
{
    /// <summary>Writes the files.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">What, and how large.</param>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="say">Hears of what a reader of the pictures would miss.</param>
    /// <param name="cancellation">Ends the browser.</param>
    /// <returns>The files written, and the figures that a browser was there to draw and did not.</returns>
    /// <exception cref="InputException">The run has no such figure.</exception>
    public static async Task<ExportedFigures> WriteAsync(RunFiles run, ExportOptions options, string folder, Action<string> say, CancellationToken cancellation)
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
        var (written, undrawn) = (new List<string>(), new List<string>());
        var figures = options.Figures.Count > 0 ? options.Figures.Distinct(StringComparer.Ordinal).ToList() : run.FigureIds;
        foreach (var id in figures)
        {
            var figure = run.Json($"figures/{id}.json").AsObject();
            var stamp = FigureStamp.Read(run.Bytes($"figures/{id}.html") ?? []) ?? new FigureStamp { Figure = id };
            Write(new FigureSource(figure, stamp), wanted.Except(drawn));
            if (exporter is null) continue;
            if (await DrawnAsync(id, figure, stamp).ConfigureAwait(false) is not { } picture)
            {
                undrawn.Add(id);
                continue;
            }

            foreach (var warning in picture.Warnings) say($"figure {id}: {warning}");
            Write(new FigureSource(figure, stamp, picture), drawn);
        }

        if (options.Print) Save("captions.md", Encoding.UTF8.GetBytes(Captions(figures.Select(id => run.Json($"figures/{id}.json").AsObject()))));
        return new ExportedFigures(written, undrawn);

        async Task<RenderedFigure?> DrawnAsync(string id, JsonObject figure, FigureStamp stamp)
        {
            try
            {
                return await exporter.RenderAsync(figure, stamp, Size(figure, options), cancellation).ConfigureAwait(false);
            }
            catch (FigureExportException error)
            {
                say(error.Message);
                return null;
            }
        }

        void Write(FigureSource source, IEnumerable<FigureFormat> formats)
        {
            foreach (var format in formats) Save($"{source.Stamp.Figure}.{format.Name}", format.Bytes(source));
        }

        void Save(string name, byte[] content)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllBytes(path, content);
            written.Add(path);
        }
    }

    /// <summary>What stands under the figures in print: title, notes, source.</summary>
    private static string Captions(IEnumerable<JsonObject> figures) => string.Join("\n\n", figures.Select(figure =>
        $"`{figure["id"]}` **{ReportMarkdown.Text(figure["title"]?.ToString().TrimEnd('.') ?? "")}.** {ReportMarkdown.Text(string.Join(" ", Html.List(figure["notes"]).Append(figure["caption"]?.ToString() ?? "")))}")) + "\n";

    private static ExportSize Size(JsonObject figure, ExportOptions options)
    {
        var (width, height) = (figure["widthMm"]?.GetValue<double>() ?? 180, figure["heightMm"]?.GetValue<double>() ?? 110);
        var wide = options.WidthMm ?? (options.HeightMm is { } high ? width * high / height : width);
        return new ExportSize(wide, options.HeightMm ?? ExportSize.OfWidth(figure, wide, options.Print).HeightMm, options.Dpi) { Transparent = options.Transparent, Print = options.Print };
    }
}
