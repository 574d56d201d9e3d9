using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>A table must say where it comes from, stay inside its package, and be the file that was sealed.</summary>
internal static class OriginRules
{
    /// <summary>A descriptor must name the version of the standard that it keeps.</summary>
    public static IEnumerable<Fault> Profile(DataPackage package, string descriptor)
    {
        if (package.Descriptor.Profile is not { } profile || !profile.StartsWith("https://datapackage.org/profiles/2", StringComparison.Ordinal))
            yield return new Fault(descriptor, 0, 0, "DATA006", package.Descriptor.Profile is { Length: > 0 } other ? $"'$schema' is \"{other}\"" : "no '$schema'", $"\"$schema\": \"{PackageDescriptor.Version2}\"", "add it: the descriptor is read as a Data Package of version 2");
    }

    /// <summary>The bytes of a table, with the faults of its origin; null when there are no bytes to look at.</summary>
    public static byte[]? Read(DataPackage package, ResourceDescriptor resource, string shown, string descriptor, ICollection<Fault> faults)
    {
        foreach (var missing in Missing(resource))
            faults.Add(new Fault(descriptor, 0, 0, "DATA003", $"table '{resource.Name}' has {missing}", "sources with producer, title, citation, licence and verification", "say where the table comes from, and how far that was checked"));
        if (Escapes(resource.Path))
        {
            faults.Add(new Fault(descriptor, 0, 0, "DATA007", $"path \"{resource.Path}\" of table '{resource.Name}'", "a file inside the package", "move the file into the package"));
            return null;
        }

        var path = package.PathOf(resource);
        if (!File.Exists(path))
        {
            faults.Add(new Fault(shown, 0, 0, "DATA005", "no such file", $"the table '{resource.Name}' of {DataPackage.DescriptorName}", "restore the file, or remove the table from the descriptor"));
            return null;
        }

        var content = File.ReadAllBytes(path);
        var hash = DataPackage.HashOf(content);
        if (hash != resource.Hash || content.Length != resource.Bytes)
            faults.Add(new Fault(shown, 0, 0, "DATA004", $"hash {hash[..19]}... of {content.Length} bytes", $"{Start(resource.Hash)} of {resource.Bytes} bytes, as sealed", "if the edit was meant, run 'workbench check --seal' on the package; otherwise restore the file"));
        return content;
    }

    private static IEnumerable<string> Missing(ResourceDescriptor resource)
    {
        if (resource.Sources.Count == 0) yield return "no origin";
        foreach (var origin in resource.Sources)
        {
            (string Name, string Text)[] fields = [("producer", origin.Producer), ("title", origin.Title), ("citation", origin.Citation), ("licence", origin.Licence), ("verification", origin.Verification)];
            var empty = fields.Where(field => field.Text.Length == 0).Select(field => field.Name).ToList();
            if (empty.Count > 0) yield return $"an origin without {string.Join(", ", empty)}";
        }
    }

    private static string Start(string hash) => hash.Length > 19 ? hash[..19] + "..." : hash.Length == 0 ? "no hash" : hash;

    private static bool Escapes(string path) =>
        path.Length == 0 || Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/', '\\').Contains("..");
}
