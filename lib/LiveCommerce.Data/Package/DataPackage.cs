using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace LiveCommerce.Data.Package;

/// <summary>A folder with a <c>datapackage.json</c> and the tables that it describes.</summary>
/// <remarks>Frictionless Data Package v2, https://datapackage.org.</remarks>
public sealed class DataPackage
{
    /// <summary>The name of the descriptor.</summary>
    public const string DescriptorName = "datapackage.json";

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Writing = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private DataPackage(string directory, PackageDescriptor descriptor)
    {
        Directory = directory;
        Descriptor = descriptor;
    }

    /// <summary>Where the package is.</summary>
    public string Directory { get; }

    /// <summary>What it holds.</summary>
    public PackageDescriptor Descriptor { get; }

    /// <summary>Reads the descriptor of a folder; the tables are not yet looked at.</summary>
    /// <exception cref="DataFaultException">There is no descriptor, or it cannot be read.</exception>
    public static DataPackage Open(string directory)
    {
        var path = Path.Combine(directory, DescriptorName);
        if (!File.Exists(path))
            throw new DataFaultException([new Fault(path, 0, 0, "DATA001", "no such file", "a Frictionless data package", "name a folder that holds a datapackage.json")]);
        try
        {
            var descriptor = JsonSerializer.Deserialize<PackageDescriptor>(File.ReadAllText(path), Reading);
            return new DataPackage(directory, descriptor ?? new PackageDescriptor());
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? 0) + 1;
            var column = (int)(error.BytePositionInLine ?? 0) + 1;
            throw new DataFaultException([new Fault(path, line, column, "DATA002", $"not valid JSON for {error.Path ?? "$"}", "a data package descriptor", "mend the descriptor at this place")]);
        }
    }

    /// <summary>The table of that name.</summary>
    /// <exception cref="DataFaultException">The package has no such table.</exception>
    public ResourceDescriptor Resource(string name) =>
        Descriptor.Resources.FirstOrDefault(resource => resource.Name == name)
        ?? throw new DataFaultException([new Fault(Path.Combine(Directory, DescriptorName), 0, 0, "DATA008",
            $"no table '{name}'{Spelling.Hint(name, Descriptor.Resources.Select(resource => resource.Name))}", $"a resource named '{name}'", "add it, or use a package that has it")]);

    /// <summary>Whether the package has a table of that name.</summary>
    public bool Has(string name) => Descriptor.Resources.Any(resource => resource.Name == name);

    /// <summary>Where the file of a table is.</summary>
    public string PathOf(ResourceDescriptor resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Path.Combine(Directory, resource.Path.Replace('/', Path.DirectorySeparatorChar));
    }

    /// <summary><c>sha256:</c> and the hash of bytes, as descriptors write it.</summary>
    public static string HashOf(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Writes size and hash of every table anew, after an edit that was meant. Nothing else of the descriptor changes.</summary>
    /// <returns>The tables whose size or hash changed.</returns>
    public static IReadOnlyList<string> Seal(string directory)
    {
        var package = Open(directory);
        var path = Path.Combine(directory, DescriptorName);
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        var changed = new List<string>();
        foreach (var resource in document["resources"]!.AsArray().OfType<JsonObject>())
        {
            var described = package.Resource(resource["name"]!.GetValue<string>());
            var content = File.ReadAllBytes(package.PathOf(described));
            var hash = HashOf(content);
            if (hash != described.Hash || content.Length != described.Bytes) changed.Add(described.Name);
            resource["bytes"] = content.Length;
            resource["hash"] = hash;
        }

        if (changed.Count > 0) File.WriteAllText(path, document.ToJsonString(Writing) + "\n");
        return changed;
    }
}
