using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>The lists around the notebooks: the claims ledger, every number, every source cited.</summary>
internal static class ReportLists
{
    public static string Ledger(ReportInput input, IReadOnlyList<NotebookSection> sections)
    {
        var judged = sections.SelectMany(section => section.Verdicts.Select(verdict => (section, verdict))).ToList();
        var stated = input.Claims.ToList();
        stated.AddRange(judged.Select(pair => Html.Read(pair.verdict["claim"])).Distinct().Where(id => stated.All(claim => claim.Id != id)).Select(id => new ReportClaim(id, "")));
        if (stated.Count == 0) return "";
        var page = new StringBuilder("<h2 id=\"claims\">Claims</h2>\n<div class=\"scroll ledger\" tabindex=\"0\" role=\"group\" aria-label=\"Claims\"><table><thead><tr><th>Claim</th><th>Statement</th><th>Verdict</th><th>Numbers</th><th>Sources</th></tr></thead><tbody>\n");
        foreach (var claim in stated)
        {
            var found = judged.Where(pair => Html.Read(pair.verdict["claim"]) == claim.Id).ToList();
            if (found.Count == 0) page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html.Text(claim.Id)}</th><td>{Html.Text(claim.Statement)}</td><td>no verdict in this run</td><td></td><td></td></tr>\n");
            foreach (var (section, verdict) in found)
            {
                var word = Html.Read(verdict["verdict"]);
                var numbers = (verdict["numbers"] as JsonArray ?? []).OfType<JsonObject>().Select(number => $"<a href=\"#number-{Html.Text(Uri.EscapeDataString(Html.Read(number["id"])))}\" title=\"{Html.Text(Html.Read(number["sentence"]))}\">{Html.Text(Html.Read(number["text"]))}</a>{Html.Marks(number)}");
                page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><a href=\"#{section.Anchor}\">{Html.Text(claim.Id)}</a></th><td>{Html.Text(claim.Statement)}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td><strong class=\"verdict-{Html.Text(word.Replace(' ', '-'))}\">{Html.Text(word)}</strong>{Was(input, claim.Id)}<br>{Html.Text(Html.Read(verdict["sentence"]))}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td>{string.Join("<br>", numbers)}</td><td>{Html.Cited(verdict["sources"])}</td></tr>\n");
            }
        }
        return page.Append("</tbody></table></div>\n").ToString();
    }

    private static string Was(ReportInput input, string claim) => input.Before.TryGetValue(claim, out var before) ? $" <mark>changed: {Html.Text(before)} in the run before</mark>" : "";

    public static string Numbers(IReadOnlyList<JsonObject> numbers)
    {
        if (numbers.Count == 0) return "";
        var page = new StringBuilder("<h2 id=\"numbers\">Numbers</h2>\n<div class=\"scroll numbers\" tabindex=\"0\" role=\"group\" aria-label=\"Numbers\"><table><thead><tr><th>Id</th><th>Value</th><th>In words</th><th>Method</th><th>n</th><th>Sources</th></tr></thead><tbody>\n");
        foreach (var number in numbers)
            page.Append(CultureInfo.InvariantCulture, $"<tr id=\"number-{Html.Text(Uri.EscapeDataString(Html.Read(number["id"])))}\"><th scope=\"row\">{Html.Text(Html.Read(number["id"]))}</th><td>{Html.Text(Html.Read(number["text"]))}{Html.Marks(number)}</td><td>{Html.Text(Html.Read(number["sentence"]))}</td><td>{Html.Text(Html.Read(number["method"]))}{Limits(number)}</td><td class=\"n\">{Html.Text(Html.Read(number["n"]))}</td><td>{Html.Cited(number["sources"])}</td></tr>\n");
        return page.Append("</tbody></table></div>\n").ToString();
    }

    /// <summary>How the value was computed, and what to know before it is used.</summary>
    private static string Limits(JsonObject number)
    {
        var computed = Html.Read(number["computedFrom"]);
        var said = Html.List(number["warnings"]).Prepend(computed.Length > 0 ? "Computed from " + computed : "").Where(text => text.Length > 0);
        return string.Concat(said.Select(text => $"<br><span class=\"quiet\">{Html.Text(text)}</span>"));
    }

    /// <summary>The citation; an address that the link behind it repeats is left out.</summary>
    private static string Words(ReportSource? source) => source is null ? "not in the list of sources"
        : source.Url is { Length: > 0 } url ? source.Citation.Replace(url, "", StringComparison.Ordinal).TrimEnd(' ', '.') + "." : source.Citation;

    public static string Sources(ReportInput input, IEnumerable<string> cited)
    {
        var ids = cited.Distinct().Order(StringComparer.Ordinal).ToList();
        if (ids.Count == 0) return "";
        var page = new StringBuilder("<h2 id=\"sources\">Sources</h2>\n<dl>\n");
        foreach (var id in ids)
        {
            var source = input.Sources.FirstOrDefault(candidate => candidate.Id == id);
            var url = source?.Url is { } link ? SafeMarkdown.IsLink(link) && !link.StartsWith('#') ? $" <a rel=\"noreferrer\" href=\"{Html.Text(link)}\">{Html.Text(link)}</a>" : " " + Html.Text(link) : "";
            var checkedAs = source?.Verification is { Length: > 0 } words ? $" <span class=\"quiet\">({Html.Text(words)})</span>" : "";
            page.Append(CultureInfo.InvariantCulture, $"<dt id=\"source-{Html.Text(Uri.EscapeDataString(id))}\">{Html.Text(id)}</dt><dd>{Html.Text(Words(source))}{url}{checkedAs}</dd>\n");
        }
        return page.Append("</dl>\n").ToString();
    }
}
