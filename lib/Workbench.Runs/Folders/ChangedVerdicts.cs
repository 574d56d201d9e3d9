using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Runs.Folders;

/// <summary>Claims whose verdict is another one than in the run before.</summary>
internal static class ChangedVerdicts
{
    /// <summary>Claim and the verdict that it had; claims that were not judged then, or not now, are no change.</summary>
    /// <param name="runs">The folder of runs; the latest is the one before.</param>
    /// <param name="claims">The verdicts of this run.</param>
    public static IReadOnlyDictionary<string, string> Since(string runs, IReadOnlyList<JsonObject> claims)
    {
        var before = LatestRun.NameOf(runs) is { } latest ? Read(Path.Combine(runs, latest, "claims.json")) : [];
        return claims.Select(claim => (Id: Text(claim, "claim"), Now: Text(claim, "verdict")))
            .Where(claim => before.TryGetValue(claim.Id, out var then) && then != claim.Now)
            .ToDictionary(claim => claim.Id, claim => before[claim.Id], StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsArray().OfType<JsonObject>().ToDictionary(claim => Text(claim, "claim"), claim => Text(claim, "verdict"), StringComparer.Ordinal) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Text(JsonObject claim, string field) => claim[field]?.GetValue<string>() ?? "";
}
