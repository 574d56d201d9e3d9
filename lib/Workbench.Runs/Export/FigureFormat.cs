using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce.Charts;
using LiveCommerce.Charts.Export;

namespace Workbench.Runs.Export;

/// <summary>A figure as its files are made from it.</summary>
/// <param name="Figure">The figure as the run keeps it.</param>
/// <param name="Stamp">Its origin.</param>
/// <param name="Drawn">What the browser drew; null where none is needed or none is there.</param>
internal sealed record FigureSource(JsonObject Figure, FigureStamp Stamp, RenderedFigure? Drawn = null);

/// <summary>A file format of figures: the one place to add another.</summary>
/// <param name="Name">Name, and ending of the file.</param>
/// <param name="Bytes">The file.</param>
internal sealed record FigureFormat(string Name, Func<FigureSource, byte[]> Bytes)
{
    /// <summary>Whether a browser must have drawn it.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>Whether a run writes it; the others are made by an export only.</summary>
    public bool IsInRun { get; init; } = true;

    /// <summary>All formats, as <c>export --format</c> names them.</summary>
    public static IReadOnlyList<FigureFormat> All { get; } =
    [
        new("html", source => FigurePage.HtmlBytes(source.Figure, source.Stamp)),
        new("svg", source => source.Drawn!.Svg) { IsDrawn = true },
        new("png", source => source.Drawn!.Png) { IsDrawn = true },
        new("pdf", source => source.Drawn!.Pdf) { IsDrawn = true },
        new("csv", source => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(PlottedRows.ToCsv(source.Figure["rows"]!.AsObject()))]),
        new("xlsx", source => Workbook.Of(source.Figure, source.Stamp)) { IsInRun = false },
    ];
}
