using LiveCommerce;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Import;

/// <summary>A table of the workbench that a user's rows can join.</summary>
/// <param name="Kind"><c>sessions</c>, <c>observations</c> or <c>effects</c>.</param>
/// <param name="Package">Folder of its package below the data folder.</param>
/// <param name="Replaces">Whether the rows take the place of those that are there; else they are added.</param>
/// <param name="Id">Field that is counted on when the file has no id; empty when the file must have one.</param>
public sealed record ImportTarget(string Kind, string Package, bool Replaces, string Id)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        new("sessions", "sessions", true, ""), new("observations", "curated", false, "observation_id"), new("effects", "curated", false, "evidence_id"),
    ];

    /// <summary>By its name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static ImportTarget Named(string kind) => All.FirstOrDefault(target => target.Kind == kind)
        ?? throw new InputException("IMPORT003", "--as", $"\"{kind}\"", "there is no such table to import to" + Spelling.Hint(kind, All.Select(target => target.Kind)), "write sessions, observations or effects");

    /// <summary>Its columns, as the data folder describes them.</summary>
    public TableSchema Schema(string data) => DataPackage.Open(Path.Combine(data, Package)).Resource(Kind).Schema;
}
