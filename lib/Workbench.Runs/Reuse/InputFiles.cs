using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveCommerce.Data;
using LiveCommerce.Data.Package;
using Workbench.Runs.Notebooks;
using Workbench.Runs.Workers;

namespace Workbench.Runs.Reuse;

/// <summary>The files that notebooks read, as they are now: tables of data packages by package and file, others by their path beside the notebook.</summary>
/// <param name="data">The data folder of the run.</param>
internal sealed partial class InputFiles(string data)
{
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, string>> packages = new(() => Packages(data));

    /// <summary>Hash of a file of a package, such as <c>livestream-commerce-facts/observations.csv</c>; empty when it is not there.</summary>
    public string Hash(string name)
    {
        if (hashes.TryGetValue(name, out var known)) return known;
        var path = PathOf(name);
        return hashes[name] = path is not null ? DataPackage.HashOf(File.ReadAllBytes(path)) : "";
    }

    /// <summary>Where such a file is; null when it is not there.</summary>
    public string? PathOf(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var folder = slash < 0 ? null : packages.Value[name[..slash]].FirstOrDefault();
        var path = folder is null ? null : Path.Combine(folder, name[(slash + 1)..].Replace('/', Path.DirectorySeparatorChar));
        return File.Exists(path) ? path : null;
    }

    /// <summary>A file as a reader finds it, such as <c>data/curated/observations.csv</c>.</summary>
    /// <param name="name">Package and file; another name is given back as it is.</param>
    /// <param name="folder">How the reader names the data folder.</param>
    public string Shown(string name, string folder) =>
        PathOf(name) is { } path ? Path.Combine(folder, Path.GetRelativePath(data, path)).Replace('\\', '/') : name;

    /// <summary>The descriptors of the packages of these tables, as they are now.</summary>
    public IEnumerable<InputRead> Descriptors(IEnumerable<string> tables) =>
        tables.Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => $"{name[..name.IndexOf('/', StringComparison.Ordinal)]}/{DataPackage.DescriptorName}").Distinct(StringComparer.Ordinal)
            .Where(name => PathOf(name) is not null).Select(name => new InputRead(name, Hash(name), new FileInfo(PathOf(name)!).Length));

    /// <summary>Hashes of tables and of what the descriptors of their packages say of them: a descriptor holds the sizes of all tables, so its bytes change with every one.</summary>
    public Dictionary<string, string> Hashes(IEnumerable<string> tables)
    {
        var found = tables.Distinct(StringComparer.Ordinal).ToDictionary(name => name, Hash, StringComparer.Ordinal);
        foreach (var package in found.Keys.Where(name => name.Contains('/', StringComparison.Ordinal)).ToLookup(name => name[..name.IndexOf('/', StringComparison.Ordinal)], StringComparer.Ordinal))
        {
            if (packages.Value[package.Key].FirstOrDefault() is { } folder) found[$"{package.Key}/{DataPackage.DescriptorName}"] = Said(folder, [.. package.Select(name => name[(package.Key.Length + 1)..])]);
        }

        return found;
    }

    private static string Said(string folder, HashSet<string> tables)
    {
        var descriptor = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, DataPackage.DescriptorName)))!;
        foreach (var resource in (descriptor["resources"] as JsonArray ?? []).OfType<JsonObject>().Where(resource => !tables.Contains(resource["path"]?.ToString() ?? "")))
        {
            resource.Remove("hash");
            resource.Remove("bytes");
        }

        return DataPackage.HashOf(System.Text.Encoding.UTF8.GetBytes(descriptor.ToJsonString()));
    }

    /// <summary>Files that a notebook's code names and that exist beside it, with their hashes; no data package describes them.</summary>
    public static IReadOnlyDictionary<string, string> Named(Notebook notebook)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == "code"))
        {
            foreach (var word in Words().Matches(cell.Source).Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value.Trim()))
            {
                if (word.Length is > 0 and < 260 && word.AsSpan().IndexOfAny(Path.GetInvalidPathChars()) < 0 && File.Exists(Path.Combine(folder, word)))
                    found[word.Replace('\\', '/')] = DataPackage.HashOf(File.ReadAllBytes(Path.Combine(folder, word)));
            }
        }

        return found;
    }

    private static ILookup<string, string> Packages(string data) =>
        (Directory.Exists(data) ? Directory.EnumerateFiles(data, DataPackage.DescriptorName, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        .Select(path => Path.GetDirectoryName(path)!).Select(folder => (Name: NameOf(folder), folder)).ToLookup(pair => pair.Name, pair => pair.folder, StringComparer.Ordinal);

    private static string NameOf(string folder)
    {
        try
        {
            return DataPackage.Open(folder).Descriptor.Name;
        }
        catch (DataFaultException)
        {
            return "";
        }
    }

    [GeneratedRegex("\"([^\"\\r\\n]+)\"|(?m:^\\s*#!import\\s+([^\"\\r\\n]+))")]
    private static partial Regex Words();
}
