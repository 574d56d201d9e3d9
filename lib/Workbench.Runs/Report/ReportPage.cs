using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LiveCommerce.Charts.Export;

namespace Workbench.Runs.Report;

/// <summary>One page that works offline: the claims ledger first, then each notebook's prose, numbers, figures and tables, then the sources.</summary>
public static class ReportPage
{
    private const string Boot = """
        var figures=JSON.parse(document.getElementById("figures").textContent);
        figures.forEach(function(spec,i){if(spec)Plotly.newPlot("plot-"+(i+1),spec.data||[],spec.layout||{},{displaylogo:false,showSendToCloud:false,responsive:false});});
        """;

    private const string Style = """
        body{font:16px/1.5 "Noto Sans","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222;max-width:62rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;font-size:.85rem;margin:1rem 0}th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}td.n{text-align:right;font-variant-numeric:tabular-nums}
        main,dd,p,li,td{overflow-wrap:break-word}dd{overflow-wrap:anywhere}section>table{display:block;overflow-x:auto}.scroll,figure{overflow-x:auto}figure{margin:1.5rem 0}figcaption,.quiet{color:#555;font-size:.85rem}section{border-top:2px solid #ddd;margin-top:2rem}
        .number{border-left:4px solid #0072b2;padding-left:.8rem}.error{border-left:4px solid #d55e00;padding-left:.8rem}.mark{background:#f0e442;padding:0 .3rem;font-size:.75rem}
        td .quiet{font-size:1em}.ledger table,.numbers table{width:100%}.ledger td:nth-child(3){width:38%}.ledger td:nth-child(5){width:24%}.numbers td:nth-child(3){width:34%}.numbers td:nth-child(4){width:26%}
        [class^=verdict]{border-radius:.2rem;padding:0 .35rem;background:#e3e6ea}.verdict-supported{background:#cdeadd}.verdict-contradicted{background:#fbd9c6}.verdict-not-testable{background:none;outline:1px solid #999}
        @media(max-width:40rem){.ledger thead{position:absolute;left:-9999px}.ledger tr,.ledger td,.ledger th{display:block;border:0;padding:.1rem 0}.ledger tr{border-bottom:1px solid #ddd;padding:.6rem 0}.ledger td:nth-child(4):not(:empty)::before{content:"Numbers: "}.ledger td:nth-child(5):not(:empty)::before{content:"Sources: "}.ledger td:nth-child(4) br{display:none}.ledger td:nth-child(4) a{margin-right:.6rem}}
        pre{background:#f6f6f6;padding:.6rem;overflow-x:auto;white-space:pre-wrap}img{max-width:100%}@media print{nav{display:none}details::details-content{content-visibility:visible}body{font-size:10pt;margin:0;max-width:none}table{font-size:7.5pt}figure,tr{break-inside:avoid}h2,h3{break-after:avoid}.scroll{overflow:visible}}@page{size:A4;margin:18mm}
        """;

    /// <summary>The page as text; equal inputs give equal text.</summary>
    /// <param name="input">Executed notebooks, claims and sources.</param>
    /// <returns>HTML with every script hashed in its Content-Security-Policy, so that nothing from data can run.</returns>
    public static string Write(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var figures = new ReportFigures(input.Pictures);
        var sections = input.Notebooks.Select((notebook, index) => new NotebookSection(notebook, index + 1, figures)).ToList();
        var bodies = string.Concat(sections.Select(section => section.Render()));
        var numbers = sections.SelectMany(section => section.Numbers).ToList();
        var ledger = ReportLists.Ledger(input, sections);
        var cited = Cited(input).ToList();
        var boot = Lines(Boot);
        var plotly = !figures.NeedScript ? "" : PlotlyScript.Source();
        var scripts = !figures.NeedScript ? "'none'" : $"{PlotlyScript.Hash(plotly)} {PlotlyScript.Hash(boot)}";
        var policy = $"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'";
        var page = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n")
            .Append(CultureInfo.InvariantCulture, $"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Html.Text(input.Title)}</title>\n<style>\n{Lines(Style)}\n</style>\n</head>\n<body>\n")
            .Append(CultureInfo.InvariantCulture, $"<header><h1>{Html.Text(input.Title)}</h1></header>\n").Append(Contents(sections, figures, ledger.Length > 0, numbers.Count > 0, cited.Count > 0))
            .Append("<main>\n").Append(ledger).Append(bodies).Append(ReportLists.Numbers(numbers)).Append(ReportLists.Sources(input, cited)).Append("</main>\n");
        if (figures.NeedScript)
            page.Append(CultureInfo.InvariantCulture, $"<script id=\"figures\" type=\"application/json\">{figures.Data()}</script>\n<script>{plotly}</script>\n<script>{boot}</script>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Contents(IReadOnlyList<NotebookSection> sections, ReportFigures figures, bool claims, bool numbers, bool sources)
    {
        var page = new StringBuilder("<nav aria-label=\"Contents\"><ul>\n");
        if (claims) page.Append("<li><a href=\"#claims\">Claims</a></li>\n");
        foreach (var section in sections) page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Anchor}\">{Html.Text(section.Title)}</a></li>\n");
        if (figures.Listed.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li><details><summary>{(figures.Listed.Count == 1 ? "1 figure" : $"{figures.Listed.Count} figures")}</summary><ol>\n");
            foreach (var (number, title) in figures.Listed) page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#figure-{number}\">{Html.Text(title)}</a></li>\n");
            page.Append("</ol></details></li>\n");
        }

        if (numbers) page.Append("<li><a href=\"#numbers\">Numbers</a></li>\n");
        if (sources) page.Append("<li><a href=\"#sources\">Sources</a></li>\n");
        return page.Append("</ul></nav>\n").ToString();
    }

    private static IEnumerable<string> Cited(ReportInput input) => input.Notebooks
        .SelectMany(notebook => (notebook.Content["cells"] as JsonArray ?? []).OfType<JsonObject>())
        .SelectMany(cell => (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
        .Select(output => output["data"]).OfType<JsonObject>()
        .SelectMany(bundle => bundle.Where(item => item.Key.StartsWith("application/vnd.livecommerce.", StringComparison.Ordinal)))
        .SelectMany(item => item.Value is JsonObject shown ? Html.List(shown["sources"]) : []);

    // A browser reads CRLF as LF before it hashes, so the hash is taken of LF.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
