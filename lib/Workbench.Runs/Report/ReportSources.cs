using System.Text.Json.Nodes;
using LiveCommerce.Data;
using LiveCommerce.Data.Frames;
using LiveCommerce.Data.Package;
using Workbench.Runs.Notebooks;

namespace Workbench.Runs.Report;

/// <summary>Puts a report together from executed notebooks and the claims and sources of the data.</summary>
internal static class ReportSources
{
    public static ReportInput Of(IEnumerable<Notebook> notebooks, string data)
    {
        var curated = Curated(data);
        return new ReportInput
        {
            Notebooks = [.. notebooks.Select(notebook => new ReportNotebook(notebook.Id, notebook.Skipped is { } reason ? Instead(notebook, reason) : JsonNode.Parse(notebook.ToJson())!.AsObject()))],
            Claims = curated is null ? [] : Frame.Rows(curated.Claims, row => new ReportClaim(row.Text("claim_id"), row.Text("statement"))),
            Sources = curated is null ? [] : Frame.Rows(curated.Sources, row => new ReportSource(row.Text("source_id"), row.Text("citation"), row.Text("url"), row.Text("verification"))),
        };
    }

    /// <summary>In place of a skipped notebook, whose prose would speak of results that are not there: its title and the reason.</summary>
    private static JsonObject Instead(Notebook notebook, string reason) => new()
    {
        ["cells"] = new JsonArray(new JsonObject { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = $"# {notebook.Title}\n\nNot run with this data: it {reason}." }),
    };

    /// <summary>The curated facts of a data folder; null when it holds none that can be read.</summary>
    public static CuratedData? Curated(string data)
    {
        var folder = File.Exists(Path.Combine(data, "curated", DataPackage.DescriptorName)) ? Path.Combine(data, "curated") : data;
        try
        {
            return CuratedData.Open(folder);
        }
        catch (DataFaultException)
        {
            return null;
        }
    }
}
