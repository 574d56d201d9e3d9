using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Runs.Report;
using Xunit;

namespace Workbench.Tests.Runs;

public sealed class ReportPageTests
{
    private const string Hostile = "</script><script>alert(1)</script>";

    [Fact]
    public void A_label_that_closes_the_script_stays_a_label_everywhere()
    {
        var page = ReportPage.Write(Input(Markdown("# " + Hostile), Shown("figure", Figure(Hostile)), Shown("headline", Headline(Hostile)), Shown("verdict", Verdict(Hostile)), Table(Hostile), Stream(Hostile)));

        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, Regex.Count(page, "<script[ >]"));
        Assert.Contains("\\u003C/script\\u003E", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_html_of_an_output_is_never_copied()
    {
        var output = new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/html"] = "<img src=x onerror=alert(1)>", ["text/plain"] = "plain words" } };
        var page = ReportPage.Write(Input(Code(output)));

        Assert.DoesNotContain("onerror", page, StringComparison.Ordinal);
        Assert.Contains("<pre>plain words</pre>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](data:text/html,hi)")]
    [InlineData("[x](file:///etc/passwd)")]
    public void Prose_links_to_the_web_only(string markdown)
    {
        var page = ReportPage.Write(Input(Markdown(markdown)));

        Assert.DoesNotMatch("(?i)href=\"(javascript|data|file):", page);
    }

    [Fact]
    public void A_picture_from_elsewhere_becomes_a_link_so_that_opening_the_page_sends_nothing()
    {
        var page = ReportPage.Write(Input(Markdown("![map](https://example.org/map.png)")));

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/map.png\">map</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_names_the_hash_of_every_script_that_runs_and_no_other()
    {
        var page = ReportPage.Write(Input(Shown("figure", Figure("A"))));
        var hashes = Regex.Matches(page, "<script>(.*?)</script>", RegexOptions.Singleline)
            .Select(match => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value))) + "'").ToList();

