using System.Text.Json.Nodes;
using LiveCommerce.Charts.Export;

namespace Workbench.Runs.Report;

/// <summary>The figures of a page, numbered in reading order; their specifications go into one data block that no label can leave.</summary>
internal sealed class ReportFigures(IReadOnlyDictionary<string, byte[]> pictures)
{
    private readonly List<JsonObject> figures = [];

    public int Count => figures.Count;

    /// <summary>Whether any figure is drawn by script.</summary>
    public bool NeedScript => figures.Any(figure => !pictures.ContainsKey(Html.Read(figure["id"])));

    public IReadOnlyList<(int Number, string Title)> Listed => [.. figures.Select((figure, index) => (index + 1, Html.Read(figure["title"])))];

    public string Add(JsonObject figure)
    {
        figures.Add(figure);
        var notes = string.Join(" ", Html.List(figure["notes"]).Select(Html.Text));
        var sources = Html.Cited(figure["sources"]);
        return $"""
            <figure id="figure-{Count}" data-figure="{Html.Text(Html.Read(figure["id"]))}">
            {Drawn(figure)}
            <figcaption><strong>Figure {Count}.</strong> {Html.Text(Html.Read(figure["title"]).TrimEnd('.'))}.{Html.Marks(figure)}{(notes.Length == 0 ? "" : " " + notes)}{(sources.Length == 0 ? "" : $" Sources: {sources}.")}</figcaption>
            </figure>

            """;
    }

    // A picture in an img element runs no script, whatever its SVG holds.
    private string Drawn(JsonObject figure) => pictures.TryGetValue(Html.Read(figure["id"]), out var svg)
        ? $"<img alt=\"{Html.Text(Html.Read(figure["alt"]))}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(svg)}\">"
        : $"<div class=\"plot\" id=\"plot-{Count}\" role=\"img\" aria-label=\"{Html.Text(Html.Read(figure["alt"]))}\"></div>";

    public string Data() => PlotlyScript.SafeJson(new JsonArray([.. figures.Select(figure => pictures.ContainsKey(Html.Read(figure["id"])) ? null : figure["spec"]?.DeepClone())]));
}
