using System.Text.Json.Nodes;
using LiveCommerce.Data.Package;

namespace Workbench.Runs.Compare;

/// <summary>Tables of two runs side by side where the package has another name: data that were imported anew take the place of those before.</summary>
internal static class TablesInPlace
{
    /// <summary>Hashes of the older run under the names that the newer run has for the tables in the same place.</summary>
    public static IReadOnlyDictionary<string, string> Of(RunFiles before, RunFiles after)
    {
        var packages = Renamed(before.Hashes.Keys, after.Hashes.Keys);
        return before.Hashes.ToDictionary(pair => Package(pair.Key) is { } name && packages.TryGetValue(name, out var now) ? now + pair.Key[name.Length..] : pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>The packages of the older run that another one has taken the place of, with its name.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, now) = (Tables(before), Tables(after));
        return (from gone in old
                where !now.Contains(gone.Key)
                let takers = now.Where(package => !old.Contains(package.Key) && package.Order(StringComparer.Ordinal).SequenceEqual(gone.Order(StringComparer.Ordinal))).Select(package => package.Key).ToList()
                where takers.Count == 1
                select (gone.Key, takers[0])).ToDictionary(pair => pair.Key, pair => pair.Item2, StringComparer.Ordinal);
    }

    /// <summary>The folder of a package below the data folder, by the tables that it describes.</summary>
    public static string FolderOf(byte[]? descriptor, string package)
    {
        var tables = descriptor is null ? [] : (JsonNode.Parse(descriptor)?["resources"] as JsonArray ?? []).OfType<JsonObject>().Select(resource => resource["name"]?.ToString()).ToHashSet();
        return tables.Contains("sessions") ? "sessions" : tables.Contains("observations") ? "curated" : package;
    }

    private static ILookup<string, string> Tables(IEnumerable<string> names) => names.Where(name => Package(name) is not null && !name.EndsWith("/" + DataPackage.DescriptorName, StringComparison.Ordinal))
        .ToLookup(name => Package(name)!, name => name[(Package(name)!.Length + 1)..], StringComparer.Ordinal);

    private static string? Package(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[..slash] : null;
}
