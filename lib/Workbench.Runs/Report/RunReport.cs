using System.Text;
using LiveCommerce.Charts.Export;
using LiveCommerce.Data;
using Workbench.Runs.Compare;

namespace Workbench.Runs.Report;

/// <summary>The report of a run in a format of choice.</summary>
public static class RunReport
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["html", "pdf", "md", "bib", "csl"];

    /// <summary>The report; null for a PDF where there is no browser, with the reason said.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="data">The data folder with the claims and the sources.</param>
    /// <param name="target">Where it will be: pictures are named from there.</param>
    /// <param name="say">Hears why there is none.</param>
    /// <param name="cancellation">Ends the browser.</param>
    public static async Task<byte[]?> OfAsync(RunFiles run, string format, string data, string target, Action<string> say, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(say);
        var input = ReportSources.Of(run.Notebooks, data);
        switch (format)
        {
            case "md":
                var folder = Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(target))!, Path.Combine(run.Folder, "figures")).Replace('\\', '/');
                return Encoding.UTF8.GetBytes(ReportMarkdown.Write(input, id => Uri.EscapeDataString($"{folder}/{id}.{(run.Bytes($"figures/{id}.png") is null ? "html" : "png")}").Replace("%2F", "/", StringComparison.Ordinal)));
            case "bib" or "csl":
                var curated = ReportSources.Curated(data) ?? throw new DataFaultException([new Fault(data, 0, 0, "DATA001", "no list of sources", "curated/sources.csv", "name the folder with --data")]);
                var cited = run.Numbers.Values.Concat(run.Claims.Values).Concat(run.FigureIds.Select(id => run.Json($"figures/{id}.json").AsObject())).SelectMany(item => Html.List(item["sources"]));
                return Encoding.UTF8.GetBytes(format == "bib" ? Citations.BibTex(curated, cited) : Citations.Csl(curated, cited));
            case "pdf":
                if (BrowserProgram.Find() is { Program: null } search)
                {
                    say(search.Message);
                    return null;
                }

                var pictures = run.FigureIds.Select(id => (id, svg: run.Bytes($"figures/{id}.svg"))).Where(pair => pair.svg is not null).ToDictionary(pair => pair.id, pair => pair.svg!, StringComparer.Ordinal);
                return await PagePrinter.PdfAsync(BrowserProgram.Find().Program!, ReportPage.Write(input with { Pictures = pictures }), cancellation).ConfigureAwait(false);
            default:
                return Encoding.UTF8.GetBytes(ReportPage.Write(input));
        }
    }
}
