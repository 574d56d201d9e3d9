using System.Globalization;
using System.Text;
using Workbench.Runs.Report;

namespace Workbench.Runs.Compare;

/// <summary>A comparison as one page that works offline: no script, and each figure that changed drawn twice.</summary>
public static class ComparisonPage
{
    private const string Style = """
        body{font:16px/1.5 "Noto Sans","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222;max-width:70rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;font-size:.85rem;margin:1rem 0}th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
        .scroll{overflow-x:auto}.quiet{color:#555;font-size:.85rem}.large{font-weight:bold;border-left:4px solid #d55e00}.moderate{border-left:4px solid #e69f00}.small,.noise{border-left:4px solid #ddd}
        .both{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}figure{margin:0}img{display:block;box-sizing:border-box;width:100%;border:1px solid #ddd}figcaption{font-size:.85rem;color:#555}
        """;

    /// <summary>The page.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="before">The older run, for its pictures.</param>
    /// <param name="after">The newer run.</param>
    public static string Html(RunComparison comparison, RunFiles before, RunFiles after)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var page = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>What changed between two runs</title>\n<style>\n").Append(Style.ReplaceLineEndings("\n")).Append("\n</style>\n</head>\n<body>\n<main>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>What changed between two runs</h1>\n<p>From <strong>{Report.Html.Text(before.Name)}</strong> to <strong>{Report.Html.Text(after.Name)}</strong>.</p>\n<p class=\"quiet\">{ChangeSizes.Meaning}");
        if (comparison.Explained) page.Append(" Causes: the notebooks were run again with one input put back at a time; what went back with it is its effect. Shares that do not add up to 100% belong to inputs that work with or against each other.");
        page.Append("</p>\n");
        if (ComparisonSections.Changed(comparison) is { Length: > 0 } changed) page.Append(CultureInfo.InvariantCulture, $"<p>What went in differently: {Report.Html.Text(changed)}. <a href=\"#inputs\">All inputs</a></p>\n");
        foreach (var section in ComparisonSections.Of(comparison))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{section.Title.ToLowerInvariant().Replace(' ', '-')}\">{section.Title}</h2>\n<p>{Report.Html.Text(section.Summary)}</p>\n");
            if (section.Rows.Count > 0) Table(page, section);
            if (section.Title == "Figures") foreach (var figure in comparison.Figures) Both(page, figure, before, after);
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder page, ComparisonSection section)
    {
        page.Append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr>").AppendJoin("", section.Header.Select(head => $"<th scope=\"col\">{head}</th>")).Append("</tr></thead><tbody>\n");
        foreach (var row in section.Rows)
        {
            var mark = section.Header[0] == "Size" ? $" class=\"{row[0]}\"" : "";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td{mark}>{Report.Html.Text(row[0])}</td>").AppendJoin("", row.Skip(1).Select(cell => $"<td>{Report.Html.Text(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static void Both(StringBuilder page, FigureChange figure, RunFiles before, RunFiles after) =>
        page.Append(CultureInfo.InvariantCulture, $"<h3>{Report.Html.Text(figure.Title)}</h3>\n<div class=\"both\">").Append(Picture(before, figure, "Before")).Append(Picture(after, figure, "After")).Append("</div>\n");

    // A picture in an img element runs no script, whatever its SVG holds.
    private static string Picture(RunFiles run, FigureChange figure, string caption) => run.Bytes($"figures/{figure.Id}.svg") is { } svg
        ? $"<figure><img alt=\"{Report.Html.Text($"{figure.Title}, {caption.ToLowerInvariant()}")}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}\"><figcaption>{caption}</figcaption></figure>"
        : $"<figure><p class=\"quiet\">No picture in this run.</p><figcaption>{caption}</figcaption></figure>";
}
