using System.Text.Json.Nodes;

namespace Workbench.Runs.Report;

/// <summary>An executed notebook, as the report reads it.</summary>
/// <param name="Name">File name without its extension.</param>
/// <param name="Content">The notebook as it stands on disk after the run (nbformat 4.5).</param>
public sealed record ReportNotebook(string Name, JsonObject Content);

/// <summary>A source as the report cites it.</summary>
/// <param name="Id">Id by which numbers and figures name it.</param>
/// <param name="Citation">The citation in words.</param>
/// <param name="Url">Where it is published; linked only when it is http or https.</param>
/// <param name="Verification">How far it was checked.</param>
public sealed record ReportSource(string Id, string Citation, string? Url = null, string? Verification = null);

/// <summary>A claim under test, as the ledger states it.</summary>
/// <param name="Id">Claim id, such as S4.</param>
/// <param name="Statement">The claim as a testable statement.</param>
public sealed record ReportClaim(string Id, string Statement);

/// <summary>Everything a report is made from; equal inputs give equal bytes, so there is no clock in it.</summary>
public sealed record ReportInput
{
    /// <summary>Title of the page.</summary>
    public string Title { get; init; } = "Livestream Commerce Workbench";

    /// <summary>Executed notebooks in reading order.</summary>
    public IReadOnlyList<ReportNotebook> Notebooks { get; init; } = [];

    /// <summary>Claims of the ledger in order; a claim that no notebook judged is listed as such.</summary>
    public IReadOnlyList<ReportClaim> Claims { get; init; } = [];

    /// <summary>Figures as SVG by their ids, for a page on paper: drawn as pictures, without any script. Empty for a page on screen.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Sources that may be cited.</summary>
    public IReadOnlyList<ReportSource> Sources { get; init; } = [];
}
