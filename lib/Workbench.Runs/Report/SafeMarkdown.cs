using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workbench.Runs.Report;

/// <summary>Prose to HTML: HTML inside it is shown as text, links go to the web or to this page only, pictures from elsewhere become links.</summary>
internal static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly MarkdownPipeline Exact = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UsePreciseSourceLocation().Build();
    private const int MostRounds = 20;

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(6, heading.Level + 1);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage && !IsPicture(link.Url)) link.IsImage = false;
            if (!link.IsImage && !IsLink(link.Url)) link.Url = "";
        }
        foreach (var link in document.Descendants<AutolinkInline>())
        {
            if (!link.IsEmail && !IsLink(link.Url)) link.Url = "";
        }
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString();
    }

    /// <summary>Prose that stays Markdown: HTML shown as text, links that are no web addresses and pictures from elsewhere turned into what they are written as.</summary>
    public static string Neutral(string markdown)
    {
        var text = markdown.Replace("<", "&lt;", StringComparison.Ordinal);
        // An escaped bracket can leave another link behind it, so it goes on until none is left.
        for (var again = 0; again < MostRounds; again++)
        {
            var places = Markdown.Parse(text, Exact).Descendants<LinkInline>().Where(link => (link.IsImage && !IsPicture(link.Url)) || (!link.IsImage && !IsLink(link.Url)))
                .Select(link => link.Span.Start).Distinct().OrderDescending().ToList();
            if (places.Count == 0) return text;
            foreach (var place in places) text = text.Insert(place, "\\");
        }

        return text.Replace("[", "\\[", StringComparison.Ordinal);
    }

    /// <summary>The text of the first heading of first or second level, if any.</summary>
    public static string? Title(string markdown)
    {
        var heading = Markdown.Parse(markdown, Pipeline).Descendants<HeadingBlock>().FirstOrDefault(block => block.Level <= 2);
        return heading?.Inline is { } inline ? string.Concat(inline.Descendants<LiteralInline>().Select(literal => literal.Content.ToString())) : null;
    }

    public static bool IsLink(string? url) =>
        url is not null && (url.StartsWith('#') || url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    private static bool IsPicture(string? url) => url is not null && url.StartsWith("data:image/png;base64,", StringComparison.OrdinalIgnoreCase);
}
