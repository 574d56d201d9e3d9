namespace LiveCommerce.Charts.Export;

/// <summary>A size in print.</summary>
/// <param name="WidthMm">Width in millimetres.</param>
/// <param name="HeightMm">Height in millimetres.</param>
/// <param name="Dpi">Pixels per inch of the PNG.</param>
public sealed record ExportSize(double WidthMm, double HeightMm, int Dpi = 300)
{
    /// <summary>Without a background, for slides; else white.</summary>
    public bool Transparent { get; init; }

    /// <summary>As journals print it: white ground, thin lines, text of 6 to 7 points; title, notes and source line are left to the caption.</summary>
    public bool Print { get; init; }

    /// <summary>The size of a figure at a width: a narrow one is higher than in proportion, since its title and notes take more lines.</summary>
    /// <param name="figure">The figure as JSON.</param>
    /// <param name="widthMm">Width in millimetres, above 0.</param>
    /// <param name="print">As journals print it, without the lines of title and notes.</param>
    public static ExportSize OfWidth(System.Text.Json.Nodes.JsonObject figure, double widthMm, bool print = false)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return new ExportSize(widthMm, ResizedLayout.HeightMm(figure, widthMm, print)) { Print = print };
    }

    internal int CssWidth => (int)Math.Round(WidthMm / 25.4 * 96);

    internal int CssHeight => (int)Math.Round(HeightMm / 25.4 * 96);

    internal int PixelWidth => (int)Math.Round(WidthMm / 25.4 * Dpi);

    internal int PixelHeight => (int)Math.Round(HeightMm / 25.4 * Dpi);
}

/// <summary>A figure in its static formats, all of the same geometry.</summary>
/// <param name="Svg">Scalable; names its fonts, does not carry them.</param>
/// <param name="Png">Pixels with resolution and alternative text.</param>
/// <param name="Pdf">One page of the figure's size, tagged.</param>
/// <param name="Warnings">What a reader of the picture would miss, one sentence each.</param>
public sealed record RenderedFigure(byte[] Svg, byte[] Png, byte[] Pdf, IReadOnlyList<string> Warnings);

/// <summary>A figure could not be drawn by the browser.</summary>
/// <param name="message">What, where, and what to do.</param>
public sealed class FigureExportException(string message) : Exception(message)
{
    /// <summary>Whether the browser ended, crashed or did not answer: another start may draw the figure.</summary>
    public bool IsOfTheBrowser => Message.Contains("FIG102", StringComparison.Ordinal) || Message.Contains("FIG103", StringComparison.Ordinal);
}
