using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Analysis;
using Newtonsoft.Json;
using Plotly.NET;

namespace LiveCommerce.Charts;

/// <summary>A chart with everything that a report needs of it: shown in a notebook, it is written to <c>figures/</c>.</summary>
public sealed record Figure
{
    /// <summary>A figure.</summary>
    /// <param name="id">Stable id, lower case with hyphens, unique in a run; the name of its files.</param>
    /// <param name="title">What it shows, in one line.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="rows">The rows plotted.</param>
    /// <param name="alt">What a reader who cannot see it should know.</param>
    /// <param name="provenance">Where the rows come from.</param>
    public Figure(string id, string title, GenericChart chart, DataFrame rows, string alt, Provenance provenance)
    {
        if (id.Length == 0 || id.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            throw new InputException("FIG001", "figure id", $"\"{id}\"", "an id names files", "use small letters, digits and hyphens");
        if (string.IsNullOrWhiteSpace(alt))
            throw new InputException("FIG002", $"figure '{id}'", "no alternative text", "a reader who cannot see the figure needs it", "say in a sentence what the figure shows");
        (Id, Title, Chart, Rows, Alt, Provenance) = (id, title, chart, rows, alt, provenance);
    }

    /// <summary>Stable id.</summary>
    public string Id { get; }

    /// <summary>Title.</summary>
    public string Title { get; }

    /// <summary>The chart.</summary>
    public GenericChart Chart { get; }

    /// <summary>The rows plotted.</summary>
    public DataFrame Rows { get; }

    /// <summary>Alternative text.</summary>
    public string Alt { get; }

    /// <summary>Where the rows come from.</summary>
    public Provenance Provenance { get; }

    /// <summary>What the reader must know beside the source; one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Width in print, in millimetres.</summary>
    public double WidthMm { get; init; } = 180;

    /// <summary>Height in print, in millimetres.</summary>
    public double HeightMm { get; init; } = 110;

    /// <summary>The same figure with a note more.</summary>
    public Figure WithNote(string note) => this with { Notes = [.. Notes, note] };

    /// <summary>The same figure in another size.</summary>
    public Figure WithSize(double widthMm, double heightMm) => this with { WidthMm = widthMm, HeightMm = heightMm };

    /// <summary>Where the rows come from, as printed under the figure.</summary>
    public string SourceLine
    {
        get
        {
            if (Provenance.Synthetic) return "Source: synthetic data from a documented generator; not observations.";
            var sources = Provenance.Sources;
            var named = sources.Count switch
            {
                0 => "no source",
                <= 4 => string.Join(", ", sources),
                _ => $"{string.Join(", ", sources.Take(3))} and {(sources.Count - 3).ToString(CultureInfo.InvariantCulture)} more",
            };
            return $"Source: {named}." + (Provenance.Unverified ? " Some values are recalled and unverified." : "");
        }
    }

    /// <summary>What Plotly draws: <c>data</c> and <c>layout</c>, themed, every text made safe.</summary>
    public JsonObject Specification()
    {
        var traces = Parse(GenericChart.getTraces(Chart)).AsArray();
        var layout = Parse(GenericChart.getLayout(Chart)).AsObject();
        FigureLayout.Complete(this, layout);
        var specification = new JsonObject { ["data"] = Labels.Safe(traces), ["layout"] = Labels.Safe(layout) };
        NamePlacement.Place(specification);
        return specification;
    }

    /// <summary>The figure as the runner reads it.</summary>
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["title"] = Title,
        ["alt"] = Alt,
        ["caption"] = SourceLine,
        ["spec"] = Specification(),
        ["rows"] = PlottedRows.ToJson(Rows),
        ["notes"] = Strings(Notes),
        ["sources"] = Strings(Provenance.Sources),
        ["rowIds"] = Strings(Provenance.Rows),
        ["synthetic"] = Provenance.Synthetic,
        ["unverified"] = Provenance.Unverified,
        ["widthMm"] = WidthMm,
        ["heightMm"] = HeightMm,
    };

    /// <inheritdoc/>
    public override string ToString() => $"Figure {Id}: {Title}";

    private static JsonNode Parse(object value) => JsonNode.Parse(JsonConvert.SerializeObject(value, Globals.JSON_CONFIG))!;

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
