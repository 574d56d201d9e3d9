using LiveCommerce.Data.Package;

namespace LiveCommerce.Data.Contract;

/// <summary>A table must say where it comes from, stay inside its package, and be the file that was sealed.</summary>
internal static class OriginRules
{
    /// <summary>The bytes of a table, with the faults of its origin; null when there are no bytes to look at.</summary>
    public static byte[]? Read(DataPackage package, ResourceDescriptor resource, string shown, string descriptor, ICollection<Fault> faults)
    {
        if (resource.Sources.Count == 0 || resource.Sources.Any(source => source.Producer.Length == 0 || source.Title.Length == 0 || source.Licence.Length == 0))
            faults.Add(new Fault(descriptor, 0, 0, "DATA003", $"table '{resource.Name}' has no whole origin", "sources with producer, title and licence", "say where the table comes from"));
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
        if (hash != resource.Hash)
            faults.Add(new Fault(shown, 0, 0, "DATA004", $"hash {hash[..19]}... of {content.Length} bytes", $"{Start(resource.Hash)} of {resource.Bytes} bytes, as sealed", "if the edit was meant, run 'workbench check --seal' on the package; otherwise restore the file"));
        return content;
    }

    private static string Start(string hash) => hash.Length > 19 ? hash[..19] + "..." : hash.Length == 0 ? "no hash" : hash;

    private static bool Escapes(string path) =>
        path.Length == 0 || Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/', '\\').Contains("..");
}
