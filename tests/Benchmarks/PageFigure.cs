using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;

namespace Benchmarks;

/// <summary>A figure beside the result page, drawn by the workbench's own export.</summary>
internal static class PageFigure
{
    /// <summary>Writes the figure as SVG into the page's folder.</summary>
    /// <returns>Name of the file.</returns>
    public static async Task<string> DrawAsync(Figure figure, string page)
    {
        var browser = BrowserProgram.Find().Program ?? throw new InvalidOperationException("A figure needs Chrome, Edge or Chromium.");
        await using var exporter = await FigureExporter.StartAsync(browser).ConfigureAwait(false);
        var drawn = await exporter.RenderAsync(figure.ToJson(), new FigureStamp { Figure = figure.Id, Command = "dotnet run -c Release --project tests/Benchmarks -- sizes --page tests/Benchmarks/RESULTS.md" }).ConfigureAwait(false);
        var name = figure.Id + ".svg";
        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, name), drawn.Svg).ConfigureAwait(false);
        return name;
    }
}