        Assert.Equal(2, hashes.Count);
        Assert.Contains($"script-src {string.Join(" ", hashes)};", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_figures_carries_no_script()
    {
        var page = ReportPage.Write(Input(Markdown("# Words")));

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ledger_comes_before_the_notebooks_and_lists_claims_that_nobody_judged()
    {
        var page = ReportPage.Write(Input(Markdown("# Landscape"), Shown("verdict", Verdict("low"))) with { Claims = [new("S4", "Live is half."), new("S9", "Roles change.")] });

        Assert.True(page.IndexOf("id=\"claims\"", StringComparison.Ordinal) < page.IndexOf("<section", StringComparison.Ordinal));
        Assert.Contains("Roles change.</td><td>no verdict in this run", page, StringComparison.Ordinal);
        Assert.Contains("not testable", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_that_changed_is_marked_with_the_one_before()
    {
        var input = Input(Markdown("# Landscape"), Shown("verdict", Verdict("low")));

        Assert.Contains("<mark>changed: supported in the run before</mark>", ReportPage.Write(input with { Before = new Dictionary<string, string> { ["S4"] = "supported" } }), StringComparison.Ordinal);
        Assert.DoesNotContain("<mark>", ReportPage.Write(input), StringComparison.Ordinal);
    }

    [Fact]
    public void The_contents_begin_with_the_claims()
    {
        var page = ReportPage.Write(Input(Markdown("# Landscape")) with { Claims = [new("S4", "Live is half.")] });

        Assert.Matches("<nav[^>]*><ul>\\s*<li><a href=\"#claims\">Claims</a></li>", page);
    }

    [Fact]
    public void The_list_of_figures_is_folded_and_a_table_scrolls_by_keyboard()
    {
        var page = ReportPage.Write(Input(Shown("figure", Figure("Shares of live trade"))) with { Claims = [new("S4", "Live is half.")] });

        Assert.Matches("<details><summary>1 figure</summary><ol>\\s*<li><a href=\"#figure-1\">", page);
        Assert.Contains("<main>\n<h2 id=\"claims\">Claims</h2>\n<div class=\"scroll ledger\" tabindex=\"0\" role=\"group\" aria-label=\"Claims\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caption_does_not_repeat_the_alternative_text()
    {
        var figure = Figure("Shares of live trade");
        figure["alt"] = "Two bars, the first taller.";
        figure["notes"] = new JsonArray("Counts orders placed.");
        var page = ReportPage.Write(Input(Shown("figure", figure)));

        Assert.Equal(1, Regex.Count(page, "Two bars, the first taller"));
        Assert.Contains("<strong>Figure 1.</strong> Shares of live trade. Counts orders placed. Sources: ", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LiveShare", "Live share")]
    [InlineData("live_share_of_gmv", "Live share of gmv")]
    [InlineData("FromTheRest", "From the rest")]
    [InlineData("GMVPerUser", "GMV per user")]
    [InlineData("n", "n")]
    [InlineData("Orders kept", "Orders kept")]
    [InlineData("直播", "直播")]
    public void A_column_is_headed_in_words(string name, string words)
    {
        Assert.Contains($"<th scope=\"col\">{System.Net.WebUtility.HtmlEncode(words)}</th>", ReportPage.Write(Input(Table(name))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_keeps_its_marks_and_its_sources()
    {
        var page = ReportPage.Write(Input(Shown("headline", Headline("Share"))) with { Sources = [new("src-1", "Annual report 2020", "javascript:alert(1)")] });

        Assert.Contains("<span class=\"mark\">synthetic</span>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#source-src-1\">src-1</a>", page, StringComparison.Ordinal);
        Assert.Contains("Annual report 2020", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tags_remove_cell_and_remove_output_are_kept_out()
    {
        var page = ReportPage.Write(Input(Tagged(Stream("secret one"), "remove-output"), Tagged(Markdown("secret two"), "remove-cell"), Stream("shown")));

        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
        Assert.Contains("shown", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_inputs_give_equal_text()
    {
        Assert.Equal(ReportPage.Write(Input(Shown("figure", Figure("A")))), ReportPage.Write(Input(Shown("figure", Figure("A")))));
    }

    private static ReportInput Input(params JsonNode[] cells) => new() { Notebooks = [new("01-test", new JsonObject { ["cells"] = new JsonArray(cells) })] };

    private static JsonObject Markdown(string text) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = new JsonArray(text) };

    private static JsonObject Code(JsonObject output) => new() { ["cell_type"] = "code", ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(output) };

    private static JsonObject Stream(string text) => Code(new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text });

    private static JsonObject Shown(string kind, JsonObject value) => Code(new() { ["output_type"] = "display_data", ["data"] = new JsonObject { [$"application/vnd.livecommerce.{kind}+json"] = value } });

    private static JsonObject Tagged(JsonObject cell, string tag)
    {
        cell["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) };
        return cell;
    }

    private static JsonObject Table(string text) => Code(new()
    {
        ["output_type"] = "execute_result",
        ["data"] = new JsonObject
        {
            ["application/vnd.dataresource+json"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["name"] = text, ["type"] = "string" }) },
                ["data"] = new JsonArray(new JsonObject { [text] = text }),
            },
        },
    });

    private static JsonObject Figure(string label) => new()
    {
        ["id"] = "map",
        ["title"] = label,
        ["alt"] = label,
        ["notes"] = new JsonArray(label),
        ["sources"] = new JsonArray("src-1"),
        ["spec"] = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["type"] = "bar", ["x"] = new JsonArray(label), ["y"] = new JsonArray(1) }), ["layout"] = new JsonObject() },
    };

    private static JsonObject Headline(string words) => new() { ["id"] = "share", ["text"] = "46.2%", ["sentence"] = words, ["n"] = 3, ["sources"] = new JsonArray("src-1"), ["synthetic"] = true };

    private static JsonObject Verdict(string words) => new() { ["claim"] = "S4", ["verdict"] = "not testable", ["sentence"] = words, ["numbers"] = new JsonArray(Headline(words)), ["sources"] = new JsonArray("src-1") };

    [Theory]
    [InlineData("see [this](javascript:alert(1)) now", "see \\[this](javascript:alert(1)) now")]
    [InlineData("a ![pixel](https://elsewhere.example/p.png)", "a \\![pixel](https://elsewhere.example/p.png)")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1)", "\\[x]\\[r]\n\n[r]: javascript:alert(1)")]
    [InlineData("a [source](https://example.org) and <b>bold</b>", "a [source](https://example.org) and &lt;b>bold&lt;/b>")]
    public void Prose_of_the_report_in_Markdown_links_to_the_web_alone_and_loads_no_pictures(string prose, string written)
    {
        var notebook = new ReportNotebook("01", JsonNode.Parse(new JsonObject
        {
            ["cells"] = new JsonArray(new JsonObject { ["cell_type"] = "code", ["metadata"] = new JsonObject(), ["source"] = "", ["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/markdown"] = prose } }) }),
        }.ToJsonString())!.AsObject());

        Assert.Contains(written, ReportMarkdown.Write(new ReportInput { Notebooks = [notebook] }, id => id), StringComparison.Ordinal);
    }
}
