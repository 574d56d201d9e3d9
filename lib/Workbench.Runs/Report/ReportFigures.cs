using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Workbench.Runs.Report;

/// <summary>The figures of a page, numbered in reading order; their specifications go into one data block that no label can leave.</summary>
internal sealed class ReportFigures
{
    // JavaScriptEncoder escapes <, >, & and quotes, so that no label closes the script element it stands in.
    private static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly List<JsonObject> figures = [];

    public int Count => figures.Count;

    public IEnumerable<(int Number, string Title)> Listed => figures.Select((figure, index) => (index + 1, Html.Read(figure["title"])));

    public string Add(JsonObject figure)
    {
        figures.Add(figure);
        var notes = string.Join(" ", Html.List(figure["notes"]).Select(Html.Text));
        var sources = Html.Cited(figure["sources"]);
        return $"""
            <figure id="figure-{Count}" data-figure="{Html.Text(Html.Read(figure["id"]))}">
            <div class="plot" id="plot-{Count}" role="img" aria-label="{Html.Text(Html.Read(figure["alt"]))}"></div>
            <figcaption><strong>Figure {Count}.</strong> {Html.Text(Html.Read(figure["title"]).TrimEnd('.'))}.{Html.Marks(figure)}{(notes.Length == 0 ? "" : " " + notes)}{(sources.Length == 0 ? "" : $" Sources: {sources}.")}</figcaption>
            </figure>

            """;
    }

    public string Data() => new JsonArray([.. figures.Select(figure => figure["spec"]?.DeepClone())]).ToJsonString(Escaping);
}
