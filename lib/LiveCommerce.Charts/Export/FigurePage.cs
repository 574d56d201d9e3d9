using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LiveCommerce.Charts.Export;

/// <summary>A figure as one web page that needs no network and in which no label can run.</summary>
public static class FigurePage
{
    private const string Boot = "(function(){var f=JSON.parse(document.getElementById('fig').textContent);Plotly.newPlot('plot',f.data,f.layout,{displaylogo:false,responsive:false});})();";

    /// <summary>The page.</summary>
    /// <param name="figure">The figure as <see cref="Figure.ToJson"/> gives it.</param>
    /// <param name="stamp">Its origin.</param>
    public static string Html(JsonObject figure, FigureStamp stamp) => Encoding.UTF8.GetString(HtmlBytes(figure, stamp));

    /// <summary>The page, in UTF-8.</summary>
    /// <param name="figure">The figure as <see cref="Figure.ToJson"/> gives it.</param>
    /// <param name="stamp">Its origin.</param>
    public static byte[] HtmlBytes(JsonObject figure, FigureStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(stamp);
        var title = Text(figure, "title");
        var before = $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {PlotlyScript.SourceHash()} {PlotlyScript.Hash(Boot)}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'">
            <link rel="icon" href="data:,">
            <title>{title}</title>
            <style>body{"{"}margin:16px;font-family:Arial,"Liberation Sans","Noto Sans CJK SC",sans-serif;color:#222{"}"}figure{"{"}margin:0;overflow-x:auto{"}"}figcaption{"{"}font-size:13px;color:#5f6670;max-width:70ch{"}"}h1{"{"}display:inline;font:inherit{"}"}</style>
            </head><body><main>
            <figure tabindex="0"><div id="plot" role="img" aria-label="{Text(figure, "alt")}"></div>
            <figcaption><h1>{title}.</h1> {Text(figure, "caption")}</figcaption></figure></main>
            <script id="stamp" type="application/json">{PlotlyScript.SafeJson(JsonNode.Parse(stamp.ToJson())!)}</script>
            <script id="fig" type="application/json">{PlotlyScript.SafeJson(figure["spec"]!)}</script>
            <script>
            """;
        var after = $"""
            </script>
            <script>{Boot}</script>
            </body></html>

            """;
        // plotly.js is long: its bytes are copied once into the page, and not looked through again.
        return [.. Lines(before), .. PlotlyScript.SourceBytes.Span, .. Lines(after)];
    }

    private static byte[] Lines(string text) => Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal));

    private static string Text(JsonObject figure, string key) => WebUtility.HtmlEncode(figure[key]?.GetValue<string>() ?? "");
}
