using System.IO.Compression;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;

namespace Workbench.Runs.Trace;

/// <summary>A stamp found in a file.</summary>
/// <param name="Place">The file; for a document, also the picture inside it.</param>
/// <param name="Stamp">What the picture says of its origin.</param>
public sealed record TracedFigure(string Place, FigureStamp Stamp);

/// <summary>Reads the stamps of figures back: from PNG, SVG, PDF and HTML files under any name, and from pictures inside Word, PowerPoint and Excel documents.</summary>
public static class FigureTrace
{
    private const long LargestPicture = 64 << 20;
    private const long LargestDocument = 1L << 30;
    private const int MostPictures = 2000;
    private static readonly string[] Pictures = [".png", ".svg", ".pdf", ".html", ".htm"];

    /// <summary>The stamps in a file; none when it carries none.</summary>
    /// <exception cref="DataFaultException">The file cannot be read, or it is a damaged document.</exception>
    public static IReadOnlyList<TracedFigure> Read(string path)
    {
        if (!File.Exists(path)) throw new DataFaultException([new Fault(path, 0, 0, "RUN003", "no such file", "a picture or a document", "name a file that exists")]);
        var bytes = File.ReadAllBytes(path);
        if (!bytes.AsSpan().StartsWith("PK"u8)) return FigureStamp.Read(bytes) is { } stamp ? [new TracedFigure(path, stamp)] : [];
        try
        {
            using var document = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            // A small file that swells is no document; what it says of its sizes is not believed, but what it admits to is enough.
            if (document.Entries.Sum(entry => Math.Max(0, entry.Length)) > LargestDocument) throw new InvalidDataException();
            return [.. document.Entries.Where(entry => Pictures.Contains(Path.GetExtension(entry.Name).ToLowerInvariant())).Take(MostPictures)
                .Select(entry => (entry.FullName, Stamp: FigureStamp.Read(Content(entry)))).Where(found => found.Stamp is not null)
                .Select(found => new TracedFigure($"{path}: {found.FullName}", found.Stamp!))];
        }
        catch (InvalidDataException)
        {
            throw new DataFaultException([new Fault(path, 0, 0, "RUN004", "a damaged document", "a whole .docx, .pptx or .xlsx file", "save it anew")]);
        }
    }

    /// <summary>At most as much as a picture can be: what a document says of its own sizes is not believed.</summary>
    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (content.Length < LargestPicture && stream.Read(buffer) is > 0 and var count) content.Write(buffer, 0, count);
        return content.Length < LargestPicture ? content.ToArray() : [];
    }
}
