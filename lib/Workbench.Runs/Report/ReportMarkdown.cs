using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>The report as Markdown, for a paper or a wiki: figures as pictures beside it, sources cited by their ids (<c>[@id]</c>, as Pandoc reads them).</summary>
public static class ReportMarkdown
{
    /// <summary>The text.</summary>
    /// <param name="input">Executed notebooks, claims and sources.</param>
    /// <param name="pictures">Where a figure's picture is, from where the text will be.</param>
    public static string Write(ReportInput input, Func<string, string> pictures)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(pictures);
        var bodies = new StringBuilder();
        var (verdicts, numbers, figures) = (new List<JsonObject>(), new List<JsonObject>(), 0);
        foreach (var cell in input.Notebooks.SelectMany(notebook => (notebook.Content["cells"] as JsonArray ?? []).OfType<JsonObject>()))
        {
            var tags = Html.List(cell["metadata"]?["tags"]);
            if (tags.Contains("remove-cell")) continue;
            if (Html.Read(cell["cell_type"]) == "markdown") bodies.Append(Deeper(Html.Read(cell["source"]))).Append("\n\n");
            if (Html.Read(cell["cell_type"]) != "code" || tags.Contains("remove-output")) continue;
            foreach (var bundle in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>().Select(output => output["data"]).OfType<JsonObject>())
            {
                if (bundle["application/vnd.livecommerce.figure+json"] is JsonObject figure)
                    bodies.Append(CultureInfo.InvariantCulture, $"![{Text(Html.Read(figure["alt"]))}]({pictures(Html.Read(figure["id"]))})\n\n**Figure {++figures}.** {Text(Html.Read(figure["title"]).TrimEnd('.'))}.{Marks(figure)} {Text(string.Join(" ", Html.List(figure["notes"])))}{Cited(figure)}\n\n");
                else if (bundle["application/vnd.livecommerce.headline+json"] is JsonObject number)
                    bodies.Append(Sentence(number, numbers));
                else if (bundle["application/vnd.livecommerce.verdict+json"] is JsonObject verdict)
                    bodies.Append(Finding(verdict, verdicts));
                else if (bundle["application/vnd.dataresource+json"] is JsonObject table)
                    bodies.Append(Table(table));
                else if (bundle["text/markdown"] is { } prose)
                    bodies.Append(SafeMarkdown.Neutral(Html.Read(prose))).Append("\n\n");
            }
        }

        return $"# {Text(input.Title)}\n\n{Ledger(input, verdicts)}{bodies}{All(numbers)}{Sources(input, verdicts, numbers)}";
    }

    private static string Sentence(JsonObject number, List<JsonObject> numbers)
    {
        numbers.Add(number);
        return $"> {Text(Html.Read(number["sentence"]))}{Marks(number)}{Cited(number)}\n\n";
    }

    private static string Finding(JsonObject verdict, List<JsonObject> verdicts)
    {
        verdicts.Add(verdict);
        return $"**{Text(Html.Read(verdict["claim"]))}: {Text(Html.Read(verdict["verdict"]))}.** {Text(Html.Read(verdict["sentence"]))}{Cited(verdict)}\n\n";
    }

    private static string Ledger(ReportInput input, List<JsonObject> verdicts)
    {
        if (input.Claims.Count == 0) return "";
        var rows = input.Claims.Select(claim => (claim, found: verdicts.FirstOrDefault(verdict => Html.Read(verdict["claim"]) == claim.Id)))
            .Select(pair => new[] { pair.claim.Id, pair.claim.Statement, pair.found is null ? "no verdict in this run" : Html.Read(pair.found["verdict"]) + (input.Before.TryGetValue(pair.claim.Id, out var before) ? $" (was {before})" : ""), Html.Read(pair.found?["sentence"]) });
        return $"## Claims\n\n{Rows(["Claim", "Statement", "Verdict", "Finding"], rows)}";
    }

    private static string All(List<JsonObject> numbers) => numbers.Count == 0 ? "" : "## Numbers\n\n" + Rows(["Id", "Value", "Method", "n"],
        numbers.Select(number => new[] { Html.Read(number["id"]), Html.Read(number["text"]) + Marks(number), Html.Read(number["method"]), Html.Read(number["n"]) }));

    private static string Sources(ReportInput input, IEnumerable<JsonObject> verdicts, IEnumerable<JsonObject> numbers)
    {
        var ids = verdicts.Concat(numbers).SelectMany(item => Html.List(item["sources"])).Distinct().Order(StringComparer.Ordinal).ToList();
        return ids.Count == 0 ? "" : "## Sources\n\n" + string.Concat(ids.Select(id => $"- `{id.Replace("`", "", StringComparison.Ordinal)}`: {Text(input.Sources.FirstOrDefault(source => source.Id == id)?.Citation ?? "not in the list of sources")}\n"));
    }

    private static string Table(JsonObject resource)
    {
        var fields = (resource["schema"]?["fields"] as JsonArray ?? []).OfType<JsonObject>().Select(field => Html.Read(field["name"])).ToList();
        return Rows([.. fields.Select(ReportTable.Words)], (resource["data"] as JsonArray ?? []).OfType<JsonObject>().Select(row => fields.Select(field => Html.Read(row[field])).ToArray()));
    }

    private static string Rows(string[] header, IEnumerable<string[]> rows)
    {
        if (header.Length == 0) return "";
        var text = new StringBuilder($"| {string.Join(" | ", header.Select(Text))} |\n|{string.Join('|', header.Select(_ => "---"))}|\n");
        foreach (var row in rows) text.Append("| ").AppendJoin(" | ", row.Select(Text)).Append(" |\n");
        return text.Append('\n').ToString();
    }

    private static string Cited(JsonObject item) => Html.List(item["sources"]) is { Count: > 0 } ids ? $" [{string.Join("; ", ids.Select(id => "@" + Text(id)))}]" : "";

    private static string Marks(JsonObject item) => (Html.IsTrue(item["synthetic"]) ? " (synthetic)" : "") + (Html.IsTrue(item["unverified"]) ? " (unverified)" : "");

    /// <summary>Headings one level deeper: the page has its own title.</summary>
    private static string Deeper(string markdown) => string.Join('\n', markdown.Split('\n').Select(line => line.StartsWith('#') && !line.StartsWith("######", StringComparison.Ordinal) ? "#" + line : line));

    /// <summary>Text of data: nothing in it is markup.</summary>
    internal static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" ")) escaped.Append(c switch { '<' => "&lt;", '&' => "&amp;", '|' or '[' or ']' or '*' or '`' or '\\' => $"\\{c}", _ => c.ToString() });
        return escaped.ToString();
    }
}
