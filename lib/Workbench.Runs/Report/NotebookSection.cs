using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>One notebook as a section: its prose and its results, without code. Raw HTML of an output is never copied.</summary>
internal sealed class NotebookSection(ReportNotebook notebook, int number, ReportFigures figures)
{
    public string Anchor => $"notebook-{number}";

    public string Title { get; } = Cells(notebook)
        .Where(cell => Html.Read(cell["cell_type"]) == "markdown")
        .Select(cell => SafeMarkdown.Title(Html.Read(cell["source"])))
        .FirstOrDefault(title => !string.IsNullOrWhiteSpace(title)) ?? notebook.Name;

    public List<JsonObject> Verdicts { get; } = [];

    public List<JsonObject> Numbers { get; } = [];

    public string Render()
    {
        var page = new StringBuilder($"<section id=\"{Anchor}\">\n<p class=\"quiet\">{Html.Text(notebook.Name)}</p>\n");
        if (Title == notebook.Name) page.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Text(Title)}</h2>\n");
        foreach (var cell in Cells(notebook))
        {
            var tags = Html.List(cell["metadata"]?["tags"]);
            if (tags.Contains("remove-cell")) continue;
            var kind = Html.Read(cell["cell_type"]);
            if (kind == "markdown") page.Append(SafeMarkdown.ToHtml(Html.Read(cell["source"])));
            if (kind != "code" || tags.Contains("remove-output")) continue;
            foreach (var output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>()) page.Append(Output(output));
        }
        return page.Append("</section>\n").ToString();
    }

    private string Output(JsonObject output) => Html.Read(output["output_type"]) switch
    {
        "stream" => $"<pre>{Html.Text(Html.Read(output["text"]))}</pre>\n",
        "error" => $"<p class=\"error\"><strong>{Html.Text(Html.Read(output["ename"]))}</strong>: {Html.Text(Html.Read(output["evalue"]))}</p>\n",
        _ => output["data"] is JsonObject bundle ? Shown(bundle) : "",
    };

    private string Shown(JsonObject bundle)
    {
        if (bundle["application/vnd.livecommerce.figure+json"] is JsonObject figure) return figures.Add(figure);
        if (bundle["application/vnd.livecommerce.headline+json"] is JsonObject headline) return Number(headline);
        if (bundle["application/vnd.livecommerce.verdict+json"] is JsonObject verdict) return Verdict(verdict);
        if (bundle["application/vnd.dataresource+json"] is JsonObject table) return ReportTable.ToHtml(table);
        if (bundle["application/vnd.plotly.v1+json"] is JsonObject chart) return figures.Add(new JsonObject { ["title"] = "Chart without a title", ["spec"] = chart.DeepClone() });
        if (bundle["text/markdown"] is { } prose) return SafeMarkdown.ToHtml(Html.Read(prose));
        if (bundle["image/png"] is { } picture) return $"<img alt=\"{Html.Text(Html.Read(bundle["text/plain"]))}\" src=\"data:image/png;base64,{Html.Text(Html.Read(picture).Replace("\n", "", StringComparison.Ordinal))}\">\n";
        return bundle["text/plain"] is { } text ? $"<pre>{Html.Text(Html.Read(text))}</pre>\n" : "";
    }

    private string Number(JsonObject headline)
    {
        Numbers.Add(headline);
        var sources = Html.Cited(headline["sources"]);
        return $"<p class=\"number\"><strong>{Html.Text(Html.Read(headline["text"]))}</strong>{Html.Marks(headline)}<br>{Html.Text(Html.Read(headline["sentence"]))}{(sources.Length == 0 ? "" : $" <span class=\"quiet\">[{sources}]</span>")}</p>\n";
    }

    private string Verdict(JsonObject verdict)
    {
        Verdicts.Add(verdict);
        return $"<p class=\"number\"><strong>{Html.Text(Html.Read(verdict["claim"]))}: {Html.Text(Html.Read(verdict["verdict"]))}</strong><br>{Html.Text(Html.Read(verdict["sentence"]))}</p>\n";
    }

    private static IEnumerable<JsonObject> Cells(ReportNotebook notebook) => (notebook.Content["cells"] as JsonArray ?? []).OfType<JsonObject>();
}
